"""Which exercise of ours a watch means, and its sets as if they had been logged.

A watch's word that fits none of our exercises stays a set of an unknown exercise: it is work that
was done, but it trains no quality that we could name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from core.errors import LibraryError
from core.plan import COUNTED, TIMED
from core.schemas import SETS_DONE, WATCH_SETS
from strength.library import library

FILE = Path(__file__).with_name("watch_words.json")
REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """FIT's words for exercises: by category and number, and categories that leave no choice."""

    names: Mapping[tuple[str, int], str]
    categories: Mapping[str, str]


@cache
def watch_words() -> Words:
    """The table that ships with Evenstride, checked against the library.

    Raises:
        LibraryError: it names an exercise that there is not.
    """
    told = json.loads(FILE.read_text(encoding="utf-8"))
    names = {(row["category"], row["number"]): row["exercise"] for row in told["names"]}
    words = Words(names=names, categories=told["categories"])
    unknown = {*names.values(), *words.categories.values()} - set(library().exercises)
    if unknown:
        raise LibraryError(
            f"{FILE.name} names exercises that the library does not have: {sorted(unknown)}.",
            "If you changed it, correct that row; otherwise please report it.",
        )
    return words


@cache
def measures() -> Mapping[str, str]:
    """Exercise id to what one set of it counts: reps, hold_s, time_s, distance_m or contacts."""
    known = library()
    return {id_: known.schemes[each.dose].measure for id_, each in known.exercises.items()}


def exercise_of(category: str | None, subtype_index: int | None) -> str | None:
    """The id of our exercise that FIT's words name; None where they fit none.

    Source:
        FIT SDK profile, types `exercise_category` and `..._exercise_name`.

    Example:
        >>> exercise_of("squat", 37)
        'goblet_squat'
        >>> exercise_of("bench_press", 1) is None
        True
    """
    if category is None:
        return None
    if subtype_index is None:
        return watch_words().categories.get(category)
    return watch_words().names.get((category, subtype_index))


def matched_sets(watched: pl.DataFrame) -> pl.DataFrame:
    """SETS_DONE from WATCH_SETS: rests left out, sets counted within their exercise.

    A watch tells no side, no reserve and no pain. A hold is told in seconds, and so it is kept;
    a weight of 0 is how a watch says that none was typed in.

    Raises:
        SchemaError: `watched` is not WATCH_SETS.
    """
    active = WATCH_SETS.check(watched).filter(pl.col("set_type").ne_missing(REST))
    pairs = active.select("category", "subtype_index").rows()
    ids = pl.Series("exercise_id", [exercise_of(*pair) for pair in pairs], dtype=pl.String)
    known = active.with_columns(ids).with_columns(
        _measure=pl.col("exercise_id").replace_strict(
            measures(), default=None, return_dtype=pl.String
        )
    )
    return SETS_DONE.complete(
        known.with_columns(
            set_index=pl.int_range(pl.len()).over("activity_id", "exercise_id"),
            side=pl.lit("none"),
            amount_value=_amount(),
            load_kg=pl.when(pl.col("weight_kg") > 0).then("weight_kg"),
        )
    )


def _amount() -> pl.Expr:
    """In the exercise's own measure; an unknown exercise is counted as the watch did."""
    counted = pl.col("n_repetitions").cast(pl.Float64)
    is_timed = pl.col("_measure").is_in(TIMED)
    is_counted = pl.col("_measure").is_null() | pl.col("_measure").is_in(COUNTED)
    return pl.when(is_timed).then("duration_s").when(is_counted).then(counted)
