from functools import partial

import streamlit as st

from views import (
    balance_cards,
    balance_charts,
    balance_flags,
    balance_known,
    balance_panels,
    balance_sides,
    balance_why,
    balance_words,
    care,
    gaps,
    hand,
    looks,
    run_choice,
    session,
    stage,
    where_panels,
    where_words,
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
look = (review.today, palette.is_dark)

st.header(balance_words.answer(review), anchor=False)
st.markdown(balance_words.badges(review))
st.caption(balance_words.caption(review))
st.space("xsmall")

if asked := balance_sides.question(review):
    sides = stage.frame(key="sides")
    stage.draw(asked.panel, within=sides)
    foot = sides.foot.container(horizontal=True)
    is_yes = foot.button(balance_sides.YES, key="swap_yes", icon=":material/swap_horiz:")
    is_no = foot.button(balance_sides.NO, key="swap_no", disabled=asked.is_answered)
    if is_yes or is_no:
        for run_id, change in asked.changes(is_yes=is_yes).items():
            hand.change(run_id, [change])
        session.say_after_rerun(balance_sides.SAID_YES if is_yes else balance_sides.SAID_NO)
        st.rerun()

if balance_known.has_balance(review):
    found = looks.where()
    stage.draw_cards(balance_cards.cards(review))
    runs, windows = stage.frame(), balance_charts.ranges(review)
    default = balance_charts.first_range(review)
    days = windows[runs.choose("Show", list(windows), key="balance_window", default=default)]
    make = partial(balance_panels.history_panel, review, palette, days=days, found=found)
    picked = stage.draw(stage.kept("balance", *look, days, make=make), within=runs)
    run_id = balance_panels.first_picked(picked)
    offered = balance_panels.choices(review, days=days)
    if offered and run_id is None:
        hint = "Choose a run, or click one above"
        choose = partial(runs.foot.selectbox, index=None, key="open_run", placeholder=hint)
        run_id = choose("Open a run", offered, format_func=offered.get)
    if run_id is not None:
        st.switch_page(run_choice.RUN_PAGE, query_params=run_choice.query(run_id))
    st.space("small")
    st.header("Where does it come from?", anchor=False)
    st.markdown(where_words.sentence(found, review))
    st.caption(where_words.LEGEND)
    make = partial(where_panels.panels, found, review, palette)
    for row in (*stage.kept("where", *look, make=make), *balance_panels.both(review)):
        for panel, place in zip(row, st.columns(len(row)), strict=True):
            stage.draw(panel, at=place)
else:
    stage.draw(balance_panels.without_sensor(review, looks.found_in_tests()))

st.header("What to do", anchor=False)
to_do, to_stop = st.columns([3, 2])
with to_do:
    for panel in balance_panels.to_do(review, plan):
        stage.draw(panel)
with to_stop:
    stage.draw(balance_panels.to_stop())
if (more := stage.fold("Also looked at", icon=":material/visibility:", key="balance_more")).open:
    with more:
        for panel in balance_flags.also_seen(review, plan):
            stage.draw_plain(panel)
        st.markdown(balance_flags.looked_at(review))
if (told := stage.fold("Sensors and bands", icon=":material/tune:", key="balance_told")).open:
    with told:
        profile = session.profile()
        changed = balance_sides.ask(profile, review, choose=st.multiselect, turn=st.toggle)
        if changed != profile:
            session.save_profile(changed)
            st.rerun()
with st.expander("Why we say this", icon=":material/help:", type="compact"):
    st.markdown(balance_why.why(review))
