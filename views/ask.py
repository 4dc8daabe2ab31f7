"""The one place that draws questions: every page asks alike, and a refusal stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any, Literal

import streamlit as st

from core.errors import AppError
from core.intake import Pair, Verdict
from views import words
from views.effort_words import HINT, EffortQuestion
from views.intake_tables import Line
from views.question import SCALE, Question

EFFORT_PX = 400  # eleven numbers in one row
FIELD_PX = 220  # narrower than this, fields stand below each other
STEPS = {"number": (1, None), "decimal": (0.1, "%.2f"), "count": (1.0, "%g")}
Act = Literal["", "skip", "change"]
Slots = dict[str, Any]
Button = tuple[str, str, str]
"""Key, label and icon."""


def ask(
    question: Question, *, begin: Any = None, on_change: Callable[[], None] | None = None
) -> Any:
    """Draw a question and give what is in it now: None, or "", where it is empty.

    Args:
        question: What to ask.
        begin: What stands in it at first; a typed value is never overwritten by it.
        on_change: Called before the page runs again, if the runner has changed the answer.
    """
    # Set here with an empty default, a value that was there at first can be emptied again.
    st.session_state.setdefault(question.key, bool(begin) if question.kind == "switch" else begin)
    how: dict[str, Any] = {"key": question.key, "help": question.help}
    how |= {} if on_change is None else {"on_change": on_change}
    if question.is_label_hidden:
        how["label_visibility"] = "collapsed"
    return DRAW[question.kind](question, how)


def fields(
    questions: Mapping[str, Question], begin: Mapping[str, Any], *, columns: int = 3
) -> tuple[Any, Slots]:
    """Ask several things side by side.

    Args:
        questions: By name.
        begin: What stands in them at first, by name.
        columns: How many stand side by side where there is room.

    Returns:
        What is in them now, and a place below each for a refusal; both by name.
    """
    typed: dict[str, Any] = {}
    slots: Slots = {}
    with st.grid(columns, min_column_width=FIELD_PX):
        for name, question in questions.items():
            with st.container(gap="xsmall"):
                typed[name] = ask(question, begin=begin.get(name))
                slots[name] = st.container()
    return typed, slots


def refuse(error: AppError, slots: Slots, *, field: str = "", otherwise: Any = None) -> None:
    """Say why something cannot be, beside its field, else in the place for the rest."""
    place = slots.get(field) or otherwise or st
    place.error(words.explain(error), icon=":material/error:")


def efforts(asked: Sequence[EffortQuestion]) -> list[tuple[EffortQuestion, int | None, Act]]:
    """Ask how hard runs felt, by one click each; an answer folds to a line that can be changed.

    Returns:
        Each with what is chosen, and what the runner has just done about it.
    """
    if not asked:
        return []
    with st.grid(min(2, len(asked)), min_column_width=EFFORT_PX, key="efforts"):
        return [(each, *_effort(each)) for each in asked]


def _effort(asked: EffortQuestion) -> tuple[int | None, Act]:
    note = f"{asked.question.key}_changed"
    changed = partial(keep, note, True)
    if asked.known is not None:
        with st.expander(asked.title, icon=":material/bolt:", type="compact"):
            st.caption(f"{asked.note}. {asked.said} Click another number to change it.")
            chosen = ask(asked.question, begin=asked.known, on_change=changed)
        return chosen, _act(note, skips=False)
    with st.container(border=True, gap="xsmall", key=f"ask_{asked.activity_id}"):
        head = st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        )
        head.subheader(asked.title, anchor=False, width="content")
        skips = head.button("Skip", key=f"skip_{asked.activity_id}", type="tertiary")
        st.caption(asked.note)
        chosen = ask(asked.question, on_change=changed)
        st.caption(HINT)
    return chosen, _act(note, skips=skips)


def _act(note: str, *, skips: bool) -> Act:
    """What was done; a change is told once, so that what cannot be kept is not kept for ever."""
    is_changed = st.session_state.pop(note, False)
    return "skip" if skips else ("change" if is_changed else "")


def section(title: str, *, key: str, is_folded: bool) -> Any:
    """A card of questions: open with its title, or a line that opens."""
    if is_folded:
        return st.expander(title, key=key)
    box = st.container(border=True, key=key)
    box.subheader(title, anchor=False)
    return box


def unfold(title: str, *, key: str) -> Any:
    """A line that opens, by a click or by an address with `?<key>=true`."""
    return st.expander(
        title, icon=":material/edit:", key=key, on_change="rerun", bind="query-params"
    )


def line(said: str, answers: Iterable[Button]) -> str | None:
    """A line of text with quiet buttons after it; the key of the one clicked."""
    clicked = None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said, width="content")
        for key, label, icon in answers:
            if st.button(label, key=key, icon=icon or None, type="tertiary"):
                clicked = key
    return clicked


def hint(text: str) -> None:
    """A quiet sentence above what is asked."""
    st.caption(text)


def buttons(answers: Iterable[Button]) -> str | None:
    """A row of buttons, the first one weighty; the key of the one clicked."""
    clicked = None
    with st.container(horizontal=True):
        for at, (key, label, icon) in enumerate(answers):
            weight: Any = "secondary" if at else "primary"
            if st.button(label, key=key, icon=icon or None, type=weight):
                clicked = key
    return clicked


def pair(said: Line, place: str, decide: Callable[[Pair, Verdict], None]) -> None:
    """A line of the report: sign and name, reason, and answers where only the runner knows."""
    sign, text = st.columns([1, 4.6], gap="xsmall")
    sign.badge(said.mark.text, color=said.mark.colour)
    text.markdown(f"**{said.name}**  \n:gray[{said.reason}]")
    with text.container(horizontal=True) if said.answers else nullcontext():
        for verdict, label in said.answers.items():
            key = f"{place}_{verdict}_{said.pairs[0].spare_id}_{said.pairs[0].counts_id}"
            if st.button(label, key=key):
                for each in said.pairs:
                    decide(each, verdict)
                st.rerun()


def kept(name: str, default: Any) -> Any:
    """What this browser session keeps under a name."""
    return st.session_state.get(name, default)


def keep(name: str, value: Any) -> None:
    """Keep something for this browser session."""
    st.session_state[name] = value


def drop(name: str) -> None:
    """Forget what this browser session keeps under a name; the field begins anew."""
    st.session_state.pop(name, None)


def again(**address: object) -> None:
    """Run the page again from the top, with this in its address besides what is there."""
    st.query_params.update({name: str(value) for name, value in address.items()})
    st.rerun()


def _number(question: Question, how: dict[str, Any]) -> Any:
    step, form = STEPS[question.kind]
    how |= {"step": step, "format": form, "placeholder": question.placeholder}
    return st.number_input(question.label, value=None, **how)


def _choice(question: Question, how: dict[str, Any]) -> Any:
    how |= {"format_func": question.options.get, "placeholder": question.placeholder}
    return st.selectbox(question.label, list(question.options), index=None, **how)


def _several(question: Question, how: dict[str, Any]) -> Any:
    how |= {"format_func": question.options.get, "selection_mode": "multi"}
    return st.pills(question.label, list(question.options), **how)


def _one_of(question: Question, how: dict[str, Any]) -> Any:
    options = question.options or SCALE
    how |= {"format_func": options.get}
    return st.pills(question.label, list(options), **how)


def _text(question: Question, how: dict[str, Any]) -> Any:
    return st.text_input(question.label, placeholder=question.placeholder, **how)


def _notes(question: Question, how: dict[str, Any]) -> Any:
    return st.text_area(question.label, placeholder=question.placeholder, height=68, **how)


def _day(question: Question, how: dict[str, Any]) -> Any:
    return st.date_input(question.label, value=None, format="YYYY-MM-DD", **how)


def _time(question: Question, how: dict[str, Any]) -> Any:
    return st.time_input(question.label, value=None, step=60, **how)


def _switch(question: Question, how: dict[str, Any]) -> Any:
    return st.toggle(question.label, **how)


DRAW: Mapping[str, Callable[[Question, dict[str, Any]], Any]] = {
    "number": _number,
    "decimal": _number,
    "count": _number,
    "choice": _choice,
    "several": _several,
    "one_of": _one_of,
    "text": _text,
    "pace": _text,
    "notes": _notes,
    "day": _day,
    "time": _time,
    "switch": _switch,
}
