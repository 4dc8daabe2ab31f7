"""Strength work of a block: how much of what was planned was done, and what the sets trained."""

from __future__ import annotations

import polars as pl

from core.effect import Adherence, Block, QualitySets, Work
from core.findings import Quality

LOW_SHARE_PCT = 75.0  # our choice: below, the plan was not tried
SAME_SET = ("log_id", "activity_id", "exercise_id", "set_index")


def adherence(work: Work, block: Block) -> Adherence:
    """Sessions done of those that were shown, week by week.

    A session belongs to the week that it was planned for, else to that of its day. What was done
    beyond the plan of a week makes up for no other week.

    Args:
        work: Its sessions and what was shown.
        block: Only its days count.
    """
    day, finished = pl.col("local_date"), work.sessions.filter("is_finished")
    of_plan = finished.with_columns(local_date=pl.coalesce("planned_for", "local_date"))
    within = day.is_between(block.began_on, block.until)
    weekly = (
        work.shown.filter(within)
        .group_by(week=day.dt.truncate("1w"))
        .agg(n_shown=pl.len())
        .join(
            of_plan.filter(within).group_by(week=day.dt.truncate("1w")).agg(n_done=pl.len()),
            on="week",
            how="full",
            coalesce=True,
        )
        .fill_null(0)
    )
    n_shown, n_all = int(weekly["n_shown"].sum()), int(weekly["n_done"].sum())
    n_done = int(weekly.select(pl.min_horizontal("n_shown", "n_done")).to_series().sum())
    return Adherence(
        n_shown=n_shown,
        n_done=n_done,
        n_more=n_all - n_done,
        share_pct=100 * n_done / n_shown if n_shown else None,
        text=_words(n_shown, n_done, n_all - n_done),
    )


def quality_sets(work: Work, block: Block) -> tuple[QualitySets, ...]:
    """Sets of the block for each quality that its exercises train first, the most trained first.

    A left and a right set of one number are one set.
    """
    sets = _sets(work, block).drop_nulls("exercise_id")
    counts: dict[Quality, int] = {}
    for exercise_id, n_sets in sets.group_by("exercise_id").len().rows():
        for quality in work.trains.get(exercise_id, frozenset()):
            counts[quality] = counts.get(quality, 0) + n_sets
    weeks = block.n_days / 7
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        QualitySets(quality=quality, n_sets=n, sets_a_week=n / weeks) for quality, n in ordered
    )


def unknown_sets(work: Work, block: Block) -> int:
    """Sets of exercises that are not in the library: done, but nobody can say what they train."""
    known = pl.col("exercise_id").is_in(list(work.trains)).fill_null(value=False)
    return _sets(work, block).filter(~known).height


def _sets(work: Work, block: Block) -> pl.DataFrame:
    """One row a set. An unknown exercise has no sides: each of its rows is a set."""
    within = work.sets.filter(pl.col("local_date").is_between(block.began_on, block.until))
    return within.unique(SAME_SET, maintain_order=True)


def _words(n_shown: int, n_done: int, n_more: int) -> str:
    one = "session" if n_more == 1 else "sessions"
    more = f" You did {n_more} {one} besides." if n_more else ""
    if not n_shown:
        return f"No plan was shown in these weeks, so nothing can be held against it.{more}"
    return f"You did {n_done} of the {n_shown} sessions that were planned.{more}"
