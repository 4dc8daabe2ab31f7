import streamlit as st

from core.errors import EntryError
from views import (
    ask,
    cards,
    care,
    day_card,
    effort_words,
    flag_pictures,
    gaps,
    hand,
    looks,
    next_run,
    next_session,
    session,
    stage,
    today_charts,
    today_words,
)

session.open_page()
review = session.review()

st.title("Today", anchor=False)
for text in care.warnings(review.profile):
    st.warning(text, icon=":material/health_and_safety:")
if review.spikes.is_empty():
    st.header("Drop your watch files in, and look at three things.", anchor=False)
    st.markdown(today_words.WELCOME)
    session.first_steps(gaps.no_run_yet(review, today_words.NO_RUN))
    st.stop()

plan, palette = session.coming_plan(), session.palette()
flags, today = today_words.raised(review), review.today

st.header(today_words.answer(review, plan), anchor=False)
st.caption(today_words.caption(review))
st.space("xsmall")
stage.draw_cards(today_words.cards(review))

skipped = st.session_state.setdefault("efforts_skipped", set())
told = {"now": session.now(), "is_told": hand.has_told_effort, "skipped": skipped}
for asked, chosen, act in ask.efforts(effort_words.questions(review, **told)):
    if act == "skip":
        skipped.add(asked.activity_id)
        st.rerun()
    if act == "change":
        hand.say_effort(asked.activity_id, chosen)
        done = effort_words.kept(session.review(), asked.activity_id, chosen)
        session.say_after_rerun(done)
        st.rerun()

with st.expander(day_card.label(review), icon=":material/favorite:", key="day_card"):
    st.caption(f"{day_card.HINT} {day_card.OVER}")
    round_ = st.session_state.setdefault("day_round", 0)
    typed, slots = ask.fields(day_card.questions(round_), {})
    if st.button("Keep", key="keep_day", icon=":material/save:"):
        try:
            after = day_card.keep(review, typed, note=hand.note, save=session.save_profile)
        except EntryError as error:
            ask.refuse(error, slots, field=error.field)
        else:
            st.session_state["day_round"] = round_ + 1
            session.say_after_rerun(after)
            st.rerun()
    for said, button in day_card.lines(review):
        if clicked := ask.line(said, [button]):
            day_card.act(clicked, review, forget=hand.remove_note, save=session.save_profile)
            st.rerun()

for flag in flags[: cards.MAX_OPEN_FLAGS]:
    said = cards.flag_card(flag, plan, today=today, no_need=next_run.advice(flag, review))
    drawn = flag_pictures.picture(flag, review, palette)
    st.space("small")
    with st.container(border=True, key=f"flag_{flag.id}"):
        words_at, picture_at = st.columns([5, 4], gap="medium") if drawn else (st.container(), None)
        with words_at:
            st.markdown(said.badges)
            st.subheader(said.title, anchor=False)
            st.markdown(said.text)
            if said.advice:
                st.markdown(f"**What to do.** {said.advice}")
        if drawn and picture_at:
            chart, message = drawn
            how = {"width": "stretch", "theme": None, "key": f"picture_{flag.id}"}
            picture_at.altair_chart(chart, alt=message, **how)
        with st.expander("Why we say this", icon=":material/help:", type="compact"):
            st.markdown(said.why)

if also := flags[cards.MAX_OPEN_FLAGS :]:
    with st.expander(f"Also seen: {len(also)} more", icon=":material/visibility:"):
        for flag in also:
            said = cards.flag_card(flag, plan, today=today)
            st.markdown(f"{said.badges} **{said.title}.** {said.text}")

st.space("small")
stage.draw(today_charts.week_panel(review, looks.shown_plan(), palette))
st.space("small")
stage.draw(next_session.panel(plan, review))
