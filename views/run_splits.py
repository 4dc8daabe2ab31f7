"""Kilometre by kilometre: pace as a bar with its number, heart rate, balance; and the laps."""

from __future__ import annotations

from typing import Literal

import altair as alt
import polars as pl

from core.run import RunDetail
from views import run_heights, words
from views.layers import Layers
from views.panel import Panel, Picture, Table
from views.run_balance import side_of
from views.run_lanes import ON_FOOT
from views.theme import Palette, finish

ROW_PX, HEAD_PX = 25, 34
SHORTEST_SHARE = 0.35  # of the width of the bars: a slow split still holds its pace
BARS = 0.62  # of the plane; the figures stand right of it
SPLIT_M = 400.0  # a shorter rest is drawn, but not called fastest or slowest
PACE = "Pace over moving time."
BALANCE = "Balance: the median of all seconds, hills and stops too."
DERIVED = {
    "name": "where a split ends, in units",
    "share": "length of its bar",
    "pace": "its pace in words",
    "heart": "its heart rate in words",
    "balance": "its balance in words",
    "side": "the larger side, where it is beyond the watch limit",
    "column": "a head over a column",
}


def panel(detail: RunDetail, palette: Palette, *, is_metric: bool) -> Panel:
    """The splits as a picture and as a table, and the laps as the watch cut them."""
    table = detail.splits
    unit = "Kilometre by kilometre" if is_metric else "Mile by mile"
    if table.is_empty():
        said = "No distance was recorded, so there are no splits."
        return Panel(heading="Splits", notice=said, tables=_laps(detail, is_metric=is_metric))
    per = words.metres_per_unit(is_metric=is_metric)
    step = round(table["to_m"][0] / per) if table.height > 1 else 1
    heading = unit if step <= 1 else f"Every {step} {words.distance_unit(is_metric=is_metric)}"
    return Panel(
        heading=heading,
        pictures=(
            Picture(
                chart=splits_chart(detail, palette, is_metric=is_metric),
                alt=_alt(detail, is_metric=is_metric),
                key="splits",
            ),
        ),
        caption=PACE if detail.measure is None else f"{PACE} {BALANCE}",
        tables=(_splits(detail, is_metric=is_metric), *_laps(detail, is_metric=is_metric)),
    )


def splits_chart(detail: RunDetail, palette: Palette, *, is_metric: bool) -> alt.LayerChart:
    """A row a split; a longer bar is faster."""
    rows = _rows(detail, is_metric=is_metric)
    y = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelBound=False, labelFlush=False, grid=False),
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("share:Q", axis=None, scale=scale)
    base = alt.Chart(rows)
    side = alt.Color(
        "side:N",
        scale=alt.Scale(
            domain=["left", "right", "none"],
            range=[palette.left, palette.right, palette.chart_text],
        ),
        legend=None,
    )
    at = {name: alt.XDatum(place) for name, place in _PLACES.items()}
    layers = [
        base.mark_bar(color=palette.border, height=18, cornerRadius=2).encode(x=x, y=y),
        base.mark_text(
            align="left", dx=6, fontWeight=600, color=palette.text, baseline="middle"
        ).encode(x=alt.XDatum(0, scale=scale, axis=None), y=y, text=alt.Text("pace:N")),
    ]
    for name in _PLACES:
        if rows[name].count():
            words_ = base.mark_text(align="right", baseline="middle")
            encoded = words_.encode(x=at[name], y=y, text=alt.Text(f"{name}:N"))
            layers.append(encoded.encode(color=side) if name == "balance" else encoded)
    layers += _heads(rows, detail, is_metric=is_metric)
    return finish(Layers(layer=layers), palette, height=HEAD_PX + ROW_PX * rows.height)


def _heads(rows: pl.DataFrame, detail: RunDetail, *, is_metric: bool) -> list[alt.Chart]:
    """What the columns hold, above them."""
    unit = words.speed_unit(is_metric=is_metric) if _is_on_foot(detail) else "m/s"
    pace = f"pace {unit}" if _is_on_foot(detail) else f"speed {unit}"
    heads: list[tuple[str, float, Literal["left", "right"]]] = [(pace, 0.0, "left")]
    heads += [(HEADS[name], at, "right") for name, at in _PLACES.items() if rows[name].count()]
    return [
        alt.Chart(pl.DataFrame({"column": [said]}))
        .mark_text(align=align, baseline="bottom", dx=6 if align == "left" else 0)
        .encode(x=alt.XDatum(at), y=ABOVE, text=alt.Text("column:N"))
        for said, at, align in heads
    ]


ABOVE = alt.YValue(-4)
HEADS = {"heart": "heart rate", "balance": "balance"}
_PLACES = {"heart": 0.81, "balance": 1.0}


