"""Gym, yoga and pilates on the time axis of the runs: minutes of each day, or of each week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import altair as alt
import polars as pl

from core.findings import Review
from core.scalars import as_number
from core.units import SECONDS_PER_MINUTE
from views import words
from views.theme import Palette
from views.windows import HALF_BAR, Canvas, Window, at_day, layered, time_axis

LANES = {"strength_s": "Gym", "yoga_s": "Yoga", "pilates_s": "Pilates"}
LANE_PX, AXIS_PX = 34, 26
LEAST_TOP_S = 2700.0  # a quarter of an hour of yoga does not fill its lane
WEEK = timedelta(days=7)
DERIVED = {
    "from_time": "naive local start of a bar",
    "to_time": "naive local end of a bar",
    "low_index": "the foot of the lane that a bar stands in",
    "high_index": "its top: minutes as a share of the longest of the window",
    "label": "lane, day and minutes, for the tooltip",
}


def lanes(review: Review, *, shown: Window) -> list[str]:
    """The columns of DAYS with other training in the window, in the order of the lanes."""
    days = shown.of(review.days)
    return [name for name in LANES if (days[name].fill_null(0.0) > 0).any()]


def has_other(review: Review, *, shown: Window) -> bool:
    """Whether there was any gym, yoga or pilates in the window."""
    return bool(lanes(review, shown=shown))


def line(review: Review, *, shown: Window) -> str:
    """The last seven days, and how long the tallest bar was, which is the scale of all others."""
    longest_s = as_number(_bars(review, lanes(review, shown=shown), shown)["timer_s"].max())
    each = "week" if shown.is_by_week else "day"
    tallest = f"; the tallest bar is a {each} of {_minutes(longest_s)} min" if longest_s else ""
    return f"{last_days(review)}{tallest}"


def last_days(review: Review) -> str:
    """The minutes of the last seven days: "45 min gym, 30 min yoga in the last 7 days"."""
    days = review.days.filter(pl.col("local_date") > review.today - WEEK)
    sums = [(name.lower(), _minutes(float(days[column].sum()))) for column, name in LANES.items()]
    said = [f"{minutes} min {name}" for name, minutes in sums if minutes]
    return f"{', '.join(said) or 'none'} in the last 7 days"


def other_alt(review: Review, *, shown: Window) -> str:
    """What the chart says."""
    days = shown.of(review.days)
    said = [
        f"{LANES[name]} on {words.count(int((days[name].fill_null(0.0) > 0).sum()), 'day')}"
        for name in lanes(review, shown=shown)
    ]
    return f"{', '.join(said)} of the window; {line(review, shown=shown)}."


def other_chart(review: Review, palette: Palette, *, shown: Window) -> alt.LayerChart:
    """One lane a kind of training; a bar is as tall as the day, or the week, was long."""
    names = lanes(review, shown=shown)
    bars = _bars(review, names, shown).drop("timer_s")
    canvas = Canvas(
        palette=palette,
        shown=shown,
        is_metric=review.profile.is_metric,
        x=time_axis(shown),
        y=_lane_axis(names),
    )
    rects = (
        alt.Chart(bars)
        .mark_rect(cornerRadius=1, color=palette.strength)
        .encode(
            x=canvas.x,
            x2=alt.X2("to_time"),
            y=canvas.y,
            y2=alt.Y2("high_index"),
            tooltip=alt.Tooltip("label:N", title="Training"),
        )
    )
    return layered([rects], canvas, height=AXIS_PX + LANE_PX * max(1, len(names)))


def _bars(review: Review, names: list[str], shown: Window) -> pl.DataFrame:
    days = shown.of(review.days)
    start, end = at_day() - HALF_BAR, at_day() + HALF_BAR
    if shown.is_by_week:
        days = days.group_by(shown.week_start(), maintain_order=True).agg(pl.col(*LANES).sum())
        start, end = at_day() + pl.duration(hours=12), at_day() + pl.duration(days=6, hours=12)
    long = days.select("local_date", *names).unpivot(
        names, index="local_date", variable_name="lane", value_name="timer_s"
    )
    done = long.filter(pl.col("timer_s") > 0)
    top_s = max(LEAST_TOP_S, as_number(done["timer_s"].max()) or 0.0)
    foot = pl.col("lane").replace_strict(
        {name: float(len(names) - 1 - n) for n, name in enumerate(names)},
        default=0.0,
        return_dtype=pl.Float64,
    )
    said = [_label(row, shown) for row in done.iter_rows(named=True)]
    return done.select(
        "timer_s",
        start.alias("from_time"),
        end.alias("to_time"),
        foot.alias("low_index"),
        (foot + 0.85 * pl.col("timer_s") / top_s).alias("high_index"),
        pl.Series("label", said, dtype=pl.String),
    )


def _label(row: dict[str, Any], shown: Window) -> str:
    on_day = words.day(row["local_date"], today=shown.today)
    span = f"week of {on_day}" if shown.is_by_week else on_day
    return f"{LANES[row['lane']]}, {span}: {_minutes(row['timer_s'])} min"


def _lane_axis(names: list[str]) -> alt.Y:
    """A y channel with the names of the lanes at their feet, and a faint line below each."""
    said = [LANES[name] for name in reversed(names)]
    axis = alt.Axis(
        values=list(range(len(said))),
        labelExpr=f"{said}[datum.value]",
        labelBaseline="bottom",
        minExtent=44,
        maxExtent=44,
        title=None,
    )
    scale = alt.Scale(domain=[0, max(1, len(said))], nice=False)
    return alt.Y("low_index:Q", axis=axis, scale=scale)


def _minutes(seconds: float) -> int:
    return round(seconds / SECONDS_PER_MINUTE)
