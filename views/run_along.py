"""The card "Along the way": every lane of a run, the brush, and the lanes as a table."""

from __future__ import annotations

import math

import polars as pl

from core.findings import Review
from core.run import RunDetail
from views import words
from views.panel import Panel, Table
from views.run_balance import balance_lane
from views.run_lanes import ON_FOOT, Look, channels_of, lane
from views.run_left_out import counted_lane
from views.run_way import Way, way_of
from views.run_words import ground
from views.theme import Palette

ROWS = 60
BALANCE_AFTER = 2  # pace and heart rate first


def look_of(detail: RunDetail, review: Review, palette: Palette) -> Look:
    """How this run is drawn."""
    is_metric = review.profile.is_metric
    way = way_of(detail, is_metric=is_metric)
    part, _ = ground(detail, way)
    return Look(way=way, palette=palette, is_metric=is_metric, ground=part)


def panel(detail: RunDetail, look: Look) -> Panel:
    """All lanes below each other; the top one takes a brush, the last one has the labels."""
    _, word = ground(detail, look.way)
    channels = channels_of(detail, is_metric=look.is_metric)
    lines = [lane(detail, each, look, is_brushed=n == 0) for n, each in enumerate(channels)]
    balance, counted = balance_lane(detail, look, ground_word=word), counted_lane(detail, look)
    at = min(BALANCE_AFTER, len(lines))
    pictures = [*lines[:at], balance, *lines[at:], counted]
    shown = [each for each in pictures if each is not None]
    if shown and counted is None:
        shown[-1] = lane(detail, channels[-1], look, is_last=True, is_brushed=len(lines) == 1)
    return Panel(
        heading="Along the way",
        text=f":small[:gray[{_legend(look.way, has_balance=balance is not None)}]]",
        pictures=tuple(shown),
        tables=(_table(detail, look),),
    )


def _legend(way: Way, *, has_balance: bool) -> str:
    part = "200 m" if way.is_distance else "minute"
    said = (
        f"Balance: the median of every {part}, grey the middle 80 % of its seconds, teal where "
        "your earlier runs lay. "
        if has_balance
        else ""
    )
    return (
        f"{said}Dotted: a stop of the watch. Draw in the top lane, or choose above, to look at a "
        "part: its figures are those of its moving seconds."
    )


def _table(detail: RunDetail, look: Look) -> Table:
    """Medians of the channels over some 60 equal parts of the way."""
    way = look.way
    known = channels_of(detail, is_metric=look.is_metric)
    size = max(1.0, math.ceil(way.end / ROWS)) if way.end > ROWS / 2 else way.end / ROWS
    channels = [pl.col(each.column).median() / each.per_unit for each in known]
    balance = [] if detail.measure is None else [pl.col(detail.measure).median()]
    rows = (
        detail.seconds.with_columns(at=way.at)
        .drop_nulls("at")
        .group_by((pl.col("at") / size).floor().alias("bin"))
        .agg(*channels, *balance)
        .sort("bin")
    )
    is_on_foot = detail.activity["sport"].item() in ON_FOOT
    table = []
    for row in rows.iter_rows(named=True):
        said = {f"From, {way.unit}": round(row["bin"] * size, 2)}
        for each in known:
            value = row[each.column]
            if each.column == "speed_mps" and is_on_foot:
                said[each.name] = words.pace(value, is_metric=look.is_metric)
            else:
                name = "Speed, m/s" if each.column == "speed_mps" else f"{each.name}, {each.unit}"
                said[name] = words.number(value, 1 if each.column == "speed_mps" else each.decimals)
        if detail.measure is not None:
            said["Balance"] = words.balance(row[detail.measure])
        table.append(said)
    return Table(
        title="The lanes as a table",
        frame=pl.DataFrame(table),
        alt="Medians of every channel along the way",
        key="lanes_table",
        tenths=(f"From, {way.unit}",),
    )
