from datetime import date

import streamlit as st

from core.athlete import WEEKDAYS
from core.errors import AppError, ProfileError
from views import ask, looks, session
from views import profile_fields as fields
from views import profile_form as form
from views import threshold_words as thresholds

session.open_page()
profile, review = session.guessed_profile(), None
is_guess = profile != session.profile()
try:
    review = session.review()
except AppError as error:  # the page that mends it must open
    session.show_error(error)
values, slots, is_complete = {}, {}, True

st.title("Profile", anchor=False)
st.header(form.answer(profile, is_guess=is_guess), anchor=False)
st.caption("All of it stays on this computer. Leave empty what you do not know or want to tell.")

for section in form.sections(review):
    card = ask.section(section.title, key=f"{section.name}_card", is_folded=section.is_folded)
    with card:
        if caption := form.caption(section, is_guess=is_guess):
            st.caption(caption)
        in_units = {"is_metric": values.get("is_metric", profile.is_metric)}
        asked = {field.name: field.question(**in_units) for field in section.fields}
        begin = {field.name: field.shown(profile, **in_units) for field in section.fields}
        typed, below = ask.fields(asked, begin, columns=2)
        slots |= below | {section.name: st.container()}
        for field in section.fields:
            answer = typed[field.name]
            if review and (said := thresholds.note(field, answer, review, **in_units)):
                below[field.name].caption(said)
            try:
                values[field.name] = form.told(field, answer, values, profile=profile, **in_units)
            except ProfileError as error:
                ask.refuse(error, slots, field=error.field or field.name)
                is_complete = False

with slots["goal"]:
    st.caption(form.week_caption(review))
    usual, why = form.week_begin(profile, review), form.week_evidence(review)
    with st.grid(7, min_column_width=104, gap="xsmall"):
        week = []
        for day, weekday in enumerate(WEEKDAYS):
            st.session_state.setdefault(weekday, usual[day])
            how = {"format_func": fields.RUN_DAYS.get, "key": weekday, "help": why[day]}
            week.append(st.selectbox(weekday.capitalize(), list(fields.RUN_DAYS), **how))
        values["week"] = form.week_told(profile, tuple(week), begin=usual)

with slots["care"]:
    scores = {pain.tag: pain.score for pain in profile.pains}
    st.session_state.setdefault("pains", list(scores))
    how = {"format_func": fields.PAIN_WORDS.get, "placeholder": "nothing hurts"}
    tags = st.multiselect("What hurts", list(fields.PAIN_WORDS), key="pains", **how)
    with st.grid(4, min_column_width=150):
        for tag in tags:
            scores[tag] = ask.ask(form.pain_question(tag), begin=scores.get(tag))
    try:
        values["pains"] = form.pains(tags, scores)
    except ProfileError as error:
        session.show_error(error)
        is_complete = False

with slots["thresholds"]:
    for name, offer in thresholds.rewritable(review).items() if review else ():
        if st.button(offer, key=f"anew_{name}", type="tertiary", icon=":material/history:"):
            session.save_profile(session.profile(), valid_from=date.min, anew=(name,))
            st.rerun()
    tables = thresholds.zone_tables(looks.zones(), is_metric=profile.is_metric) if review else {}
    if tables:
        with st.expander("Your zones", icon=":material/table:", type="compact"):
            for title, table in tables.items():
                st.caption(title)
                st.table(table, border="horizontal", hide_index=True)

draft = form.changed(profile, values)
slots["save"] = st.container()
is_always = thresholds.rewrites(session.profile(), draft) and ask.ask(thresholds.ASK_VALID)
with st.container(horizontal=True, vertical_alignment="center"):
    is_asked = st.button("Save", type="primary", key="save", icon=":material/save:")
    if draft != profile:
        st.caption("Changed, not saved yet.", width="content")
if is_asked:
    try:
        form.check_complete(is_complete=is_complete)
        session.save_profile(draft, valid_from=date.min if is_always else None)
        if anew := thresholds.timeless(profile, draft):
            session.save_profile(draft, valid_from=date.min, anew=anew)
    except ProfileError as error:
        for refusal in form.refusals(error, draft):
            ask.refuse(refusal, slots, field=refusal.field, otherwise=slots["save"])
    else:
        session.say_after_rerun("Your profile is saved.")
        st.rerun()
