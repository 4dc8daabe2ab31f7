"""How the runner is now: pains and illness of the diary over the profile."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from analytics.pains import as_now
from core.athlete import Pain, Profile
from core.load_cause import LoadState
from core.schemas import DIARY
from tests.analytics.judged import load_state
from tests.makers import make_activities

TODAY = date(2026, 11, 19)


def diary(*rows: dict[str, object]) -> pl.DataFrame:
    whole = [{"entry_id": n, "side": "none", **row} for n, row in enumerate(rows)]
    return DIARY.complete(pl.DataFrame(whole))


def said(
    kind: str, score: float, *, days_ago: int = 0, place: str | None = None
) -> dict[str, object]:
    day = TODAY - timedelta(days=days_ago)
    return {"kind": kind, "local_date": day, "score_index": score, "place": place}


def test_a_pain_of_the_diary_counts_like_one_of_the_profile() -> None:
    now = as_now(Profile(), diary(said("pain", 5, place="knee")), today=TODAY)
    assert now.pains == (Pain(tag="knee", score=5),)


def test_of_one_place_the_worse_counts() -> None:
    profile = Profile(pains=(Pain(tag="knee", score=6), Pain(tag="calf", score=1)))
    now = as_now(profile, diary(said("pain", 2, place="knee")), today=TODAY)
    assert now.pains == (Pain(tag="knee", score=6), Pain(tag="calf", score=1))


@pytest.mark.parametrize(
    ("sides", "side"), [(("left",), "left"), (("left", "right"), "none"), (("none",), "none")]
)
def test_a_pain_keeps_its_side_where_one_side_hurts_alone(
    sides: tuple[str, ...], side: str
) -> None:
    rows = [said("pain", 2, place="knee") | {"side": each} for each in sides]
    [pain] = as_now(Profile(), diary(*rows), today=TODAY).pains
    assert pain.side == side


def test_a_pain_not_told_again_for_two_weeks_is_no_pain_of_now() -> None:
    old = diary(said("pain", 5, days_ago=14, place="knee"))
    assert as_now(Profile(), old, today=TODAY).pains == ()


@pytest.mark.parametrize(
    ("rows", "since"),
    [
        ([said("ill", 10)], TODAY),
        ([said("ill", 10, days_ago=1), said("ill", 0)], None),
        ([said("ill", 10, days_ago=3)], None),
        ([said("tightness", 10)], None),
    ],
)
def test_an_illness_lasts_until_the_runner_is_well_or_three_days_are_over(
    rows: list[dict[str, object]], since: date | None
) -> None:
    assert as_now(Profile(), diary(*rows), today=TODAY).ill_since == since


def test_an_illness_stops_hard_work_in_the_gym() -> None:
    assert load_state(make_activities(), today=TODAY, is_ill=True) is LoadState.RED