def _is_on_foot(detail: RunDetail) -> bool:
    return detail.activity["sport"].item() in ON_FOOT


def _rows(detail: RunDetail, *, is_metric: bool) -> pl.DataFrame:
    per = words.metres_per_unit(is_metric=is_metric)
    speeds = detail.splits["speed_mps"].drop_nulls()
    fastest = speeds.quantile(0.95) or 1.0
    rows = []
    for row in detail.splits.iter_rows(named=True):
        speed, left = row["speed_mps"], row["balance_left_pct"]
        whole = round(row["to_m"] / per, 1)
        share = min(1.0, (speed or 0.0) / fastest) ** 2
        rows.append(
            {
                "name": f"{whole:g}",
                "share": BARS * max(SHORTEST_SHARE, share) if speed else None,
                "pace": _pace(speed, detail, is_metric=is_metric),
                "heart": None
                if row["heart_rate_bpm"] is None
                else f"{row['heart_rate_bpm']:.0f} bpm",
                "balance": None if left is None else _share(left),
                "side": side_of(None if left is None else left - 50).value,
            }
        )
    text = ("name", "pace", "heart", "balance", "side")
    schema = dict.fromkeys(text, pl.String) | {"share": pl.Float32}
    table = pl.DataFrame(rows, schema_overrides=schema)
    known = [name for name in _PLACES if table[name].count()]
    return table.with_columns(pl.col(known).fill_null(words.UNKNOWN))


def _share(left_pct: float) -> str:
    """A balance as short as it can be: "51.2 % L"."""
    said = words.balance(left_pct)
    return said.replace("left", "L").replace("right", "R")


def _pace(speed_mps: float | None, detail: RunDetail, *, is_metric: bool) -> str:
    if _is_on_foot(detail):
        return words.pace(speed_mps, is_metric=is_metric).split(" ")[0]
    return words.number(speed_mps, 1)


def _splits(detail: RunDetail, *, is_metric: bool) -> Table:
    unit = words.distance_unit(is_metric=is_metric)
    per = words.metres_per_unit(is_metric=is_metric)
    rows = [
        {
            f"To, {unit}": round(row["to_m"] / per, 2),
            "Moving": words.duration(row["moving_s"]),
            "Elapsed": words.duration(row["elapsed_s"]),
            "Pace": _pace(row["speed_mps"], detail, is_metric=is_metric),
            "Heart rate": words.number(row["heart_rate_bpm"]),
            "Cadence": words.number(row["cadence_spm"]),
            "Balance": words.balance(row["balance_left_pct"]),
            "End against start": run_heights.change(row["climb_m"], is_metric=is_metric),
        }
        for row in detail.splits.iter_rows(named=True)
    ]
    return Table(
        title="As a table",
        frame=pl.DataFrame(rows),
        alt="Every split of the run",
        key="splits_table",
        tenths=(f"To, {unit}",),
    )


def _laps(detail: RunDetail, *, is_metric: bool) -> tuple[Table, ...]:
    """The laps, where the watch cut more than one."""
    if detail.laps.height < 2:
        return ()
    rows = [
        {
            "Lap": number,
            "Distance": words.distance(lap["distance_m"], is_metric=is_metric),
            "Time": words.duration(lap["timer_s"]),
            "Pace": _pace(_speed(lap["distance_m"], lap["timer_s"]), detail, is_metric=is_metric),
            "Heart rate": words.number(lap["avg_heart_rate_bpm"]),
            "Highest": words.number(lap["max_heart_rate_bpm"]),
            "Cadence": words.number(lap["avg_cadence_spm"]),
            "Power": words.number(lap["avg_power_w"]),
            "Ended by": (lap["trigger"] or words.UNKNOWN).replace("_", " "),
        }
        for number, lap in enumerate(detail.laps.iter_rows(named=True), start=1)
    ]
    frame = pl.DataFrame(rows)
    return (
        Table(title=f"{len(rows)} laps of the watch", frame=frame, alt="Laps", key="laps_table"),
    )


def _speed(distance_m: float | None, timer_s: float | None) -> float | None:
    return distance_m / timer_s if distance_m and timer_s else None


def _alt(detail: RunDetail, *, is_metric: bool) -> str:
    whole = detail.splits.filter(pl.col("to_m") - pl.col("from_m") >= SPLIT_M)
    known = (whole if whole.height else detail.splits).drop_nulls("speed_mps").sort("speed_mps")
    if known.is_empty():
        return "Splits without a pace."
    slow, fast = (
        words.pace(known["speed_mps"][at], is_metric=is_metric)
        if _is_on_foot(detail)
        else f"{words.number(known['speed_mps'][at], 1)} m/s"
        for at in (0, -1)
    )
    return f"{words.count(detail.splits.height, 'split')}: fastest {fast}, slowest {slow}."
