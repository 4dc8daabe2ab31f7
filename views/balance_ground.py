"""What lies below the runs of a balance over time: window, usual bands, limits, new sensors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import polars as pl

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP, Review
from core.vendor import BALANCE_FAIR_PP, BALANCE_GOOD_PP
from core.where import UsualBand
from views.balance_charts import present_measure
from views.plane import FOOT, LEFT_EDGE, Plane
from views.theme import Palette

DERIVED = {
    "changed_at": "between the last run with one sensor and the first with the next",
    "end_date": "the last day of a usual band",
    "band_end_pp": "the other end of one of the maker's bands",
}
MOST_LABELLED_CHANGES = 2
VENDOR_WORD = "Garmin: good, and fair around it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Which window, which measure, and what lies on the ground."""

    days: int
    measure: str | None = None
    usual: tuple[UsualBand, ...] = ()
    has_vendor_bands: bool = False


def window(review: Review, plane: Plane, *, days: int) -> alt.Chart:
    """Two unseen points that hold the axis open; a domain of dates would clash with the data."""
    ends = [review.today - timedelta(days=days), review.today]
    frame = pl.DataFrame({"local_date": ends, "lean_pp": [0.0, 0.0]})
    points = alt.Chart(frame).mark_point(opacity=0, tooltip=None)
    unseen: alt.Chart = points.encode(x=plane.x("local_date"), y=plane.y("lean_pp"))
    return unseen


def vendor_bands(palette: Palette, plane: Plane) -> list[alt.Chart]:
    """Garmin's own words for a balance, by name: a convention, not a verdict of ours."""
    layers = []
    for reach, colour in ((BALANCE_FAIR_PP, palette.grid), (BALANCE_GOOD_PP, palette.border)):
        band = alt.Chart(pl.DataFrame({"lean_pp": [-reach], "band_end_pp": [reach]}))
        drawn = band.mark_rect(color=colour, clip=True)
        layers.append(drawn.encode(y=plane.y("lean_pp"), y2=alt.Y2("band_end_pp")))
    word = alt.Chart(pl.DataFrame({"lean_pp": [-BALANCE_GOOD_PP]})).mark_text(
        text=VENDOR_WORD, align="left", baseline="bottom", dx=6, dy=-3
    )
    return [*layers, word.encode(x=LEFT_EDGE, y=plane.y("lean_pp"))]


def usual_bands(review: Review, palette: Palette, plane: Plane, *, shown: Shown) -> list[alt.Chart]:
    """Where runs with each sensor usually lie; no band runs from one sensor into the next."""
    first = review.today - timedelta(days=shown.days)
    measure = shown.measure or present_measure(review)
    rows = [
        (max(band.since, first), _end(band, shown, review), band.low_pp, band.high_pp)
        for band in shown.usual
        if band.measure == measure and band.until > first
    ]
    if not rows:
        return []
    names = ("local_date", "end_date", "low_pp", "high_pp")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    band = alt.Chart(frame).encode(x=plane.x("local_date"))
    word = alt.Chart(frame.tail(1)).encode(x=plane.x("local_date"), y=plane.y("low_pp"))
    return [
        band.mark_rect(color=palette.band_usual, clip=True).encode(
            x2=alt.X2("end_date"), y=plane.y("low_pp"), y2=alt.Y2("high_pp")
        ),
        word.mark_text(
            text="your usual", align="left", baseline="top", dx=4, dy=4, color=palette.ok
        ),
    ]


def _end(band: UsualBand, shown: Shown, review: Review) -> date:
    """The band of the sensor worn last goes on to today."""
    newest = max(each.until for each in shown.usual if each.measure == band.measure)
    return review.today if band.until == newest else band.until


def limits(palette: Palette, plane: Plane) -> list[alt.Chart]:
    """Even, and our limits on both sides."""
    colours = {0.0: palette.even, BALANCE_WATCH_PP: palette.watch, BALANCE_ACT_PP: palette.act}
    return [
        alt.Chart(pl.DataFrame({"lean_pp": sorted({limit, -limit})}))
        .mark_rule(color=colour, strokeDash=[2, 4] if limit else [1, 0], clip=True)
        .encode(y=plane.y("lean_pp"))
        for limit, colour in colours.items()
    ]


def sensor_changes(runs: pl.DataFrame, palette: Palette, plane: Plane) -> list[alt.Chart]:
    """A rule over the full height, between two runs, where a new sensor starts afresh."""
    at = pl.col("local_date").cast(pl.Datetime("ms"))
    between = runs.with_columns(changed_at=at.shift(1) + (at - at.shift(1)) / 2)
    firsts = between.filter("is_new_sensor").select("changed_at").drop_nulls()
    if firsts.is_empty():
        return []
    base = alt.Chart(firsts).encode(x=plane.x("changed_at"))
    rule = base.mark_rule(color=palette.chart_text)
    if firsts.height > MOST_LABELLED_CHANGES:
        return [rule]
    after = base.mark_text(text="new sensor", align="left", dx=6, dy=-6, baseline="bottom")
    before = base.mark_text(text="old sensor", align="right", dx=-6, dy=-6, baseline="bottom")
    return [rule, after.encode(y=FOOT), before.encode(y=FOOT)]
