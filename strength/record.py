"""The log as the rules read it: what was done of one exercise on one day, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from core.findings import Side

Key = tuple[date, str]
SIDES = {side.value: side for side in (Side.LEFT, Side.RIGHT)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One set of one side; None is not told."""

    side: Side
    amount: float | None
    load_kg: float | None
    reserve: float | None
    pain: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bout:
    """One exercise on one day; `pain_after` is what hurt on the morning after that day.

    `sides` holds the sets of each side; a set that names no side counts for both.
    """

    day: date
    exercise_id: str
    efforts: tuple[Effort, ...]
    sides: Mapping[Side, tuple[Effort, ...]]
    pain_after: float | None = None

    @property
    def pain(self) -> float:
        """The worst that was told during it; 0 where nothing was told."""
        return max((one.pain for one in self.efforts if one.pain is not None), default=0.0)

    @property
    def load_kg(self) -> float | None:
        """The lightest weight of the day: what was lifted in every set that tells one."""
        return min((one.load_kg for one in self.efforts if one.load_kg), default=None)


def bouts(
    log: pl.DataFrame, sessions: pl.DataFrame, *, since: date, until: date
) -> tuple[Bout, ...]:
    """What was done from one day to another, in order of day and exercise.

    Args:
        log: SETS_DONE, any order; sets that fit no exercise are left out.
        sessions: SESSIONS_DONE, for the pain of the morning after.
        since: First day.
        until: Last day.
    """
    days = pl.col("local_date").is_between(since, until)
    grouped: dict[Key, list[Effort]] = defaultdict(list)
    for day, exercise_id, effort in _efforts(log.filter(days)):
        grouped[day, exercise_id].append(effort)
    after = dict(
        sessions.filter(days & (pl.col("pain_after_index") > 0))
        .group_by("local_date")
        .agg(pl.col("pain_after_index").max())
        .iter_rows()
    )
    return tuple(
        Bout(
            day=day,
            exercise_id=key,
            efforts=tuple(found),
            sides=_by_side(found),
            pain_after=after.get(day),
        )
        for (day, key), found in sorted(grouped.items(), key=lambda item: item[0])
    )


def _by_side(efforts: Sequence[Effort]) -> dict[Side, tuple[Effort, ...]]:
    found: dict[Side, list[Effort]] = {}
    for one in efforts:
        found.setdefault(one.side, []).append(one)
    unsided = found.pop(Side.NONE, [])
    if not found:
        return {Side.NONE: tuple(unsided)}
    return {side: (*found[side], *unsided) for side in sorted(found)}


def _efforts(log: pl.DataFrame) -> Iterator[tuple[date, str, Effort]]:
    numbers = pl.col("amount_value", "load_kg", "reserve_index", "pain_index")
    known = log.filter(pl.col("exercise_id").is_not_null()).select(
        "local_date", "exercise_id", "side", pl.when(numbers.is_finite()).then(numbers)
    )
    for day, key, side, amount, load, reserve, pain in known.sort(pl.all()).iter_rows():
        sided = SIDES.get(side, Side.NONE)
        yield (
            day,
            key,
            Effort(side=sided, amount=amount, load_kg=load, reserve=reserve, pain=pain),
        )
