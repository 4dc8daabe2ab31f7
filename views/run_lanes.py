"""The lanes of a run: one chart a channel below each other, over one way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import polars as pl

from core.activity import RUNNING
from core.run import RunDetail
from views import run_heights, words
from views.layers import Layers
from views.panel import Picture
from views.plane import FOOT_2, TOP
from views.run_way import Thin, Way, pauses, thinned
from views.theme import Palette, finish

PART = "part"
LANE_PX, LABELS_PX, Y_LABELS_PX = 112, 22, 62
ON_FOOT = (RUNNING, "walking", "hiking")
DERIVED = {
    "at": "kilometres, miles or minutes on the way",
    "until": "the other end of a mark on the way",
    "value": "a channel, thinned",
}
PACE_STEPS_S = (10, 15, 30, 60, 120, 300)
MOST_PACES = 4
WIDEST_SHARE = 0.02  # of the points at either end: a single spike does not flatten a lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One channel of the clean seconds: its name, unit, and how it is thinned.

    `per_unit` is what one unit comes to in the seconds.
    """

    column: str
    name: str
    unit: str
    how: Thin = "middle"
    decimals: int = 0
    per_unit: float = 1.0


CHANNELS = (
    Channel(column="speed_mps", name="Pace", unit=""),
    Channel(column="heart_rate_bpm", name="Heart rate", unit="bpm", how="extremes"),
    Channel(column="cadence_spm", name="Cadence", unit="spm"),
    Channel(column="power_w", name="Power", unit="W"),
    Channel(column="altitude_m", name="Altitude", unit="m"),
    Channel(column="stance_time_ms", name="Ground contact", unit="ms"),
    Channel(column="vertical_oscillation_mm", name="Rise and fall", unit="mm"),
    Channel(column="leg_spring_kn_m", name="Leg spring", unit="kN/m", decimals=1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How lanes are drawn: the way, colours, units, and the part that is drawn on a grey ground."""

    way: Way
    palette: Palette
    is_metric: bool
    ground: tuple[float, float] | None = None


def channels_of(detail: RunDetail, *, is_metric: bool) -> tuple[Channel, ...]:
    """The channels that this run has, in the reader's units."""
    known = (each for each in CHANNELS if detail.seconds[each.column].count())
    return tuple(
        replace(
            each,
            unit=run_heights.unit(is_metric=is_metric),
            per_unit=run_heights.metres_per_unit(is_metric=is_metric),
        )
        if each.column == "altitude_m"
        else each
        for each in known
    )


def lane(
    detail: RunDetail,
    channel: Channel,
    look: Look,
    *,
    is_brushed: bool = False,
    is_last: bool = False,
) -> Picture:
    """One channel as a line, in ink; pauses are dotted. The last lane has the labels of the way."""
    points = thinned(detail, look.way, channel.column, how=channel.how)
    points = points.with_columns((pl.col("value") / channel.per_unit).cast(pl.Float32))
    is_pace = channel.column == "speed_mps" and detail.activity["sport"].item() in ON_FOOT
    axis = _pace_axis(points, look) if is_pace else _plain_axis(points, channel)
    named = channel if is_pace or channel.column != "speed_mps" else SPEED
    line = (
        alt.Chart(points)
        .mark_line(
            color=look.palette.text, strokeWidth=1.4, clip=True, invalid="break-paths-show-domains"
        )
        .encode(x=look.way.x(is_labelled=is_last), y=axis)
    )
    if is_brushed:
        line = line.add_params(alt.selection_interval(name=PART, encodings=["x"]))
    layers = [*grounds(look), *stops(detail, look), line]
    return Picture(
        chart=framed(
            layers, look, title=named.name, height=LANE_PX + (LABELS_PX if is_last else 0)
        ),
        alt=_alt(points, named, look, is_pace=is_pace),
        key=f"lane_{channel.column}",
        pick=PART if is_brushed else "",
    )


SPEED = Channel(column="speed_mps", name="Speed", unit="m/s", decimals=1)


def framed(
    layers: list[alt.Chart], look: Look, *, title: str, height: int = LANE_PX
) -> alt.LayerChart:
    """A lane with its name inside, so that all lanes are alike."""
    head = alt.TitleParams(title, anchor="start", frame="bounds", fontSize=14, offset=4)
    return finish(Layers(layer=layers, title=head), look.palette, height=height)


def grounds(look: Look) -> list[alt.Chart]:
    """The grey ground below the part that the answer speaks of; drawn first, else it hides."""
    if look.ground is None:
        return []
    frame = pl.DataFrame({"at": [look.ground[0]], "until": [look.ground[1]]})
    base = alt.Chart(frame).mark_rect(color=look.palette.border, opacity=0.45, clip=True)
    return [base.encode(x=look.way.x(), x2=alt.X2("until"), y=TOP, y2=FOOT_2)]


def stops(detail: RunDetail, look: Look) -> list[alt.Chart]:
    """A dotted line at every pause."""
    at = pauses(detail, look.way)
    if not at:
        return []
    base = alt.Chart(pl.DataFrame({"at": at}, schema={"at": pl.Float32}))
    rule = base.mark_rule(color=look.palette.even, strokeDash=[2, 3], strokeWidth=1)
    return [rule.encode(x=look.way.x())]


def y_axis(**told: Any) -> alt.Axis:
    """An axis as wide as that of every other lane."""
    return alt.Axis(minExtent=Y_LABELS_PX, maxExtent=Y_LABELS_PX, title=None, **told)


def _plain_axis(points: pl.DataFrame, channel: Channel) -> alt.Y:
    low, high = _ends(points)
    unit = SPEED.unit if channel.column == "speed_mps" else channel.unit
    decimals = SPEED.decimals if channel.column == "speed_mps" else channel.decimals
    axis = y_axis(tickCount=3, labelExpr=f"format(datum.value, ',.{decimals}f') + ' {unit}'")
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    return alt.Y("value:Q", axis=axis, scale=scale)


def _pace_axis(points: pl.DataFrame, look: Look) -> alt.Y:
    """Faster is higher; the labels are round paces."""
    low, high = _ends(points)
    low = max(low, 0.3)
    metres = words.metres_per_unit(is_metric=look.is_metric)
    slow_s, fast_s = metres / low, metres / max(high, low + 0.1)
    step = next((s for s in PACE_STEPS_S if (slow_s - fast_s) / s <= MOST_PACES), 600)
    first = -(-fast_s // step) * step
    paces = [first + n * step for n in range(int((slow_s - first) // step) + 1)]
    said = {
        f"{metres / each:.3f}": words.pace(metres / each, is_metric=look.is_metric)
        for each in paces
    }
    axis = y_axis(
        values=[metres / each for each in paces],
        labelExpr=f"({said})[format(datum.value, '.3f')]",
    )
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    return alt.Y("value:Q", axis=axis, scale=scale)


def _ends(points: pl.DataFrame) -> tuple[float, float]:
    """Lowest and highest value that is drawn, with some room."""
    known = points["value"].drop_nulls().cast(pl.Float64)
    low, high = known.quantile(WIDEST_SHARE), known.quantile(1 - WIDEST_SHARE)
    if low is None or high is None:
        return 0.0, 1.0
    room = max(0.08 * (high - low), 0.02 * abs(high), 0.05)
    return low - room, high + room


def _alt(points: pl.DataFrame, channel: Channel, look: Look, *, is_pace: bool) -> str:
    """What the lane says, in one sentence."""
    known = points["value"].drop_nulls().cast(pl.Float64)
    if known.is_empty():
        return f"{channel.name}: not known."
    quantiles = [known.quantile(share) for share in (0.5, 0.05, 0.95)]
    middle, low, high = (
        words.pace(value, is_metric=look.is_metric)
        if is_pace
        else f"{words.number(value, channel.decimals)} {channel.unit}"
        for value in quantiles
    )
    return f"{channel.name}: {middle} in the middle, mostly between {low} and {high}."
