"""Draws a session under way: one exercise at a time, each set kept at once, for a thumb."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from core.log import SessionDone
from core.plan import TIMED, StrengthSession
from views import ask, drawing, hand, log_words, session
from views import log_state as state
from views.log_state import Desk
from views.log_steps import Step, begun, next_step, suggested
from views.question import SCALE
from views.session_timer import hold_picture, rest_picture

COUNT_PX, CLOCK_PX, DRAWING_PX = 116, 320, 260
LOAD_STEP_KG = 1.0
LONGEST_S = 4 * 3600  # our choice: a session that was left open for longer tells no minutes
WIDE: dict[str, Any] = {"width": "stretch"}


def begin(planned: StrengthSession) -> None:
    """Begin a session and show it: from now on it is in the log, as unfinished."""
    state.forget()
    fresh = begun(planned, on=session.today(), at=session.now())
    log_id = hand.log_session(fresh, log_id=None, today=session.today())
    ask.keep(state.PLANNED, (log_id, planned))
    st.rerun()


def under_way() -> bool:
    """Show the session that was begun, in place of the page; False if there is none, or it waits.

    It comes from the store: a page that is loaded again goes on where it was.
    """
    log_id = hand.session_under_way()
    if log_id is None:
        return False
    if ask.kept(state.PAUSED, None) == log_id:
        _waiting(hand.logged_session(log_id))
        return False
    st.title("Strength", anchor=False)
    _middle(Desk(log_id=log_id, planned=state.plan_of(log_id), palette=session.palette()))
    return True


def _waiting(done: SessionDone) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="waiting"):
        st.markdown(f":material/timer: **{log_words.under_way(done)}**", width="stretch")
        st.button("Go on", key="go_on", type="primary", on_click=state.taken(state.PAUSED))


@st.fragment
def _middle(desk: Desk) -> None:
    """Only this part runs again with each set, so a thumb never waits for the whole page."""
    done = hand.logged_session(desk.log_id)
    skipped, at = ask.kept(state.SKIPPED, ()), ask.kept(state.AT, None)
    step = next_step(desk.steps, done, skipped=skipped, at=at)
    with st.container(key="under_way", gap="small"):
        if error := ask.kept(state.REFUSED, None):
            session.show_error(error)
            ask.drop(state.REFUSED)
        if name := ask.kept(state.STOPPED, None):
            st.warning(f"**{name}.** {log_words.TOO_MUCH}", icon=":material/back_hand:")
        if step is None:
            _finish(desk, done)
            return
        said = log_words.progress(done, desk.steps)
        st.progress(min(1.0, len(done.sets) / len(desk.steps)), text=said)
        _exercise(desk, step)
        _set_card(desk, step, done=done)
        _ways_out(desk, step, done=done)


def _exercise(desk: Desk, step: Step) -> None:
    exercise = step.each.exercise
    st.header(exercise.name, anchor=False)
    svg = drawing.drawing(exercise.id, desk.palette, side=step.side)
    pictured, told = st.columns([2, 3], vertical_alignment="center") if svg else (None, st)
    if svg and pictured is not None:
        pictured.image(svg, width=DRAWING_PX, alt=drawing.alt(exercise, side=step.side))
    told.markdown("\n".join(f"- {cue}" for cue in exercise.cues))
    if step.each.note:
        told.markdown(f":yellow-badge[▲ Take care] {step.each.note}")


def _set_card(desk: Desk, step: Step, *, done: SessionDone) -> None:
    """The set to do: rest or hold as a clock, what was counted, and the large button."""
    amount, load = suggested(step, done)
    name = "_".join(map(str, step.key))
    keys = {what: f"{what}_{name}" for what in state.TOLD}
    with st.container(border=True, gap="small", key="set_card"):
        st.subheader(log_words.set_heading(step), anchor=False)
        st.markdown(log_words.target(step))
        _clock(desk, step, keys["amount"])
        stepper(log_words.UNITS[step.each.measure], keys["amount"], begin=amount, by=1.0)
        if load is not None or any(step.each.exercise.equipment_any_of):
            stepper("Weight in kg", keys["load"], begin=load, by=LOAD_STEP_KG)
        choice(log_words.RESERVE, log_words.RESERVES, keys["reserve"])
        choice(log_words.PAIN, log_words.PAINS, keys["pain"])
        if ask.kept(keys["pain"], None) == log_words.STRONG_PAIN:
            choice(log_words.PAIN_MORE, log_words.STRONG_PAINS, keys["more_pain"])
        done_it = partial(state.save, desk, step, keys)
        _wide(log_words.done_button(step), "set_done", done_it, icon="check", kind="primary")
        if said := log_words.so_far(step, done):
            st.caption(said)


def stepper(label: str, key: str, *, begin: float | None, by: float) -> None:
    """A number between two large buttons."""
    st.session_state.setdefault(key, begin)
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False, key=f"row_{key}"):
        _wide("Less", f"less_{key}", partial(state.add, key, -by), icon="remove")
        st.number_input(label, value=None, step=by, format="%g", key=key, width=COUNT_PX)
        _wide("More", f"more_{key}", partial(state.add, key, by), icon="add")


def choice(label: str, options: Any, key: str) -> None:
    """A row of numbers to tap, as wide as the thumb's room; untouched, it stays unknown."""
    st.segmented_control(label, list(options), format_func=options.get, key=key, **WIDE)


