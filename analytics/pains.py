"""How the runner is now: what hurts, and whether they are ill, from the diary and the profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

import polars as pl

from core.athlete import BONE, PAIN_TAGS, Pain, Profile
from core.diary import PAIN_DAYS, Pocket

ILL_DAYS = 3  # our choice: an illness that is not told again is over after so many days
NO_SIDE = "none"


def as_now(profile: Profile, diary: pl.DataFrame, *, today: date) -> Profile:
    """The profile with the pains and the illness that the diary tells of now.

    Of one place the worse of profile and diary counts: the profile says what lasts.

    Args:
        profile: What the runner told of themselves.
        diary: DIARY, any order.
        today: Later entries are left out.
    """
    told = {pain.tag: pain for pain in profile.pains}
    for pain in present_pains(diary, today=today):
        known = told.get(pain.tag, pain)
        side = pain.side if known.side in (pain.side, NO_SIDE) else NO_SIDE
        told[pain.tag] = replace(pain, score=max(pain.score, known.score), side=side)
    ill_since = profile.ill_since or _ill_since(diary, today=today)
    return replace(profile, pains=tuple(told.values()), ill_since=ill_since)


def present_pains(diary: pl.DataFrame, *, today: date) -> tuple[Pain, ...]:
    """Each place that hurts, by the newest entry of each side in the last two weeks.

    Args:
        diary: DIARY, any order; a score of 0 says that it no longer hurts.
        today: Later entries are left out.

    Returns:
        One pain a place, with the worse side's score rounded up, in the order of `PAIN_TAGS`; its
        side only where one side hurts and no other.
    """
    since = today - timedelta(days=PAIN_DAYS - 1)
    told = _pains(diary, today=today).filter(pl.col("local_date") >= since)
    newest = told.sort("local_date", "entry_id").unique(["place", "side"], keep="last")
    hurting = newest.filter(pl.col("score_index") > 0).with_columns(
        pl.col("side").fill_null(NO_SIDE)
    )
    places = hurting.group_by("place").agg(
        pl.col("score_index").max(),
        pl.when(pl.col("side").n_unique() == 1).then(pl.col("side").first()).otherwise(None),
    )
    worst = {place: (score, side or NO_SIDE) for place, score, side in places.iter_rows()}
    return tuple(
        Pain(tag=tag, score=ceil(worst[tag][0]), side=worst[tag][1])
        for tag in PAIN_TAGS
        if tag in worst
    )


def has_bone_stress_history(diary: pl.DataFrame, *, today: date) -> bool:
    """Whether the diary ever told of pain in a bone."""
    of_bone = _pains(diary, today=today).filter(pl.col("place") == BONE)
    return bool((of_bone["score_index"] > 0).any())


def _pains(diary: pl.DataFrame, *, today: date) -> pl.DataFrame:
    is_past = pl.col("local_date") <= today
    return diary.filter((pl.col("kind") == Pocket.PAIN) & is_past).drop_nulls("score_index")


def _ill_since(diary: pl.DataFrame, *, today: date) -> date | None:
    """The day of the newest word on an illness, if that is of these days and says ill."""
    since = today - timedelta(days=ILL_DAYS - 1)
    said = diary.filter(
        (pl.col("kind") == Pocket.ILL) & pl.col("local_date").is_between(since, today)
    ).sort("local_date", "entry_id")
    if said.is_empty() or not said["score_index"].item(-1):
        return None
    day: date = said["local_date"].item(-1)
    return day
