"""Draws a guided self-test, with its clock and both sides to fill in, and questions of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from core.guides import ORDER, STOP, WARM_UP
from core.self_tests import Guide, Timer
from views import ask, pain_map
from views import self_test_form as form
from views.question import Question
from views.self_test_clock import COUNT_IN, NAMES, clock_picture, counted
from views.self_test_drawings import DRAWINGS, drawing
from views.theme import Palette

CLOCK_PX, FIELD_PX = 280, 110
HEADS = {"left": ":orange[Left]", "right": ":blue[Right]"}
RULES = (
    (":material/directions_run:", WARM_UP),
    (":material/swap_horiz:", ORDER),
    (":material/back_hand:", STOP),
)
TYPED = "self_test_typed"  # what was typed outlives a look at another test or page
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is in the questions now, whether to keep it, and places for a refusal."""

    typed: dict[str, Any]
    slots: dict[str, Any]
    rest: Any
    is_asked: bool


def show(guide: Guide, palette: Palette) -> None:
    """The drawing, what to do, and what it takes."""
    picture, steps = st.columns([5, 6], gap="medium", vertical_alignment="center")
    picture.image(drawing(guide.id, palette), width="stretch", alt=DRAWINGS[guide.id].alt)
    with steps:
        st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(guide.steps, start=1)))
        st.caption(f"You need: {', '.join(guide.kit)}. {guide.not_for}")
    st.markdown("  \n".join(f"{icon} {rule}" for icon, rule in RULES))


def fields(guide: Guide, round_: int, *, palette: Palette, now: Now) -> Any:
    """The clock, and below it both sides with their tries.

    Args:
        guide: The test.
        round_: Another round is empty again.
        palette: Colours of the ground.
        now: This moment, for the clock.

    Returns:
        What is typed, and a place below each side for a refusal, both by name.
    """
    clock_at = st.container()
    typed: dict[str, Any] = {}
    slots: dict[str, Any] = {}
    for side, column in zip(form.SIDES, st.columns(2), strict=True):
        with column:
            typed |= _side(guide, side, round_)
            slots[side] = st.container()
    if asked := form.more(guide, round_):
        with st.expander("Two more reaches, and the leg", icon=":material/straighten:"):
            typed |= ask.fields(asked, {}, columns=2)[0]
        slots[form.LEG] = st.container()
    if guide.timer is not Timer.NONE:
        keys = {side: form.free_key(guide, typed, side, round_=round_) for side in form.SIDES}
        with clock_at:
            _clock(guide, keys, palette=palette, now=now)
    return typed, slots


def feel(names: Sequence[str], round_: int, *, hint: str, columns: int = 1) -> Told:
    """Some questions of the day, with a button of their own."""
    st.caption(hint)
    typed, slots = ask.fields(pain_map.questions(tuple(names), round_), {}, columns=columns)
    rest = st.container()
    is_asked = st.button("Keep", key=f"keep_{names[0]}", icon=":material/save:")
    return Told(typed=typed, slots=slots, rest=rest, is_asked=is_asked)


def _side(guide: Guide, side: str, round_: int) -> dict[str, Any]:
    with st.container(border=True, gap="small", key=f"side_{side}"):
        st.markdown(f"#### {HEADS[side]}", anchors=False)
        with st.grid(guide.n_tries, min_column_width=FIELD_PX):
            typed = {
                name: _remembered(question)
                for name, question in form.questions(guide, side, round_).items()
            }
        typed[f"{side}_none"] = ask.ask(form.unable(guide, side, round_), begin=False)
    return typed


def _remembered(question: Question) -> Any:
    known = st.session_state.setdefault(TYPED, {})
    known[question.key] = ask.ask(question, begin=known.get(question.key))
    return known[question.key]


@st.fragment
def _clock(guide: Guide, keys: Mapping[str, str], *, palette: Palette, now: Now) -> None:
    """A clock to start and to stop; its count goes where the keys say."""
    since = st.session_state.get(f"since_{guide.id}")
    with st.container(horizontal=True, vertical_alignment="center", key="clock"):
        if since is not None:
            svg = clock_picture(guide.timer, palette, run=since.isoformat())
            st.image(svg, width=CLOCK_PX, alt=f"A running clock. {COUNT_IN}")
            how: dict[str, Any] = {"icon": ":material/stop:", "type": "primary"}
            st.button("Stop", key="stop_clock", on_click=_stop, args=(guide, now), **how)
            return
        st.markdown(f"**{NAMES[guide.timer]}** {COUNT_IN}", width="content")
        how = {"icon": ":material/timer:", "on_click": _start, "args": (guide, now)}
        st.button("Start", key="start_clock", **how)
        _take_over(guide, keys)


def _take_over(guide: Guide, keys: Mapping[str, str]) -> None:
    result = st.session_state.get(f"counted_{guide.id}")
    if result is None:
        return
    clicked = [
        st.button(
            f"{result:g} for the {side}",
            key=f"take_{side}",
            icon=":material/check:",
            on_click=_take,
            args=(key, result),
        )
        for side, key in keys.items()
    ]
    if any(clicked):
        st.rerun()  # the fields lie outside of this fragment


def _start(guide: Guide, now: Now) -> None:
    st.session_state[f"since_{guide.id}"] = now()


def _stop(guide: Guide, now: Now) -> None:
    since = st.session_state.pop(f"since_{guide.id}", None)
    if since is not None:
        elapsed_s = (now() - since).total_seconds()
        st.session_state[f"counted_{guide.id}"] = counted(elapsed_s, guide.timer)


def _take(key: str, result: float) -> None:
    st.session_state[key] = float(result)  # as the fields hold it: counts can be refused in parts
