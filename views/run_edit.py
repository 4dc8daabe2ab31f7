"""What the runner may change of one run: the questions, and what the answers change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.activity import RUNNING
from core.diary import SPORTS, SUB_SPORTS, SURFACES, TYPED_RANGES, Change, Editable
from core.findings import Review
from core.run import RunDetail
from core.units import METRES_PER_MILE
from views import hand, words
from views.run_way import INDOORS
from views.run_words import row_of

LABEL = "Change this run, or take it out"
STAYS = "The file itself stays as it is: what you change here lies over it and can be taken back."
NOT_TOLD = "not told"
OPTIONS = {
    Editable.SPORT: SPORTS,
    Editable.SUB_SPORT: SUB_SPORTS,
    Editable.SURFACE: SURFACES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field: the widget of Streamlit that asks it, with its settings and what it shows now."""

    name: Editable
    label: str
    widget: str
    shown: Any
    how: dict[str, Any] = field(default_factory=dict)


def questions(detail: RunDetail, review: Review) -> tuple[Question, ...]:
    """What can be changed of this activity."""
    row, is_metric = row_of(detail), review.profile.is_metric
    is_run = row["sport"] == RUNNING
    asked = [
        _choice(Editable.SPORT, "Sport", row),
        _choice(Editable.SUB_SPORT, "Kind", row),
        _number(Editable.RPE, "How hard was it, 0 to 10", row["rpe_index"], step=1.0),
    ]
    if row["is_distance_estimated"] or row["is_manual"] or row["distance_m"] is None:
        asked.append(_distance(row, is_metric=is_metric))
    if row["sub_sport"] in INDOORS:
        asked.append(_number(Editable.INCLINE, "Slope of the treadmill, %", row["incline_pct"]))
    asked += [
        _text(Editable.TITLE, "Title", row["title"]),
        _text(Editable.GEAR, "Shoes" if is_run else "Gear", row["gear"]),
    ]
    if is_run:
        asked.append(_choice(Editable.SURFACE, "Surface", row))
    asked.append(_text(Editable.NOTES, "Notes", row["notes"], widget="text_area"))
    if detail.measure is not None:
        asked.append(_swapped(row))
    return tuple(asked)


def save(
    detail: RunDetail,
    asked: tuple[Question, ...],
    typed: Mapping[Editable, Any],
    *,
    is_metric: bool,
) -> None:
    """Keep what differs from what is shown.

    Raises:
        EntryError: a value that cannot be; names the field.
    """
    activity_id = detail.activity["activity_id"].item()
    hand.change(activity_id, changes(asked, typed, is_metric=is_metric))


def changes(
    asked: tuple[Question, ...], typed: Mapping[Editable, Any], *, is_metric: bool
) -> list[Change]:
    """What differs from what is shown; an emptied field takes the change back."""
    return [
        Change(field=each.name, value=_told(each.name, typed[each.name], is_metric=is_metric))
        for each in asked
        if typed[each.name] != each.shown
    ]


def _told(name: Editable, value: Any, *, is_metric: bool) -> str | float | bool | None:
    if isinstance(value, str):
        return value.strip() or None
    if name is Editable.DISTANCE and value is not None:
        return float(value) * (1000.0 if is_metric else METRES_PER_MILE)
    if name is Editable.SWAPPED:
        return True if value else None
    return None if value is None else float(value)


def _choice(name: Editable, label: str, row: Mapping[str, Any]) -> Question:
    """A list; what the file says stays among its options, though we would not offer it."""
    now, options = row[name.value], OPTIONS[name]
    offered = [*options] if now is None or now in options else [now, *options]
    how = {
        "options": offered,
        "index": None if now is None else offered.index(now),
        "format_func": _in_words,
        "placeholder": NOT_TOLD,
    }
    return Question(name=name, label=label, widget="selectbox", shown=now, how=how)


def _in_words(option: str) -> str:
    return option.replace("_", " ").capitalize()


def _number(name: Editable, label: str, value: float | None, *, step: float = 0.5) -> Question:
    span = TYPED_RANGES[name.value]
    # No limits in the widget: the browser would drop what lies beyond them unsaid.
    how = {
        "value": value,
        "step": step,
        "placeholder": NOT_TOLD,
        "help": f"From {span.low:g} to {span.high:g}.",
    }
    return Question(name=name, label=label, widget="number_input", shown=value, how=how)


def _distance(row: Mapping[str, Any], *, is_metric: bool) -> Question:
    per = words.metres_per_unit(is_metric=is_metric)
    now = None if row["distance_m"] is None else round(row["distance_m"] / per, 2)
    how = {"value": now, "step": 0.1, "format": "%.2f", "placeholder": NOT_TOLD}
    label = f"Distance, {words.distance_unit(is_metric=is_metric)}"
    return Question(name=Editable.DISTANCE, label=label, widget="number_input", shown=now, how=how)


def _text(name: Editable, label: str, value: str | None, *, widget: str = "text_input") -> Question:
    return Question(
        name=name, label=label, widget=widget, shown=value or "", how={"value": value or ""}
    )


def _swapped(row: Mapping[str, Any]) -> Question:
    now = bool(row["is_swapped"])
    label = "Left and right were swapped on this run"
    help_ = "Pods on the wrong feet, or a strap turned round. For every run of a sensor: Balance."
    how = {"value": now, "help": help_}
    return Question(name=Editable.SWAPPED, label=label, widget="toggle", shown=now, how=how)
