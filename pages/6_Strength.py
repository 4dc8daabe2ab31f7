import streamlit as st

from views import gaps, plan_tables, session, sets_chart, week_board

session.open_page()
review, plan, palette = session.review(), session.coming_plan(), session.palette()

st.title("Strength", anchor=False)
st.header(plan_tables.answer(plan, review.today), anchor=False)
st.markdown(plan_tables.badges(plan, review.profile, plan_tables.known_load(review)))
for note in plan_tables.first_notes(plan):
    st.warning(note.text, icon=":material/health_and_safety:")
if review.spikes.is_empty():
    steers = "No run is in yet, so nothing in your running steers this week: it is the basic one."
    session.first_steps(gaps.no_run_yet(review, steers))

st.space("xsmall")
with st.grid(7, min_column_width=104, gap="xsmall", key="board"):
    for day in week_board.board(plan, review.profile, review.today):
        with st.container(border=True, height="stretch", gap="xsmall"):
            st.markdown(day.head)
            st.markdown(day.run)
            if day.session:
                st.markdown(day.session)
            if day.reason:
                st.caption(day.reason)
st.caption(week_board.RULES)

trained = sets_chart.sets_table(plan)
if not trained.is_empty():
    st.space("small")
    with st.container(border=True, key="trained"):
        st.subheader("What the week trains: sets a side", anchor=False)
        st.altair_chart(
            sets_chart.sets_chart(trained, palette),
            width="stretch",
            theme=None,
            key="sets",
            alt=sets_chart.sets_message(trained),
        )
        st.caption("Stronger colour: more sets. One exercise may count for several places.")

if plan.sessions:
    st.space("small")
    number = st.segmented_control(
        "Session",
        range(len(plan.sessions)),
        format_func=lambda n: week_board.session_label(plan.sessions[n], plan),
        default=plan_tables.first_shown(plan, review.today),
        required=True,
        key="shown_session",
        label_visibility="collapsed",
    )
    shown = plan.sessions[number]
    st.subheader(plan_tables.session_heading(shown, plan, review.today), anchor=False)
    st.caption(plan_tables.session_caption(shown))
    for number, each in enumerate(shown.prescriptions, start=1):
        card = plan_tables.exercise_card(each, number)
        with st.container(border=True, gap="xsmall", key=f"exercise_{number}"):
            told, dosed = st.columns([5, 3])
            with told:
                st.markdown(f"**{card.name}**")
                st.markdown(card.why)
                st.markdown(card.cues)
            with dosed:
                st.markdown(card.dose)
                st.caption(card.pace)
            if card.note:
                st.markdown(f":yellow-badge[▲ Take care] {card.note}")
            st.markdown(card.foot)

for heading, notes in (
    ("Good to know", plan_tables.other_notes(plan)),
    ("Not answered in this week", plan.uncovered),
):
    if notes:
        st.space("small")
        with st.container(border=True):
            st.subheader(heading, anchor=False)
            st.markdown("\n".join(f"- {note.text}" for note in notes))

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
st.page_link(
    "pages/8_Profile.py", label="Change days, minutes or equipment", icon=":material/tune:"
)
