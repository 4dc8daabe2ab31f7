"""The stretch of time that a page shows, and the axes that its charts share.

Charts below each other have one x domain and one label width, so that months stand exactly below
each other. Times are naive local: zone-aware ones move with the browser (1 Nov became 31 Oct).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import altair as alt
import polars as pl

from core.scalars import as_number
from core.season import monday_of
from views import words
from views.layers import Layers
from views.theme import Palette, finish

TWELVE_WEEKS, ONE_YEAR, ALL = "12 weeks", "1 year", "All"
CHOICES = (TWELVE_WEEKS, ONE_YEAR, ALL)
WEEKS = 12
DAYS_AHEAD = 22  # room right of today: the future of the ceiling, and direct labels
Y_LABELS_PX = 44
LONGEST_MARKED_DAYS = 420  # beyond, question marks run into each other; the strip stays
LONGEST_BY_MONTH_DAYS = 800  # beyond this, month names no longer fit and years stand alone
MOMENT = pl.Datetime("ms")
HALF_BAR = pl.duration(hours=9)  # a bar in time, not in pixels: fixed ones merge on a phone
GROUND = (
    "distance_m",
    "load_au",
    "low_index",
    "coupled_ratio",
)  # the y columns of all charts of a window
HALF_DAY = pl.duration(hours=12)
SHORTEST_AXIS_M = 5000.0
HEADROOM = 1.12
MONTH_FIRST_LETTER = "width < 300 && {many} ? slice(timeFormat(datum.value, '%b'), 0, 1) : "


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From `since` to `until`, both inclusive. A long one is drawn by week instead of by day.

    Its weeks begin on Monday, or on Sunday where the runner says so.
    """

    since: date
    until: date
    today: date
    is_by_week: bool
    begins_on_sunday: bool = False

    @property
    def n_days(self) -> int:
        """Days from `since` to today, both counted."""
        return (self.today - self.since).days + 1

    def week_start(self) -> pl.Expr:
        """The day on which the week of `local_date` begins."""
        shift = pl.duration(days=int(self.begins_on_sunday))
        return (pl.col("local_date") + shift).dt.truncate("1w") - shift

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a frame with `local_date` that fall inside."""
        return frame.filter(pl.col("local_date").is_between(self.since, self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What all layers of one chart share: the same axis objects, else an axis collapses."""

    palette: Palette
    shown: Window
    is_metric: bool
    x: alt.X
    y: alt.Y


def window(
    choice: str, *, first_day: date | None, today: date, begins_on_sunday: bool = False
) -> Window:
    """The window for a choice of the reader; `first_day` is where the data begin."""
    if choice == TWELVE_WEEKS:
        since = today - timedelta(days=7 * WEEKS - 1)
        until = today + timedelta(days=DAYS_AHEAD)
        return Window(
            since=since,
            until=until,
            today=today,
            is_by_week=False,
            begins_on_sunday=begins_on_sunday,
        )
    a_year_ago = today - timedelta(days=364)
    since = a_year_ago if choice == ONE_YEAR else min(first_day or a_year_ago, a_year_ago)
    shift = timedelta(days=int(begins_on_sunday))
    return Window(
        since=monday_of(since + shift) - shift,
        until=today,
        today=today,
        is_by_week=True,
        begins_on_sunday=begins_on_sunday,
    )


def midnight(day: date) -> datetime:
    """The naive local start of a day."""
    return datetime.combine(day, time())


def at_day() -> pl.Expr:
    """`local_date` as the naive moment at which the day starts."""
    return pl.col("local_date").cast(MOMENT)


def time_axis(shown: Window, *, has_labels: bool = True) -> alt.X:
    """The shared x channel: one object for all layers of a chart, on the column `from_time`."""
    is_long = (shown.until - shown.since).days > LONGEST_BY_MONTH_DAYS
    tick: Any = {"interval": "year" if is_long else "month", "step": 1}
    many = "true" if shown.is_by_week else "false"
    name = "timeFormat(datum.value, '%Y')" if is_long else "timeFormat(datum.value, '%b')"
    expression = name if is_long else MONTH_FIRST_LETTER.format(many=many) + name
    axis = alt.Axis(tickCount=tick, labelExpr=expression, labels=has_labels, title=None)
    return alt.X("from_time:T", axis=axis, scale=alt.Scale(nice=False))


