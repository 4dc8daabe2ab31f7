import streamlit as st

from views import (
    balance_charts,
    balance_known,
    balance_table,
    balance_why,
    balance_words,
    care,
    gaps,
    session,
)

session.open_page()
review = session.review()

st.title("Balance", anchor=False)
for text in care.warnings(review.profile):
    st.warning(text, icon=":material/health_and_safety:")
if review.spikes.is_empty():
    session.first_steps(gaps.no_run_yet(review, f"No run is in yet. {balance_words.SENSORS}"))
    st.stop()

plan, palette = session.coming_plan(), session.palette()

st.header(balance_words.answer(review), anchor=False)
st.markdown(balance_words.badges(review))
st.caption(balance_words.caption(review))
st.space("xsmall")

if balance_known.has_balance(review):
    with st.grid(3, min_column_width=210, key="figures"):
        for card in balance_words.cards(review):
            st.metric(
                card.label,
                card.value,
                card.note,
                delta_color=card.colour,
                delta_arrow="off",
                border=True,
                help=card.help,
                height="stretch",
            )

    st.space("small")
    with st.container(border=True):
        windows = balance_charts.ranges(review)
        head = st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        )
        title = head.container(width="content", gap=None)
        chosen = head.segmented_control(
            "Show",
            list(windows),
            default=balance_charts.first_range(review),
            required=True,
            key="balance_window",
            label_visibility="collapsed",
            persist_state="session",
        )
        days = windows[chosen]
        title.subheader(balance_words.chart_heading(review, days=days), anchor=False)
        st.caption(balance_words.CHART_CAPTION)
        st.altair_chart(
            balance_charts.history_chart(review, palette, days=days),
            width="stretch",
            theme=None,
            key="balance_history",
            alt=balance_words.alt_text(review, days=days),
        )
        with st.expander(
            "Table, and what was left out", icon=":material/table_rows:", type="compact"
        ):
            table = balance_table.runs_table(review, days=days)
            st.dataframe(table, hide_index=True, alt="Every run of the window, and if it counts")

st.space("small")
to_do, to_stop = st.columns([3, 2])
with to_do.container(border=True, height="stretch"):
    st.subheader(f"What to do: {balance_words.advice_heading(review)}", anchor=False)
    if text := balance_words.flag_text(review):
        st.markdown(text)
    st.markdown(balance_words.advice(review, plan))
    if needs := balance_words.needs(review):
        st.markdown("\n".join(f"- {need}" for need in needs))
    st.page_link("pages/6_Strength.py", label="Open the plan", icon=":material/exercise:")
with to_stop.container(border=True, height="stretch"):
    st.subheader(":material/back_hand: When to stop", anchor=False)
    st.markdown("Stop and see a professional with any of these:")
    st.markdown("\n".join(f"- {rule}" for rule in balance_words.STOP_RULES))

st.space("small")
with st.expander("Why we say this", icon=":material/help:", type="compact"):
    st.markdown(balance_why.why(review))
