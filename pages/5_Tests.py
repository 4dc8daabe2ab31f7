from functools import partial

import streamlit as st

from core.errors import EntryError
from core.guides import GUIDES
from views import ask, balance_words, care, day_card, hand, looks, pain_map, session, stage
from views import self_test_desk as desk
from views import self_test_form as form
from views import self_test_panels as panels
from views import self_test_words as say

session.open_page()
st.title("Tests", anchor=False)
review, found, palette = session.review(), looks.found_in_tests(), session.palette()
for text in care.warnings(review.profile):
    st.warning(text, icon=":material/health_and_safety:")

st.header(say.answer(review, found), anchor=False)
st.caption(say.caption(review, found))
st.space("xsmall")
make = partial(panels.results, review, found, palette)
for pair in panels.pairs(stage.kept("tests", review.today, palette.is_dark, make=make)):
    for panel, column in zip(pair, st.columns(len(pair)), strict=True):
        stage.draw(panel, at=column)

st.space("small")
with st.container(border=True, key="take_a_test"):
    st.subheader("Take a test", anchor=False)
    names = say.offered(found)
    if st.session_state.get("test") not in names:  # at first, and when the hop has to wait
        st.session_state["test"] = say.next_test(found)
    test = st.selectbox("Which test", list(names), format_func=names.get, key="test")
    guide = GUIDES[test]
    desk.show(guide, palette)
    round_ = st.session_state.setdefault("test_round", 0)
    if why := say.waits(test, found):
        st.warning(why, icon=":material/back_hand:")
    else:
        typed, slots = desk.fields(guide, round_, palette=palette, now=session.now)
        with st.columns(2)[0]:
            on = ask.ask(form.day(round_), begin=review.today)
            slots["taken_on"] = st.container()
        st.caption(f"{guide.note} {form.range_words(guide)}. {say.best_of(guide)}")
        if st.button("Keep this test", key="keep_test", icon=":material/save:", type="primary"):
            try:
                done = form.read(guide, typed, taken_on=on)
                hand.add_self_test(done, today=review.today)
            except EntryError as error:
                ask.refuse(error, slots, field=form.field_of(error))
            else:
                st.session_state["test_round"] = round_ + 1
                session.say_after_rerun(form.kept(done))
                st.rerun()
    for said, button in form.typed_in(review):
        if clicked := ask.line(said, [button]):
            hand.remove_self_test(form.id_behind(clicked))
            st.rerun()
    if why := say.waits(say.HIDDEN, found):
        st.caption(why)

st.space("small")
with st.container(border=True, key="stop_rules"):
    st.subheader(":material/back_hand: When to stop", anchor=False)
    rules = ", ".join(balance_words.STOP_RULES)
    st.markdown(f"Stop and see a professional with any of these: {rules}.")

round_ = st.session_state.setdefault("feel_round", 0)
st.space("small")
with st.container(border=True, key="pains"):
    st.subheader(pain_map.heading(review), anchor=False)
    picture_at, ask_at = st.columns([2, 3], gap="medium")
    with ask_at:
        hurts = desk.feel(day_card.PAIN_FIELDS, round_, hint=pain_map.HINT)
        if text := care.headline(review.profile):
            st.warning(text, icon=":material/health_and_safety:")
        for said, button in pain_map.entries(review):
            if clicked := ask.line(said, [button]):
                day_card.act(clicked, review, forget=hand.remove_note, save=session.save_profile)
                st.rerun()
    svg, alt = pain_map.picture(review, palette, hurts.typed)
    picture_at.image(svg, width=340, alt=alt)

st.space("small")
with st.container(border=True, key="feelings"):
    st.subheader(pain_map.SLIDERS_TITLE, anchor=False)
    feels = desk.feel(tuple(day_card.SLIDERS), round_, hint=pain_map.SLIDERS_HINT, columns=2)
    st.markdown(pain_map.feelings(review))

for told in (hurts, feels):
    if told.is_asked:
        try:
            typed = pain_map.answered(told.typed)
            after = day_card.keep(review, typed, note=hand.note, save=session.save_profile)
        except EntryError as error:
            ask.refuse(error, told.slots, field=error.field, otherwise=told.rest)
        else:
            st.session_state["feel_round"] = round_ + 1
            session.say_after_rerun(after)
            st.rerun()
