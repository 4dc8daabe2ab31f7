from functools import partial

import streamlit as st

from views import coverage, intake_tables, intake_words, session
from views.intake_bar import intake_bar

FILE_TYPES = ("fit", "gpx")  # what is read today; the content decides, not the name
LINES_AT_ONCE = 50
HEAD = {"horizontal": True, "horizontal_alignment": "distribute", "vertical_alignment": "center"}
UNLABELLED = {"required": True, "label_visibility": "collapsed"}
DRAWN = {"theme": None, "width": "stretch"}

session.open_page()
review, batches, palette = session.review(), session.batches(), session.palette()
newest = batches[0] if batches else None
is_fresh = newest is not None and newest.id == st.session_state.get("fresh_batch")

st.title("Upload", anchor=False)
st.header(intake_words.answer_now(review, batches, is_fresh=is_fresh), anchor=False)
st.caption(intake_words.caption(newest, review) if newest else intake_words.PROMISE)
st.space("xsmall")

with st.container(border=True):
    drop, beside = st.columns([3, 2], gap="large")
    files = drop.file_uploader(
        "Add watch files",
        type=FILE_TYPES,
        accept_multiple_files=True,
        key=f"files_{st.session_state.setdefault('upload_round', 0)}",
        help=intake_words.WHERE_FILES_ARE,
    )
    beside.markdown(intake_words.PRIVACY)
    wants_sample = not batches and beside.button("Try sample data", key="try_sample")
if files or wants_sample:
    with st.status("Reading the files", expanded=True):
        bar = st.progress(0.0)
        dropped = [(file.name, file.getvalue()) for file in files]
        take = partial(session.take_in, dropped) if dropped else session.add_sample
        batch = take(lambda done, total, _: bar.progress(done / total, text=f"{done} of {total}"))
    st.session_state["fresh_batch"] = batch.id
    st.session_state["upload_round"] += 1  # an emptied uploader gives its memory back
    session.say_after_rerun(intake_words.answer(batch))
    st.rerun()

if newest:
    st.space("small")
    with st.container(border=True):
        with st.container(**HEAD):
            heading = intake_words.heading(newest, is_fresh=is_fresh)
            st.subheader(heading, anchor=False, width="content")
            if st.button("Undo this upload", key="undo_newest", icon=":material/undo:"):
                session.undo(newest.id)
                session.say_after_rerun("The upload is undone.")
                st.rerun()
        parts = intake_words.parts(newest)
        strip, said = intake_bar(parts, palette), intake_words.answer(newest)
        st.altair_chart(strip, **DRAWN, key="intake", alt=said)
        with st.grid(4, min_column_width=120):
            for part in parts:
                st.markdown(f"**{part.n_files} {part.word}**  \n:small[:gray[{part.note}]]")
        choice = st.segmented_control(
            "Files to show",
            intake_tables.CHOICES,
            default=intake_tables.first_choice(newest),
            format_func=intake_tables.choices(newest).get,
            key=f"files_shown_{newest.id}",
            **UNLABELLED,
        )
        lines = intake_tables.chosen(intake_tables.lines(newest, review), choice)
        n_shown = st.session_state.setdefault("n_lines", LINES_AT_ONCE)
        with st.container(gap="xsmall"):
            for line in lines[:n_shown]:
                sign, said = st.columns([1, 4.6], gap="xsmall")
                sign.badge(line.mark.text, color=line.mark.colour)
                said.markdown(f"**{line.name}**  \n:gray[{line.reason}]")
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
                if st.button("Undo", key=f"undo_{batch.id}", icon=":material/undo:"):
                    session.undo(batch.id)
                    st.rerun()
