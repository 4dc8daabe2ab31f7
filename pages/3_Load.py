import streamlit as st

from views import care, gaps, load_cards, load_charts, load_tables, load_why, load_words, session
from views.ceiling_chart import ceiling_chart
from views.windows import ALL, CHOICES, TWELVE_WEEKS, window

HEAD = {"horizontal": True, "horizontal_alignment": "distribute", "vertical_alignment": "center"}
DRAWN = {"theme": None, "width": "stretch"}
COLUMNS = {"Day": st.column_config.DateColumn(format="ddd D MMM YYYY")}
TABLE = {"hide_index": True, "column_config": COLUMNS}
UNLABELLED = {"required": True, "label_visibility": "collapsed", "persist_state": "session"}

session.open_page()
st.title("Load", anchor=False)
review = session.review()
for text in care.warnings(review.profile):
    st.warning(text, icon=":material/health_and_safety:")
if not load_words.has_runs(review):
    session.first_steps(gaps.no_run_yet(review, "No run is in yet, so there is no load to add up."))
    st.stop()
palette = session.palette()
first_day = load_words.first_day(review)
quarter = window(TWELVE_WEEKS, first_day=first_day, today=review.today)

st.header(load_words.answer(review), anchor=False)
st.caption(load_words.caption(review))
st.space("xsmall")

grid = st.grid(3, min_column_width=210)
for card in load_cards.cards(review, shown=quarter):
    grid.metric(
        card.label,
        card.value,
        card.note,
        delta_color=card.colour,
        delta_arrow="off",
        border=True,
        help=card.help,
    )
st.space("small")

with st.container(border=True):
    with st.container(**HEAD):
        st.subheader(
            load_words.ceiling_heading(review, shown=quarter), anchor=False, width="content"
        )
        st.badge("Evidence: strong, one cohort", color="gray")
    if said := load_words.spike_text(review):
        st.markdown(said)
    if load_words.ran_within(review, quarter):
        st.altair_chart(
            ceiling_chart(review, palette, shown=quarter),
            **DRAWN,
            key="ceiling",
            alt=load_words.ceiling_alt(review, shown=quarter),
        )
        st.caption(load_words.ceiling_legend(review, shown=quarter))
    with st.expander("Why we say this", icon=":material/help:", type="compact"):
        st.markdown(load_why.ceiling(review))
st.space("small")

with st.container(border=True):
    head = st.container(**HEAD)
    title = head.container(width="content")
    default = TWELVE_WEEKS if load_words.ran_within(review, quarter) else ALL
    choice = head.segmented_control(
        "Window", CHOICES, default=default, key="load_window", **UNLABELLED
    )
    shown = window(choice, first_day=first_day, today=review.today)
    title.subheader(load_words.days_heading(review, shown=shown), anchor=False, width="content")
    st.markdown(f"**Distance** :gray[{load_words.distance_line(review)}]")
    st.altair_chart(
        load_charts.distance_chart(review, palette, shown=shown),
        **DRAWN,
        key="distance",
        alt=load_words.distance_alt(review, shown=shown),
    )
    if review.load_metric is None:
        st.info(load_why.no_load(review), icon=":material/info:")
    else:
        st.markdown(f"**{load_words.load_name(review)}** :gray[{load_why.scale(review)}]")
        st.altair_chart(
            load_charts.load_chart(review, palette, shown=shown),
            **DRAWN,
            key="load",
            alt=load_words.load_alt(review, shown=shown),
        )
        st.caption(load_words.coverage(review, shown=shown))
        with st.expander("Why we say this", icon=":material/help:", type="compact"):
            st.markdown(load_why.load(review))
    with st.expander("Table of the runs", icon=":material/table:", type="compact"):
        st.dataframe(load_tables.runs_table(review, shown=shown), **TABLE, alt="Runs and ceilings")
    with st.expander("Table of the days", icon=":material/table:", type="compact"):
        st.dataframe(load_tables.days_table(review, shown=shown), **TABLE, alt="Distance and load")
