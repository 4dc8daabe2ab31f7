"""Balance over time: every run of a window against the runner's own usual; up is left."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from core.findings import BALANCE_WATCH_PP, Review
from views import balance_ground, words
from views.balance_charts import (
    EDGE_LABEL,
    EDGES_PP,
    LEAST_DOMAIN_PP,
    history,
    side_colour,
    verdict,
)
from views.balance_ground import Shown
from views.layers import Layers
from views.plane import TOP, Plane
from views.theme import Palette, finish

DERIVED = {
    "end_date": "the last day of the counted runs",
    "label": "day and balance in words",
}
PICK = "run"
NARROW_PP = 1.4  # a side without a lean: our watch limit is in sight
WIDEST_PP = 10.0  # the range of the sensor: a longer interval is cut at the edge
HISTORY_PX = 320
LONGEST_BY_DAY = 400  # beyond, a date needs its year
MOST_DOTS, KEPT_DOTS = 400, 150  # our choice: beyond, older runs are one dot a month
LOW, HIGH = 0.1, 0.9


def history_chart(review: Review, palette: Palette, *, shown: Shown) -> alt.LayerChart:
    """All runs of a window as dots with intervals; the counted ones with their median.

    Args:
        review: LEANS and the balance flag.
        palette: Colours of the ground.
        shown: Window, measure, usual bands; of the maker's bands only if they are wanted.
    """
    runs = thinned(history(review, days=shown.days, measure=shown.measure))
    counted = runs.filter("is_counted")
    plane = _plane(runs, shown)
    layers = [
        balance_ground.window(review, plane, days=shown.days),
        *(balance_ground.vendor_bands(palette, plane) if shown.has_vendor_bands else ()),
        *balance_ground.usual_bands(review, palette, plane, shown=shown),
        *balance_ground.limits(palette, plane),
        *balance_ground.sensor_changes(runs, palette, plane),
        *_dots(runs.filter(~pl.col("is_counted")), palette.even, plane, size_px2=36),
        *_dots(counted, side_colour(review, palette), plane, size_px2=90),
        *_median(counted, review, palette, plane=plane),
        *_pick(runs, review, plane),
    ]
    return finish(Layers(layer=layers), palette, height=HISTORY_PX)


def thinned(runs: pl.DataFrame) -> pl.DataFrame:
    """As it is, or with the older runs of a long history as one row a month and sensor.

    Such a row has no `activity_id`; its interval is the middle 80 % of the month.
    """
    if runs.height <= MOST_DOTS:
        return runs
    is_late = (pl.int_range(pl.len()) >= pl.len() - KEPT_DOTS) | pl.col("is_counted")
    marked = runs.with_columns(is_late=is_late)
    lean = pl.col("lean_pp")
    months = (
        marked.filter(~pl.col("is_late"))
        .group_by(pl.col("local_date").dt.truncate("1mo").alias("month"), "sensor")
        .agg(
            pl.col("local_date").sort().get(pl.len() // 2),
            pl.col("start_time").min(),
            lean.median().alias("lean_pp"),
            low_pp=lean.quantile(LOW, "linear"),
            high_pp=lean.quantile(HIGH, "linear"),
            is_new_sensor=pl.col("is_new_sensor").any(),
            is_counted=pl.lit(value=False),
        )
        .drop("month")
    )
    late = marked.filter("is_late").drop("is_late")
    return pl.concat([months, late], how="diagonal").sort("start_time")


def _plane(runs: pl.DataFrame, shown: Shown) -> Plane:
    right, left = _domain(runs, shown)
    step: Any = {"interval": "month", "step": 1 if shown.days <= 100 else 2}
    form = "%-d %b"
    if shown.days > LONGEST_BY_DAY:
        step, form = {"interval": "month", "step": 6}, "%b %Y"
    return Plane(
        x_kind="T",
        y_kind="Q",
        x_axis=alt.Axis(format=form, tickCount=step, grid=False, labelOverlap=True),
        x_scale=alt.Scale(padding=10),
        y_axis=alt.Axis(
            values=list(EDGES_PP), labelExpr=EDGE_LABEL, labelOverlap=False, grid=False
        ),
        y_scale=alt.Scale(domain=[right, left], nice=False),
    )


def _domain(runs: pl.DataFrame, shown: Shown) -> tuple[float, float]:
    """From the far end on the right to that on the left; the act limit of a leaning side is seen.

    Both watch limits are always in sight, and on the left there is room for the number above.
    """
    ends = [0.0, *(band.low_pp for band in shown.usual), *(band.high_pp for band in shown.usual)]
    ends += pl.concat([runs["low_pp"], runs["high_pp"], runs["lean_pp"]]).drop_nulls().to_list()
    left, right = max(ends), -min(ends)
    reaches = [LEAST_DOMAIN_PP if side > BALANCE_WATCH_PP else NARROW_PP for side in (left, right)]
    most_left = min(WIDEST_PP, max(reaches[0], left + 1.0))
    return -min(WIDEST_PP, max(reaches[1], right + 0.4)), most_left


def _dots(runs: pl.DataFrame, colour: str, plane: Plane, *, size_px2: int) -> list[alt.Chart]:
    """One dot a run, and its interval where it has one: a short run has none."""
    if runs.is_empty():
        return []
    small = pl.col("lean_pp", "low_pp", "high_pp").cast(pl.Float32)
    shown = runs.select("local_date", small)
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


def _pick(runs: pl.DataFrame, review: Review, plane: Plane) -> list[alt.Chart]:
    """What a click hits: a wide unseen disc around each run."""
    named = runs.drop_nulls("activity_id") if "activity_id" in runs.columns else runs.clear()
    if named.is_empty():
        return []
    label = [
        f"{words.day(row['local_date'], today=review.today)}: {words.lean(row['lean_pp'])}"
        for row in named.iter_rows(named=True)
    ]
    frame = named.select(
        "activity_id", "local_date", pl.col("lean_pp").cast(pl.Float32)
    ).with_columns(pl.Series("label", label, dtype=pl.String))
    parameter = alt.selection_point(
        name=PICK, fields=["activity_id"], on="click", clear="dblclick", nearest=False
    )
    discs = alt.Chart(frame, name="balance_runs").mark_circle(size=420, opacity=0, cursor="pointer")
    picked: alt.Chart = discs.encode(
        x=plane.x("local_date"),
        y=plane.y("lean_pp"),
        tooltip=alt.Tooltip("label:N", title="Run"),
    ).add_params(parameter)
    return [picked]
