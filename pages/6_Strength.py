import streamlit as st

from views import (
    ask,
    effect_words,
    gaps,
    hand,
    log_book,
    log_desk,
    log_words,
    looks,
    plan_tables,
    session,
    stage,
    take_away,
    week_board,
    week_changes,
    week_desk,
)

session.open_page()
if log_desk.under_way():
    st.stop()
review, plan, palette = session.review(), session.coming_plan(), session.palette()

work, names = looks.work_done(), log_words.names(looks.exercises())
done = log_words.done_days(plan, work.sessions)
st.title("Strength", anchor=False)
st.header(plan_tables.answer(plan, review.today, done=done, profile=review.profile), anchor=False)
st.markdown(plan_tables.badges(plan, review.profile, plan_tables.known_load(review)))
for note in plan_tables.first_notes(plan):
    st.warning(note.text, icon=":material/health_and_safety:")
if review.spikes.is_empty():
    steers = "No run is in yet, so nothing in your running steers this week: it is the basic one."
    session.first_steps(gaps.no_run_yet(review, steers))

st.space("xsmall")
log_book.morning(work.sessions)
days = week_board.board(plan, review.profile, review.today, done=done)
due = week_board.due_today(plan, review.today, done)
if week_desk.board(days, start=week_board.start(plan, review.today, done)) and due:
    log_desk.begin(due)
st.caption(week_board.RULES)
week_desk.moves(plan, review.profile, review.today)
week_desk.usual(review.usual_week)
st.space("small")
week_desk.trained(plan, palette)

if plan.sessions:
    st.space("small")
    number = st.segmented_control(
        "Session",
        range(len(plan.sessions)),
        format_func=lambda n: week_board.session_label(plan.sessions[n], plan),
        default=plan_tables.first_shown(plan, review.today, done=done),
        required=True,
        key="shown_session",
        label_visibility="collapsed",
    )
    shown = plan.sessions[number]
    st.subheader(plan_tables.session_heading(shown, plan, review.today), anchor=False)
    st.caption(plan_tables.session_caption(shown))
    log_book.actions(shown, names, is_done=week_board.planned_day(shown) in done)
    for number, each in enumerate(shown.prescriptions, start=1):
        week_desk.exercise(each, number, palette, week=plan.week)

week_desk.said(week_changes.said(hand.adjustments(), names, today=review.today))
week_desk.uncovered(plan)
st.space("small")
log_book.book(log_words.lines(work.sessions, work.sets, today=review.today), names)
st.space("small")
found = looks.did_it_work()
box = stage.frame(key="did_it_work_card")
stage.draw(effect_words.panel(found, palette, today=review.today), within=box)
box.rest.markdown(effect_words.more(found))
st.space("small")
why_at, stop_at = st.columns([5, 3])
with why_at.container(border=True, height="stretch"):
    st.subheader("Why this plan", anchor=False)
    st.markdown(plan.message)
    st.markdown(plan_tables.WHY_PLAN)
    with st.expander("Sources and limits", icon=":material/menu_book:", type="compact"):
        st.markdown(plan_tables.limits(plan))
with stop_at.container(border=True, height="stretch"):
    st.subheader(":material/back_hand: When to stop", anchor=False)
    st.markdown(plan_tables.STOP_RULES)
st.space("small")
box = stage.frame(key="take_away")
with box.foot.expander(take_away.REPORT, icon=":material/badge:", type="compact"):
    told, _ = ask.fields(take_away.QUESTIONS, {})
stage.draw(take_away.panel(plan, review, told), within=box)
st.page_link(
    "pages/8_Profile.py", label="Change days, minutes or equipment", icon=":material/tune:"
)