def _clock(desk: Desk, step: Step, key: str) -> None:
    """The rest that runs, or a clock for a hold; both move in the browser by themselves."""
    if rest := state.rest_left():
        svg = rest_picture(*rest, desk.palette)
        st.image(svg, width=CLOCK_PX, alt="Rest: the seconds count down without a sound.")
        _wide("End the rest", "end_rest", state.taken(state.REST), icon="skip_next")
        return
    if step.each.measure not in TIMED:
        return
    gone_s = state.hold_gone()
    if gone_s is None:
        _wide("Start the clock", "start_hold", state.start_hold, icon="timer")
        return
    svg = hold_picture(gone_s, step.each.amount[0], desk.palette)
    st.image(svg, width=CLOCK_PX, alt="The seconds of the hold, after a count of three.")
    stop = partial(state.stop_hold, key)
    _wide("Stop the clock", "stop_hold", stop, icon="stop", kind="primary")


def _ways_out(desk: Desk, step: Step, *, done: SessionDone) -> None:
    with st.container(horizontal=True, key="ways_out"):
        _way("Skip exercise", "skip", partial(state.skip, step), icon="skip_next")
        if done.sets:
            _way("Undo last set", "undo_set", partial(state.undo, desk), icon="undo")
        _way("Finish now", "finish_now", partial(state.skip_all, desk), icon="flag")
        if st.button("Back to the week", key="pause", icon=":material/calendar_month:"):
            ask.keep(state.PAUSED, desk.log_id)
            st.rerun(scope="app")


def _finish(desk: Desk, done: SessionDone) -> None:
    """The end: effort, minutes, notes; each may stay empty."""
    st.header("Well done" if done.sets else "Nothing is logged yet", anchor=False)
    if not desk.steps:
        st.info(log_words.NOT_IN_PLAN, icon=":material/info:")
    if done.sets:
        st.markdown(log_words.kept(done))
        choice(log_words.EFFORT, SCALE, state.EFFORT)
        st.caption(log_words.EFFORT_HINT)
        gone_s = (session.now() - done.start_time).total_seconds() if done.start_time else 0.0
        minutes = round(gone_s / 60, 0) if 60 <= gone_s <= LONGEST_S else None
        stepper("Minutes", state.MINUTES, begin=minutes, by=1.0)
        st.text_area("Notes", key=state.NOTES, placeholder="Not told", height=80)
        if st.button("Finish the session", key="finish", type="primary", **WIDE):
            if state.finish(desk, done):
                session.say_after_rerun("The session is in your log.")
            st.rerun(scope="app")
    with st.container(horizontal=True):
        if desk.steps:
            _way("Back to the sets", "back", state.go_back, icon="arrow_back")
        if st.button("Discard this session", key="discard", icon=":material/delete:"):
            hand.remove_session(desk.log_id)
            state.forget()
            session.say_after_rerun("The session is gone.")
            st.rerun(scope="app")


def _wide(
    label: str, key: str, act: Callable[..., None], *, icon: str, kind: Any = "secondary"
) -> None:
    sign = f":material/{icon}:"
    st.button(label, key=key, icon=sign, type=kind, on_click=act, **WIDE)


def _way(label: str, key: str, act: Callable[..., None], *, icon: str) -> None:
    st.button(label, key=key, icon=f":material/{icon}:", on_click=act)
