"""The horizontal axis of one run, shared by all its lanes, and its seconds thinned for drawing.

Over distance; over minutes indoors and where no distance is known. Never across a pause: there a
null row breaks the line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import polars as pl

from core.activity import BELTS
from core.run import RunDetail
from core.scalars import as_number
from views import words

MOST_POINTS = 800  # points a lane: more cannot be seen, and cost bytes (tried, ui-guide)
BREAK_BINS = 6  # a channel that is missing for longer breaks its line
STEPS = (0.5, 1, 2, 5, 10, 15, 20, 30, 50, 60, 100, 120)
MOST_TICKS = 9
MINUTE_S = 60
Thin = Literal["middle", "extremes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What the lanes lie over: kilometres, miles or minutes, from 0 to `end`."""

    unit: str
    per_unit: float
    end: float

    @property
    def is_distance(self) -> bool:
        """Whether it is a distance."""
        return self.unit != "min"

    @property
    def at(self) -> pl.Expr:
        """Where a clean second lies, in units."""
        return pl.col("way_m" if self.is_distance else "elapsed_s") / self.per_unit

    @property
    def marks(self) -> list[float]:
        """Where the axis has its labels; the end is always one of them."""
        step = next((s for s in STEPS if self.end / s <= MOST_TICKS), self.end / MOST_TICKS)
        ticks = [n * step for n in range(int(self.end / step) + 1)]
        return ticks if len(ticks) > 1 else [0.0, self.end]

    def x(self, column: str = "at", *, is_labelled: bool = False) -> alt.X:
        """The channel of a lane; only the last lane has labels."""
        last = self.marks[-1]
        said = f"format(datum.value, '~r') + (datum.value >= {last} ? ' {self.unit}' : '')"
        at_end = {"test": f"datum.value >= {0.97 * self.end}", "value": "right"}
        edge: Any = {"condition": at_end, "value": "center"}  # else the last one is cut
        axis = alt.Axis(
            values=self.marks,
            labels=is_labelled,
            labelExpr=said,
            labelAlign=edge,
            labelPadding=6,
            title=None,
        )
        scale = alt.Scale(domain=[0, self.end], nice=False)
        return alt.X(f"{column}:Q", title=None, axis=axis, scale=scale)

    def said(self, at: float) -> str:
        """A place on the way in words: "9.2 km", "14:30"."""
        if self.is_distance:
            return f"{words.number(at, 1)} {self.unit}"
        return words.duration(at * MINUTE_S)


def way_of(detail: RunDetail, *, is_metric: bool) -> Way:
    """The axis of one run."""
    elapsed_s, way_m = (_most(detail.seconds, name) for name in ("elapsed_s", "way_m"))
    if way_m and detail.activity["sub_sport"].item() not in BELTS:
        per_unit = words.metres_per_unit(is_metric=is_metric)
        unit = words.distance_unit(is_metric=is_metric)
        return Way(unit=unit, per_unit=per_unit, end=way_m / per_unit)
    return Way(unit="min", per_unit=MINUTE_S, end=max(elapsed_s / MINUTE_S, 1.0))


def thinned(detail: RunDetail, way: Way, column: str, *, how: Thin = "middle") -> pl.DataFrame:
    """`at` and `value` of one channel, at most some 800 rows, with a null row at every pause.

    Args:
        detail: The run.
        way: What it lies over.
        column: The channel.
        how: The median of each bin, or its lowest and highest where extremes matter.
    """
    known = detail.seconds.select("segment_index", at=way.at, value=pl.col(column))
    known = known.drop_nulls(["at", "value"])
    if known.is_empty():
        return pl.DataFrame(schema={"at": pl.Float32, "value": pl.Float32})
    n_bins = MOST_POINTS if how == "middle" else MOST_POINTS // 2
    size = max(way.end / n_bins, 1e-9)
    bins = known.group_by(
        "segment_index", (pl.col("at") / size).floor().alias("bin"), maintain_order=True
    )
    value = pl.col("value")
    if how == "middle":
        points = bins.agg(at=pl.col("at").mean(), value=value.median())
    else:
        ends = bins.agg(
            at=pl.concat_list(pl.col("at").get(value.arg_min()), pl.col("at").get(value.arg_max())),
            value=pl.concat_list(value.min(), value.max()),
        )
        points = ends.explode("at", "value").sort("segment_index", "at").unique(maintain_order=True)
    return _with_breaks(points, gap=BREAK_BINS * size)


def _with_breaks(points: pl.DataFrame, *, gap: float) -> pl.DataFrame:
    """A row without a value at every pause and long gap, so that the line breaks there."""
    is_new = (pl.col("segment_index") != pl.col("segment_index").shift()) | (
        pl.col("at").diff() > gap
    )
    numbered = points.with_columns(piece=is_new.fill_null(value=False).cum_sum())
    ends = numbered.group_by("piece", maintain_order=True).agg(
        pl.col("at").last(), value=pl.lit(None, dtype=pl.Float64)
    )
    both = pl.concat([numbered.select("piece", "at", "value"), ends])
    in_order = both.sort("piece", maintain_order=True)
    return in_order.select(pl.col("at", "value").cast(pl.Float32)).head(-1)


def pauses(detail: RunDetail, way: Way) -> list[float]:
    """Where the timer stood still, in units of the way."""
    edge = pl.col("segment_index") != pl.col("segment_index").shift()
    found = detail.seconds.filter(edge.fill_null(value=False)).select(at=way.at)
    return [at for at in found["at"].to_list() if at is not None and math.isfinite(at)]


def _most(frame: pl.DataFrame, column: str) -> float:
    most = frame[column].max() if column in frame.columns else None
    return as_number(most) or 0.0
