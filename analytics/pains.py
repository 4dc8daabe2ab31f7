"""What hurts now, from the diary."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

import polars as pl

from core.athlete import PAIN_TAGS, Pain
from core.diary import Pocket

PAIN_DAYS = 14  # our choice: what was not told again for two weeks is no longer said to hurt
BONE = "bone_stress"


def present_pains(diary: pl.DataFrame, *, today: date) -> tuple[Pain, ...]:
    """Each place that hurts, by the newest entry of each side in the last two weeks.

    Args:
        diary: DIARY, any order; a score of 0 says that it no longer hurts.
        today: Later entries are left out.

    Returns:
        One pain a place, with the worse side's score rounded up, in the order of `PAIN_TAGS`.
    """
    since = today - timedelta(days=PAIN_DAYS - 1)
    told = _pains(diary, today=today).filter(pl.col("local_date") >= since)
    newest = told.sort("local_date", "entry_id").unique(["place", "side"], keep="last")
    worst = dict(newest.group_by("place").agg(pl.col("score_index").max()).iter_rows())
    return tuple(
        Pain(tag=tag, score=ceil(worst[tag])) for tag in PAIN_TAGS if worst.get(tag, 0.0) > 0
    )


def has_bone_stress_history(diary: pl.DataFrame, *, today: date) -> bool:
    """Whether the diary ever told of pain in a bone."""
    of_bone = _pains(diary, today=today).filter(pl.col("place") == BONE)
    return bool((of_bone["score_index"] > 0).any())


def _pains(diary: pl.DataFrame, *, today: date) -> pl.DataFrame:
    is_past = pl.col("local_date") <= today
    return diary.filter((pl.col("kind") == Pocket.PAIN) & is_past).drop_nulls("score_index")
