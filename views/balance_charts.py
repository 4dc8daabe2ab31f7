"""Balance over time: every run of a window against our limits; up is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP, Flag, Level, Review, Side
from views import words
from views.layers import Layers
from views.plane import FOOT, TOP, Plane
from views.theme import Palette, finish

DERIVED = {
    "is_counted": "among the runs behind the balance flag",
    "is_new_sensor": "the first run with a sensor other than the one before",
    "changed_at": "between the last run with one sensor and the first with the next",
    "end_date": "the last day of the counted runs",
}
BALANCE_FLAG_ID = "GCT_BALANCE"
EDGES_PP = (-BALANCE_ACT_PP, -BALANCE_WATCH_PP, 0.0, BALANCE_WATCH_PP, BALANCE_ACT_PP)
LEAST_DOMAIN_PP = 2.8  # both limits are always in sight
WIDEST_PP = 10.0  # the range of the sensor: a longer interval is cut at the edge
HISTORY_PX = 320
USUAL, ALL = "3 months", "All"
RANGES = {"8 weeks": 56, USUAL: 91, "1 year": 365}
LONGEST_BY_DAY = 400  # beyond, a date needs its year
EDGE_LABEL = (
    "datum.value === 0 ? 'even' : (abs(datum.value) > 2 ? '◆ ' : '▲ ')"
    " + format(50 + abs(datum.value), '.1f') + (datum.value > 0 ? ' % L' : ' % R')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the balance flag says. `side` is the one that it raises: none where all is even."""

    flag: Flag
    lean_pp: float
    side: Side


def balance_flag(review: Review) -> Flag | None:
    """The verdict on ground-contact balance, if the review holds one."""
    return next((flag for flag in review.flags if flag.id == BALANCE_FLAG_ID), None)


def verdict(review: Review) -> Verdict | None:
    """The balance flag where it says something; too little data is no verdict."""
    flag = balance_flag(review)
    if flag is None or flag.level is Level.INSUFFICIENT or flag.value is None:
        return None
    is_raised = flag.level >= Level.WATCH
    return Verdict(flag=flag, lean_pp=flag.value, side=flag.side if is_raised else Side.NONE)


def runs_behind(review: Review) -> pl.DataFrame:
    """LEANS of the runs that the balance flag names, oldest first."""
    flag = balance_flag(review)
    ids = pl.Series(flag.run_ids if flag else (), dtype=pl.Int64).implode()
    return review.leans.filter(pl.col("activity_id").is_in(ids)).sort("start_time", "activity_id")


def history(review: Review, *, days: int) -> pl.DataFrame:
    """LEANS of a window, oldest first, with `is_counted` and `is_new_sensor`; no null leans."""
    counted = runs_behind(review)["activity_id"].implode()
    sensor = pl.col("sensor").forward_fill()  # a run that names none starts no new baseline
    return (
        review.leans.sort("start_time")
        .filter(
            pl.col("lean_pp").is_not_null(),
            pl.col("local_date") > review.today - timedelta(days=days),
        )
        .with_columns(
            is_counted=pl.col("activity_id").is_in(counted),
            is_new_sensor=(sensor != sensor.shift(1)).fill_null(value=False),
        )
    )


def ranges(review: Review) -> dict[str, int]:
    """What the reader can look at, in days up to today; the last holds every run."""
    first = review.activities["local_date"].min()
    since_first = (review.today - first).days + 1 if isinstance(first, date) else 0
    return RANGES | {ALL: max(since_first, *RANGES.values())}


def first_range(review: Review) -> str:
    """Three months, or all where these hold no balance to draw."""
    return ALL if history(review, days=RANGES[USUAL]).is_empty() else USUAL


def farthest(values: pl.Series) -> float:
    """How far the values go from even, at most; 0 where there are none."""
    most = values.abs().max()
    return float(most) if isinstance(most, int | float) else 0.0


def history_chart(review: Review, palette: Palette, *, days: int) -> alt.LayerChart:
    """All runs of a window as grey dots with intervals; the counted ones with their median.

    Args:
        review: LEANS and the balance flag.
        palette: Colours of the ground.
        days: Length of the window, which ends today.
    """
    runs = history(review, days=days)
    counted = runs.filter("is_counted")
    plane = _plane(runs, days=days)
    layers = [
        _window(review, plane, days=days),
        *_limits(palette, plane),
        *_sensor_changes(runs, palette, plane),
        *_dots(runs.filter(~pl.col("is_counted")), palette.even, plane, size_px2=36),
        *_dots(counted, side_colour(review, palette), plane, size_px2=90),
        *_median(counted, review, palette, plane=plane),
    ]
    return finish(Layers(layer=layers), palette, height=HISTORY_PX)


def side_colour(review: Review, palette: Palette) -> str:
    """The colour of the side that the verdict raises; plain ink where it raises none."""
    said = verdict(review)
    return palette.text if said is None or said.side is Side.NONE else palette.side(said.side)


