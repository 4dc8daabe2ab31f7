import streamlit as st

from views import cards, care, flag_pictures, gaps, next_session, session, today_charts, today_words

session.open_page()
review = session.review()

st.title("Today", anchor=False)
for text in care.warnings(review.profile):
    st.warning(text, icon=":material/health_and_safety:")
if review.spikes.is_empty():
    st.header("Drop your watch files in, and look at three things.", anchor=False)
    st.markdown(today_words.WELCOME)
    why = "No run is in yet. Your files stay on this computer."
    session.first_steps(gaps.no_run_yet(review, why))
    st.stop()

plan, palette = session.coming_plan(), session.palette()
flags, today = cards.raised(review.flags), review.today

st.header(today_words.answer(review, plan), anchor=False)
st.caption(today_words.caption(review))
st.space("xsmall")

with st.grid(3, min_column_width=210, key="figures"):
    for card in today_words.cards(review):
        st.metric(
            card.label,
            card.value,
            card.note,
            delta_color=card.colour,
            delta_arrow="off",
            border=True,
            chart_data=card.series or None,
            chart_type=card.shape,
            help=card.help,
            height="stretch",
        )

for flag in flags[: cards.MAX_OPEN_FLAGS]:
    no_need = today_words.ceiling_advice(flag, review)
    said = cards.flag_card(flag, plan, today=today, no_need=no_need)
    drawn = flag_pictures.picture(flag, review, palette)
    st.space("small")
    with st.container(border=True, key=f"flag_{flag.id}"):
        words_at, picture_at = st.columns([5, 4], gap="medium") if drawn else (st.container(), None)
        with words_at:
            st.markdown(said.badges)
            st.subheader(said.title, anchor=False)
            st.markdown(said.text)
            st.markdown(f"**What to do.** {said.advice}")
        if drawn and picture_at:
            chart, message = drawn
            picture_at.altair_chart(
                chart, width="stretch", theme=None, key=f"picture_{flag.id}", alt=message
            )
        with st.expander("Why we say this", icon=":material/help:", type="compact"):
            st.markdown(said.why)

if also := flags[cards.MAX_OPEN_FLAGS :]:
    with st.expander(f"Also seen: {len(also)} more", icon=":material/visibility:"):
        for flag in also:
            said = cards.flag_card(flag, plan, today=today)
            st.markdown(f"{said.badges} **{said.title}.** {said.text}")

st.space("small")
st.subheader(today_words.week_heading(review, session.plan()), anchor=False)
with st.container(border=True):
    week = today_charts.week_days(review, session.plan())
    st.altair_chart(
        today_charts.week_strip(week, palette),
        width="stretch",
        theme=None,
        key="week",
        alt=today_charts.week_alt(week),
    )
    st.caption(today_words.week_caption(review))

st.space("small")
with st.container(border=True, key="next_session"):
    due = next_session.next_session(plan, review.today)
    head = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    )
    if due:
        head.subheader(next_session.heading(due, review.today), anchor=False, width="content")
        head.badge(next_session.place(due, plan, review.today), color="gray")
        st.caption(due.timing)
        for each in due.prescriptions:
            with st.container(gap=None):
                line = st.container(horizontal=True, horizontal_alignment="distribute")
                line.markdown(f"**{each.exercise.name}**", width="content")
                line.markdown(next_session.dose(each), width="content")
                st.caption(each.reason)
    else:
        head.subheader("No strength work is due", anchor=False, width="content")
        st.markdown(next_session.why_none(plan))
    st.page_link("pages/6_Strength.py", label="Open the week", icon=":material/exercise:")