def layered(layers: list[alt.Chart], canvas: Canvas, *, height: int) -> alt.LayerChart:
    """Lay the layers that have rows over one that holds the whole window open, and finish.

    A domain of dates beside naive data gives the union of two domains and a warning; two
    transparent points do not. A layer without rows would warn of an infinite extent.
    """
    ends = [midnight(canvas.shown.since), midnight(canvas.shown.until + timedelta(days=1))]
    frame = pl.DataFrame({"from_time": ends}, schema={"from_time": MOMENT})
    ground = (
        alt.Chart(frame.with_columns(**dict.fromkeys(GROUND, 0.0)))
        .mark_point(opacity=0)
        .encode(x=canvas.x, y=canvas.y)
    )
    drawn = [layer for layer in layers if not layer.data.is_empty()]
    return finish(Layers(layer=[ground, *drawn]), canvas.palette, height=height)


def rising(frame: pl.DataFrame, colour: alt.Color, *, canvas: Canvas) -> alt.Chart:
    """Bars from zero up, each as wide as from `from_time` to `to_time`."""
    drawn: alt.Chart = (
        alt.Chart(frame)
        .mark_rect(cornerRadius=1)
        .encode(x=canvas.x, x2=alt.X2("to_time"), y=canvas.y, y2=alt.Y2Datum(0), color=colour)
    )
    return drawn


def top_of(largest: object, *, smallest_top: float, headroom: float = HEADROOM) -> float:
    """The end of a y axis: above the largest value, and never so low that noise fills it.

    `largest` is what a column's `max()` gives: a number, or None where nothing is known.
    """
    return max(smallest_top, headroom * (as_number(largest) or 0.0))


def distance_axis(top_m: float, *, is_metric: bool) -> alt.Y:
    """A y channel on `distance_m`, ticked in the reader's unit, the unit on the last tick only."""
    per_unit = words.metres_per_unit(is_metric=is_metric)
    step = _step(top_m / per_unit)
    ticks = [n * step for n in range(int(top_m / per_unit / step + 1e-9) + 1)]
    unit = words.distance_unit(is_metric=is_metric)
    printed = f"format(datum.value / {per_unit}, ',.0~f')"
    expression = (
        f"datum.value > {(ticks[-1] - step / 2) * per_unit} ? {printed} + ' {unit}' : {printed}"
    )
    axis = _y_axis([tick * per_unit for tick in ticks], expression)
    return alt.Y("distance_m:Q", axis=axis, scale=alt.Scale(domain=[0, top_m], nice=False))


def load_axis(top_au: float) -> alt.Y:
    """A y channel on `load_au`; a load has no unit that could be printed."""
    step = _step(top_au)
    ticks = [n * step for n in range(int(top_au / step + 1e-9) + 1)]
    axis = _y_axis(ticks, "format(datum.value, ',.0f')")
    return alt.Y("load_au:Q", axis=axis, scale=alt.Scale(domain=[0, top_au], nice=False))


def difference_axis(largest_au: float) -> alt.Y:
    """A y channel on `load_au` around zero, alike in both directions, ticked with signs."""
    step = _step(1.5 * largest_au)
    n = int(largest_au / step + 1e-9)
    ticks = [step * tick for tick in range(-n, n + 1)]
    axis = _y_axis(ticks, "datum.value ? format(datum.value, '+,.0f') : '0'")
    domain = [-largest_au, largest_au]
    return alt.Y("load_au:Q", axis=axis, scale=alt.Scale(domain=domain, nice=False))


def ratio_axis(top: float) -> alt.Y:
    """A y channel on `coupled_ratio`, ticked at halves; no line of it is a limit."""
    ticks = [tick / 2 for tick in range(int(2 * top + 1e-9) + 1)]
    axis = _y_axis(ticks, "format(datum.value, '.1f')")
    return alt.Y("coupled_ratio:Q", axis=axis, scale=alt.Scale(domain=[0, top], nice=False))


def _y_axis(values: list[float], expression: str) -> alt.Axis:
    return alt.Axis(
        values=values,
        labelExpr=expression,
        minExtent=Y_LABELS_PX,
        maxExtent=Y_LABELS_PX,
        title=None,
    )


def _step(top: float) -> float:
    """A round step (1, 2 or 5 times a power of ten, at least 1) that gives about five ticks."""
    raw = max(top / 5.5, 1e-9)
    power = 10 ** math.floor(math.log10(raw))
    return float(max(1, next(power * n for n in (1, 2, 5, 10) if power * n >= raw)))
