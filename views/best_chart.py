"""The fastest speed over each duration, of the last 90 days against all time."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import polars as pl

from core.findings import Review
from core.performance import Performance
from views import words
from views.layers import Layers
from views.theme import Palette, finish

CURVE_PX = 260
TICKS_S = (15, 60, 180, 600, 1800, 3600, 7200, 14_400)
TICKS_SAID = {15: "15 s", 60: "1 min", 180: "3", 600: "10", 1800: "30", 3600: "1 h", 7200: "2 h"}
PACE_STEPS_S = (5, 10, 15, 30, 60, 120)
MOST_TICKS = 7
DERIVED = {
    "target_s": "how long an effort lasted",
    "speed_mps": "its mean speed",
    "label": "text beside a mark, or of a tooltip",
}


def curve_chart(best: Performance, review: Review, palette: Palette) -> alt.LayerChart:
    """Mean-maximal speed against duration, faster upwards, duration on a log scale."""
    recent, ever = _points(best.recent, review), _points(best.ever, review)
    if ever.is_empty():
        return finish(Layers(layer=[alt.Chart(ever).mark_point()]), palette, height=CURVE_PX)
    x, y = _duration_axis(ever), _pace_axis(ever, is_metric=review.profile.is_metric)
    layers = []
    for frame, colour, width in ((ever, palette.even, 1.5), (recent, palette.load_42d, 2.5)):
        if frame.height:
            base = alt.Chart(frame).encode(x=x, y=y)
            tooltip = alt.Tooltip("label:N", title="Best")
            layers.append(base.mark_line(color=colour, strokeWidth=width))
            points = base.mark_point(color=colour, filled=True, size=28, opacity=1)
            layers.append(points.encode(tooltip=tooltip))
    if best.critical_speed is not None:
        level = pl.DataFrame({"speed_mps": [best.critical_speed.speed_mps]})
        rule = alt.Chart(level).mark_rule(strokeDash=[5, 4], color=palette.text)
        layers.append(rule.encode(y=y))
    return finish(Layers(layer=layers), palette, height=CURVE_PX)


def _points(curve: pl.DataFrame, review: Review) -> pl.DataFrame:
    of_time = curve.drop_nulls("target_s").sort("target_s")
    said = [_said(row, review) for row in of_time.iter_rows(named=True)]
    return of_time.select("target_s", "speed_mps", pl.Series("label", said, dtype=pl.String))


def _said(row: dict[str, Any], review: Review) -> str:
    """One best effort as a tooltip: how long, how fast, when."""
    pace = words.pace(row["speed_mps"], is_metric=review.profile.is_metric)
    on_day = words.day(row["local_date"], today=review.today)
    return f"{words.duration(row['target_s'])}: {pace} ({on_day})"


def _duration_axis(points: pl.DataFrame) -> alt.X:
    shortest, longest = _ends(points["target_s"])
    ticks = [tick for tick in TICKS_S if shortest <= tick <= longest]
    named = {str(tick): TICKS_SAID.get(tick, f"{tick // 3600} h") for tick in ticks}
    axis = alt.Axis(values=ticks, labelExpr=f"{named}[datum.value]", title=None)
    scale = alt.Scale(type="log", domain=[shortest, max(longest, shortest + 1)], nice=False)
    return alt.X("target_s:Q", axis=axis, scale=scale)


def _pace_axis(points: pl.DataFrame, *, is_metric: bool) -> alt.Y:
    slowest, fastest = _ends(points["speed_mps"])
    per_unit = words.metres_per_unit(is_metric=is_metric)
    quick_s, slow_s = per_unit / (1.03 * fastest), per_unit / (0.97 * slowest)
    step_s = next((s for s in PACE_STEPS_S if (slow_s - quick_s) / s <= MOST_TICKS), 300)
    paces = range(math.ceil(quick_s / step_s), math.floor(slow_s / step_s) + 1)
    values = [per_unit / (step_s * n) for n in paces]
    said = (
        f"floor(round({per_unit} / datum.value) / 60) + ':' + "
        f"pad(round({per_unit} / datum.value) % 60, 2, '0', 'left')"
    )
    axis = alt.Axis(values=values, labelExpr=said, title=None, minExtent=44, maxExtent=44)
    scale = alt.Scale(domain=[0.97 * slowest, 1.03 * fastest], nice=False, zero=False)
    return alt.Y("speed_mps:Q", axis=axis, scale=scale)


def _ends(values: pl.Series) -> tuple[float, float]:
    """The least and the greatest of values of which there is one at least."""
    ordered = sorted(values.to_list())
    return ordered[0], ordered[-1]
