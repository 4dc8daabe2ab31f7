import streamlit as st

from core.athlete import WEEKDAYS, Thresholds
from core.errors import AppError, ProfileError
from views import profile_fields as fields
from views import profile_form as form
from views import session

session.open_page()
profile, thresholds = session.guessed_profile(), Thresholds()
is_guess = profile != session.profile()
try:
    thresholds = session.review().thresholds
except AppError as error:  # the page that mends it must open
    session.show_error(error)
values, slots, is_complete = {}, {}, True

st.title("Profile", anchor=False)
st.header(form.answer(profile, is_guess=is_guess), anchor=False)
st.caption("All of it stays on this computer. Leave empty what you do not know or want to tell.")

for section in fields.SECTIONS:
    st.space("xsmall")
    with st.container(border=True, key=f"{section.name}_card"):
        st.subheader(section.title, anchor=False)
        if caption := form.caption(section, is_guess=is_guess):
            st.caption(caption)
        with st.grid(2, min_column_width=260):
            for field in section.fields:
                is_metric = values.get("is_metric", profile.is_metric)
                key, label = field.key(is_metric=is_metric), field.title(is_metric=is_metric)
                # A stored value set here, with an empty default, can be emptied again.
                st.session_state.setdefault(key, field.shown(profile, is_metric=is_metric))
                how = {"key": key, "help": field.help}
                with st.container(gap="xsmall"):
                    if field.kind == "number":
                        # No limits here: the browser would drop what is beyond them unsaid.
                        how |= {"step": 1, "placeholder": form.NOT_TOLD}
                        typed = st.number_input(label, value=None, **how)
                    elif field.kind == "choice":
                        how |= {"format_func": field.options.get, "placeholder": form.NOT_TOLD}
                        typed = st.selectbox(label, list(field.options), index=None, **how)
                    elif field.kind == "several":
                        how |= {"format_func": field.options.get, "selection_mode": "multi"}
                        typed = st.pills(label, list(field.options), **how)
                    elif field.kind == "day":
                        typed = st.date_input(label, value=None, format="YYYY-MM-DD", **how)
                    else:
                        typed = st.text_input(label, placeholder=form.NOT_TOLD, **how)
                    if field.is_estimated and typed in (None, ""):
                        st.caption(form.estimate(field.name, thresholds, is_metric=is_metric))
                    try:
                        values[field.name] = field.told(typed, profile, is_metric=is_metric)
                    except ProfileError as error:
                        session.show_error(error)
                        is_complete = False
        slots[section.name] = st.container()

with slots["goal"]:
    st.caption("Your usual week: no strength work falls on the day before a hard or long run.")
    with st.grid(7, min_column_width=104, gap="xsmall"):
        week = []
        for day, weekday in enumerate(WEEKDAYS):
            st.session_state.setdefault(weekday, profile.week[day])
            how = {"format_func": fields.RUN_DAYS.get, "key": weekday}
            week.append(st.selectbox(weekday.capitalize(), list(fields.RUN_DAYS), **how))
        values["week"] = tuple(week)

with slots["care"]:
    scores = {pain.tag: pain.score for pain in profile.pains}
    st.session_state.setdefault("pains", list(scores))
    how = {"format_func": fields.PAIN_WORDS.get, "placeholder": "nothing hurts"}
    tags = st.multiselect("What hurts", list(fields.PAIN_WORDS), key="pains", **how)
    with st.grid(4, min_column_width=150):
        for tag in tags:
            st.session_state.setdefault(f"pain_{tag}", scores.get(tag))
            how = {"step": 1, "value": None, "key": f"pain_{tag}"}
            scores[tag] = st.number_input(f"{fields.PAIN_WORDS[tag]}, 0 to 10", **how)
    try:
        values["pains"] = form.pains(tags, scores)
    except ProfileError as error:
        session.show_error(error)
        is_complete = False

draft = form.changed(profile, values)
slots["save"] = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    is_asked = st.button("Save", type="primary", key="save", icon=":material/save:")
    if draft != profile:
        st.caption("Changed, not saved yet.", width="content")
if is_asked:
    try:
        form.check_complete(is_complete=is_complete)
        session.save_profile(draft)
    except ProfileError as error:
        with slots[form.section_of(error)]:
            session.show_error(error)
    else:
        session.say_after_rerun("Your profile is saved.")
        st.rerun()
