from functools import partial

import streamlit as st

from core.errors import EntryError
from views import ask, looks, run_edit, run_list, run_out, run_panels, run_part, session, stage

session.open_page()
st.title("Run", anchor=False)
review = session.review()
is_metric = review.profile.is_metric
if run_out.KEY in st.session_state:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(run_out.SAYS, width="stretch")
        if st.button("Bring it back", key="bring_back", icon=":material/undo:"):
            run_out.undo(st.session_state.pop(run_out.KEY), today=review.today)
told = st.query_params.get(run_list.ADDRESS)
if review.activities.is_empty():
    session.first_steps(run_list.none_yet(review))
    run_out.offer(review, None)
    st.stop()

run_id = run_list.wanted(review, told)
offered = run_list.options(review, run_id)
detail = None if run_id is None else looks.one_run(run_id)
with st.container(horizontal=True, vertical_alignment="bottom"):
    how = {"format_func": offered.get, "key": f"run_{run_id}_{offered.get(run_id)}", "width": 360}
    how["index"] = None if run_id is None else list(offered).index(run_id)
    chosen = st.selectbox("Choose a run", list(offered), label_visibility="collapsed", **how)
    for label, to, icon in run_list.neighbours(detail) if detail else ():
        if st.button(label, key=f"to_{label}", icon=icon, disabled=to is None):
            chosen = to
if chosen != run_id:
    run_out.show(chosen)
if detail is None:
    st.warning(run_out.why_not_here(told), icon=":material/search_off:")
    run_out.offer(review, told)
    st.stop()

look = run_panels.look_of(detail, review, session.palette())
about = (review.today, run_id, look.palette.is_dark)  # all that the charts depend on
head = run_panels.head(detail, review)
st.header(head.answer, anchor=False)
st.caption(head.caption, help=head.why_missing or None)
with st.grid(6, min_column_width=130):
    for figure in head.figures:
        st.metric(figure.name, figure.value, help=figure.why)
st.caption(head.about)


@st.fragment
def along_the_way():
    """Lanes, and the figures of a part: brushed in the top lane, or chosen in the two boxes."""
    card = stage.frame(key="along")
    places, key = run_part.marks(look.way), f"part_{run_id}"
    figures = card.body.container(key="part")
    make = partial(run_panels.along, detail, look)
    picked = stage.draw(stage.kept("run_lanes", *about, make=make), within=card)
    with figures.container(horizontal=True, vertical_alignment="bottom"):
        how = {"format_func": look.way.said, "width": 130}
        begin = st.selectbox("Look at a part: from", places, key=f"from_{run_id}", **how)
        end = st.selectbox("to", places, index=len(places) - 1, key=f"to_{run_id}", **how)
    before = st.session_state.get(key, run_part.at_first(look.way))
    now = before.then(brushed=run_part.brushed(picked), typed=(begin, end))
    st.session_state[key] = now
    with figures.grid(6, min_column_width=92):
        for line in run_part.lines(detail, look.way, now.part, is_metric=is_metric):
            st.markdown(line)


if detail.seconds.height:
    along_the_way()
for row in stage.kept("run_cards", *about, make=partial(run_panels.rows, detail, review, look)):
    st.space("small")
    for column, panel in zip(st.columns(len(row)), row, strict=True):
        stage.draw(panel, at=column if len(row) > 1 else None)
for label, icon, make in run_panels.FOLDS:
    if (fold := stage.fold(label, icon=icon, key=label)).open:
        with fold:
            stage.draw_plain(make(detail, review))
if (fold := stage.fold(run_edit.LABEL, icon=":material/edit:", key="change")).open:
    asked = run_edit.opened(run_edit.form(detail, review))
    with fold, st.form("edit", border=False):
        ask.hint(run_edit.STAYS)
        typed, slots = ask.fields(asked.questions, asked.begin, columns=2)
        if st.form_submit_button("Save", type="primary", icon=":material/save:"):
            try:
                run_edit.save(detail, asked, typed, is_metric=is_metric)
            except EntryError as error:
                ask.refuse(error, slots, field=error.field)
            else:
                session.say_after_rerun("Saved.")
                st.rerun()
    with fold:
        if st.button("Take this run out", key="take_out", icon=":material/delete:"):
            st.session_state[run_out.KEY] = run_out.take_out(detail)
            st.query_params.clear()
            st.rerun()
        st.caption(run_out.OUT)
run_out.offer(review, told)
