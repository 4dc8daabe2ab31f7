"""A part of one run beside the whole: what was brushed in the top lane, or chosen in two boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from core.run import RunDetail
from core.scalars import as_number
from views import run_heights, words
from views.run_lanes import ON_FOOT
from views.run_way import Way

Span = tuple[float, float]
MARK_STEPS = (1, 2, 5, 10, 30, 60)
MOST_MARKS = 61
WHOLE = "Whole run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The part that is looked at, in units of the way, and what led to it: the last change wins."""

    brushed: Span | None = None
    typed: Span | None = None
    part: Span | None = None

    def then(self, *, brushed: Span | None, typed: Span | None) -> Picked:
        """What is looked at after a rerun."""
        now = replace(self, brushed=brushed, typed=typed)
        if brushed != self.brushed:
            return replace(now, part=brushed or typed)
        return replace(now, part=typed) if typed != self.typed else now


def at_first(way: Way) -> Picked:
    """Before anything is chosen: the whole run."""
    places = marks(way)
    return Picked(typed=(places[0], places[-1]))


def brushed(picked: Mapping[str, Sequence[dict[str, Any]]]) -> Span | None:
    """What the reader brushed in the top lane, if anything."""
    for rows in picked.values():
        for row in rows:
            ends = row.get("at")
            if ends and len(ends) == 2:
                return float(min(ends)), float(max(ends))
    return None


def marks(way: Way) -> list[float]:
    """The places that the two boxes offer: every unit of the way, and its end."""
    step = next((s for s in MARK_STEPS if way.end / s <= MOST_MARKS), MARK_STEPS[-1])
    whole = [float(n * step) for n in range(int(way.end / step) + 1)]
    return whole if way.end - whole[-1] < 0.05 * step else [*whole, way.end]


def figures(
    detail: RunDetail, way: Way, part: Span | None, *, is_metric: bool
) -> dict[str, tuple[str, ...]]:
    """The figures of the part that is looked at and of the whole run, by their names.

    Where the whole run is looked at, only its own.
    """
    every = detail.seconds
    found = [{"Part": WHOLE} | _figures(detail, every, is_metric=is_metric)]
    if part is not None and not _is_whole(part, way):
        name = f"{way.said(part[0]).split()[0]} to {way.said(part[1])}"
        seconds = every.filter(way.at.is_between(*part))
        found.insert(0, {"Part": name} | _figures(detail, seconds, is_metric=is_metric))
    return {name: tuple(each[name] for each in found) for name in found[0]}


def lines(detail: RunDetail, way: Way, part: Span | None, *, is_metric: bool) -> list[str]:
    """Each of the figures as a block of Markdown, that of the whole run below that of the part.

    Blocks wrap on a phone, where a table of ten columns would be cut.
    """
    said = []
    for name, (first, *rest) in figures(detail, way, part, is_metric=is_metric).items():
        below = [f":small[:gray[{words.together(each)}]]" for each in rest]
        head = (f":small[:gray[{name}]]", f"**{words.together(first)}**")
        said.append("  \n".join((*head, *below)))
    return said


def _is_whole(part: Span, way: Way) -> bool:
    return part[0] <= 0 and part[1] >= way.end


def _figures(detail: RunDetail, seconds: pl.DataFrame, *, is_metric: bool) -> dict[str, str]:
    """Label to value; channels that the run lacks are left out."""
    moving = seconds.filter("is_moving")
    way_m = seconds["way_m"].drop_nulls()
    metres = float(way_m[-1] - way_m[0]) if way_m.len() else None
    at = seconds["elapsed_s"]
    lasted_s = float(at[-1]) - float(at[0]) if at.len() else 0.0
    moving_s = min(moving.height, lasted_s)  # seconds are counted, moments are told apart
    figures = {
        "Time": words.duration(lasted_s),
        "Moving": words.duration(moving_s),
    }
    if detail.seconds["way_m"].count():
        figures["Distance"] = words.distance(metres, is_metric=is_metric)
        speed = metres / moving_s if metres and moving_s else None
        is_on_foot = detail.activity["sport"].item() in ON_FOOT
        figures["Pace" if is_on_foot else "Speed"] = (
            words.pace(speed, is_metric=is_metric)
            if is_on_foot
            else f"{words.number(speed, 1)} m/s"
        )
    for column, label, unit in MEANS:
        if detail.seconds[column].count():
            figures[label] = _with_unit(as_number(moving[column].mean()), unit)
    if detail.measure is not None:
        figures["Balance"] = words.balance(as_number(moving[detail.measure].median()))
    height = seconds["altitude_m"].drop_nulls()
    if detail.seconds["altitude_m"].count():
        rise = float(height[-1] - height[0]) if height.len() else None
        figures["End against start"] = run_heights.change(rise, is_metric=is_metric)
    return figures


MEANS = (
    ("heart_rate_bpm", "Heart rate", "bpm"),
    ("cadence_spm", "Cadence", "spm"),
    ("power_w", "Power", "W"),
    ("stance_time_ms", "Contact", "ms"),
)


def _with_unit(value: float | None, unit: str) -> str:
    return words.UNKNOWN if value is None else f"{words.number(value)} {unit}"