def _plane(runs: pl.DataFrame, *, days: int) -> Plane:
    ends = pl.concat([runs["low_pp"], runs["high_pp"], runs["lean_pp"]])
    reach = min(WIDEST_PP, max(LEAST_DOMAIN_PP, farthest(ends) + 1.0))  # room for the number above
    step: Any = {"interval": "week", "step": 2} if days <= 60 else {"interval": "month", "step": 1}
    if days > 200:
        step = {"interval": "month", "step": 2}
    form = "%-d %b"
    if days > LONGEST_BY_DAY:
        step, form = {"interval": "month", "step": 6}, "%b %Y"
    return Plane(
        x_kind="T",
        y_kind="Q",
        x_axis=alt.Axis(format=form, tickCount=step, grid=False, labelOverlap=True),
        x_scale=alt.Scale(padding=10),
        y_axis=alt.Axis(
            values=list(EDGES_PP), labelExpr=EDGE_LABEL, labelOverlap=False, grid=False
        ),
        y_scale=alt.Scale(domain=[-reach, reach], nice=False),
    )


def _window(review: Review, plane: Plane, *, days: int) -> alt.Chart:
    """Two unseen points that hold the axis open; a domain of dates would clash with the data."""
    ends = [review.today - timedelta(days=days), review.today]
    frame = pl.DataFrame({"local_date": ends, "lean_pp": [0.0, 0.0]})
    points = alt.Chart(frame).mark_point(opacity=0, tooltip=None)
    unseen: alt.Chart = points.encode(x=plane.x("local_date"), y=plane.y("lean_pp"))
    return unseen


def _limits(palette: Palette, plane: Plane) -> list[alt.Chart]:
    colours = {0.0: palette.even, BALANCE_WATCH_PP: palette.watch, BALANCE_ACT_PP: palette.act}
    return [
        alt.Chart(pl.DataFrame({"lean_pp": sorted({limit, -limit})}))
        .mark_rule(color=colour, strokeDash=[2, 4] if limit else [1, 0])
        .encode(y=plane.y("lean_pp"))
        for limit, colour in colours.items()
    ]


def _sensor_changes(runs: pl.DataFrame, palette: Palette, plane: Plane) -> list[alt.Chart]:
    """A rule over the full height, between two runs, where a new sensor starts afresh."""
    at = pl.col("local_date").cast(pl.Datetime("ms"))
    between = runs.with_columns(changed_at=at.shift(1) + (at - at.shift(1)) / 2)
    firsts = between.filter("is_new_sensor").select("changed_at")
    if firsts.is_empty():
        return []
    base = alt.Chart(firsts).encode(x=plane.x("changed_at"))
    after = base.mark_text(text="new sensor", align="left", dx=6, dy=-6, baseline="bottom")
    before = base.mark_text(text="old sensor", align="right", dx=-6, dy=-6, baseline="bottom")
    rule = base.mark_rule(color=palette.chart_text)
    return [rule, after.encode(y=FOOT), before.encode(y=FOOT)]


def _dots(runs: pl.DataFrame, colour: str, plane: Plane, *, size_px2: int) -> list[alt.Chart]:
    """One dot a run, and its interval where it has one: a short run has none."""
    if runs.is_empty():
        return []
    shown = runs.select("local_date", "lean_pp", "low_pp", "high_pp")
    dots, intervals = alt.Chart(shown), alt.Chart(shown.drop_nulls())
    x = plane.x("local_date")
    return [
        intervals.mark_rule(color=colour, strokeWidth=2, opacity=0.6, clip=True).encode(
            x=x, y=plane.y("low_pp"), y2=alt.Y2("high_pp")
        ),
        dots.mark_circle(color=colour, size=size_px2, opacity=1).encode(x=x, y=plane.y("lean_pp")),
    ]


def _median(
    counted: pl.DataFrame, review: Review, palette: Palette, *, plane: Plane
) -> list[alt.Chart]:
    """The median of the counted runs as a bar over their days; its number stands above all runs."""
    said = verdict(review)
    if said is None or counted.is_empty():
        return []
    day = pl.col("local_date")
    bar = counted.select(local_date=day.min(), end_date=day.max(), lean_pp=pl.lit(said.lean_pp))
    base = alt.Chart(bar)
    number = base.mark_text(
        text=[f"last {words.count(said.flag.n_runs, 'run')}", words.lean(said.lean_pp)],
        align="right",
        baseline="top",
        fontWeight=600,
        color=side_colour(review, palette),
    )
    return [
        base.mark_rule(color=palette.text, strokeWidth=3).encode(
            x=plane.x("local_date"), x2=alt.X2("end_date"), y=plane.y("lean_pp")
        ),
        number.encode(x=plane.x("end_date"), y=TOP),
    ]
