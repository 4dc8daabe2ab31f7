import streamlit as st

from views import (
    ask,
    coverage,
    drops,
    entry_desk,
    intake_pairs,
    intake_tables,
    intake_words,
    session,
)
from views.intake_bar import intake_bar
from views.intake_outings import outings

LINES_AT_ONCE = 50
HEAD = {"horizontal": True, "horizontal_alignment": "distribute", "vertical_alignment": "center"}
UNLABELLED = {"required": True, "label_visibility": "collapsed"}
DRAWN = {"theme": None, "width": "stretch"}

session.open_page()
review, batches, palette = session.review(), drops.batches(), session.palette()
newest = batches[0] if batches else None
is_fresh = newest is not None and newest.id == st.session_state.get(session.FRESH)

st.title("Upload", anchor=False)
st.header(intake_words.answer_now(review, batches, is_fresh=is_fresh), anchor=False)
st.caption(intake_words.caption(newest, review) if newest else intake_words.PROMISE)
st.space("xsmall")

with st.container(border=True):
    dropped = session.ask_for_files()
    wants_sample = not batches and st.button("Try sample data", key="try_sample")
if dropped or wants_sample:
    session.take_in(dropped)  # nothing dropped is the sample

desk = ask.unfold(entry_desk.TITLE, key="type_in")
if desk.open:
    with desk:
        entry_desk.show()

twice = outings(drops.pairs())
if newest:
    st.space("small")
    with st.container(border=True):
        with st.container(**HEAD):
            head = intake_words.heading(newest, is_fresh=is_fresh)
            st.subheader(head, anchor=False, width="content")
            session.offer_undo(newest, "Undo this upload", "undo_newest")
        if not newest.is_finished:
            session.watch(newest)
        parts = intake_words.parts(newest)
        strip, said = intake_bar(parts, palette), intake_words.answer(newest)
        st.altair_chart(strip, **DRAWN, key="intake", alt=said)
        with st.grid(4, min_column_width=120):
            for part in parts:
                st.markdown(f"**{part.n_files:,} {part.word}**  \n:small[:gray[{part.note}]]")
        here = intake_pairs.of_batch(twice, newest)
        labels = intake_tables.choices(newest, n_twice=intake_pairs.n_files(here, newest))
        choice = st.segmented_control(
            "Files to show",
            tuple(labels),
            default=intake_tables.first_choice(newest, n_twice=len(here)),
            format_func=labels.get,
            key=f"files_shown_{newest.id}",
            **UNLABELLED,
        )
        n_shown = st.session_state.setdefault("n_lines", LINES_AT_ONCE)
        files = drops.report(newest, choice, at_most=n_shown + 1)
        lines = intake_pairs.report(files, twice, shown=here, choice=choice, review=review)
        with st.container(gap="xsmall"):
            for line in lines[:n_shown]:
                ask.pair(line, "newest", drops.decide)
        if len(lines) > n_shown and st.button(f"Show {LINES_AT_ONCE} more", key="more_lines"):
            st.session_state["n_lines"] += LINES_AT_ONCE
            st.rerun()

if coverage.has_runs(review):
    st.space("small")
    with st.container(border=True):
        st.container(**HEAD).subheader("What your files hold, week by week", anchor=False)
        st.caption(coverage.LEGEND)
        strip, said = coverage.coverage_chart(review, palette), coverage.alt_text(review)
        st.altair_chart(strip, **DRAWN, key="coverage", alt=said)
        st.subheader("What that can answer", anchor=False)
        st.table(coverage.feeds(review), border="horizontal", hide_index=True)
        st.caption(coverage.LIMIT)

if earlier := batches[1:]:
    st.space("small")
    with st.expander(f"Earlier uploads: {len(earlier)}", icon=":material/history:"):
        for batch in earlier[:20]:
            with st.container(**HEAD):
                st.markdown(intake_words.earlier(batch, review), width="content")
                session.offer_undo(batch, "Undo", f"undo_{batch.id}")
if twice:
    how = {"icon": ":material/join_inner:", "expanded": intake_pairs.is_asked(twice)}
    with st.expander(intake_pairs.heading(twice), **how):
        for line in intake_pairs.lines(twice[:LINES_AT_ONCE], review):
            ask.pair(line, "all", drops.decide)
