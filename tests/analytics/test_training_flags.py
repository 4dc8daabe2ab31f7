"""Strength work beside running, and easy days: judged only where all is known, or asked for."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from analytics.flags.training import strength_level, strength_sessions
from core.athlete import Goal, Profile
from core.findings import Flag, Level, Tone
from tests import naive
from tests.analytics.judged import TODAY, evidence, flag
from tests.makers import make_activities

COMPLETE = Profile(is_strength_complete=True)
OLD_RUN = {"local_date": TODAY - timedelta(days=60)}


def gym(days_ago: int = 3, sport: str = "training", **columns: Any) -> dict[str, Any]:
    minutes = columns.pop("minutes", 30)
    usual = {"distance_m": None, "timer_s": 60.0 * minutes, "elapsed_s": 60.0 * minutes}
    return usual | {"local_date": TODAY - timedelta(days=days_ago), "sport": sport} | columns


def strength(*rows: dict[str, Any], profile: Profile = COMPLETE) -> Flag:
    return flag("NO_STRENGTH", evidence(make_activities(OLD_RUN, *rows), profile=profile))


def test_strength_work_that_is_not_known_is_not_taken_for_none() -> None:
    found = strength(profile=Profile())
    assert (found.level, found.value) == (Level.INSUFFICIENT, None)
    assert "unknown is not zero" in found.text


@pytest.mark.parametrize(
    ("n", "level"),
    [(0, Level.ACT), (3, Level.ACT), (4, Level.WATCH), (7, Level.WATCH), (8, Level.OK)],
)
def test_two_sessions_a_week_are_asked_for(n: int, level: Level) -> None:
    assert strength(*[gym(i) for i in range(n)]).level is level


def test_a_missing_session_is_never_red() -> None:
    assert strength().tone is Tone.AMBER


@pytest.mark.parametrize("sport", ["yoga", "pilates"])
def test_yoga_and_pilates_count_half(sport: str) -> None:
    assert strength(*[gym(i, sport) for i in range(8)]).value == pytest.approx(1.0)


def test_a_session_under_a_quarter_of_an_hour_does_not_count() -> None:
    found = strength(gym(1, minutes=14.9), gym(2, minutes=15))
    assert found.value == pytest.approx(0.25)


def test_only_four_weeks_count() -> None:
    assert strength(gym(27), gym(28)).value == pytest.approx(0.25)


def test_four_weeks_of_history_come_first() -> None:
    row = {"local_date": TODAY - timedelta(days=26)}
    found = flag("NO_STRENGTH", evidence(make_activities(row), profile=COMPLETE))
    assert found.level is Level.INSUFFICIENT


@pytest.mark.parametrize(("n_days", "level"), [(6, Level.ACT), (7, Level.INSUFFICIENT)])
def test_a_week_without_any_import_is_no_week_without_strength_work(
    n_days: int, level: Level
) -> None:
    until = TODAY - timedelta(days=n_days)
    found = flag("NO_STRENGTH", evidence(make_activities(OLD_RUN), profile=COMPLETE, until=until))
    assert found.level is level


@pytest.mark.parametrize(
    ("sport", "sub_sport", "counts"),
    [
        ("training", "strength_training", [1.0]),
        ("training", None, [1.0]),
        ("fitness_equipment", "strength_training", [1.0]),
        ("weight_training", None, [1.0]),
        ("training", "yoga", [0.5]),
        ("training", "pilates", [0.5]),
        ("training", "cardio_training", []),
        ("training", "breathing", []),
        ("cycling", None, []),
        ("running", "strength_training", []),
    ],
)
def test_what_counts_as_strength_work(
    sport: str, sub_sport: str | None, counts: list[float]
) -> None:
    table = make_activities(gym(sport=sport, sub_sport=sub_sport))
    assert strength_sessions(table)["n_counted"].to_list() == counts


@pytest.mark.parametrize(
    ("phase", "a_week", "level"),
    [
        ("build", 1.9, Level.WATCH),
        ("build", 0.9, Level.ACT),
        ("peak", 1.0, Level.OK),
        ("taper", 0.9, Level.WATCH),
        ("taper", 0.0, Level.WATCH),
        ("race_week", 0.0, Level.OK),
        ("recovery", 0.0, Level.OK),
    ],
)
def test_near_a_race_less_is_asked_for(phase: str, a_week: float, level: Level) -> None:
    assert strength_level(a_week, phase) is level


def test_the_phase_is_that_of_the_race_that_the_runner_told() -> None:
    near = Profile(is_strength_complete=True, goal=Goal.HALF, race_date=TODAY + timedelta(days=12))
    found = strength(profile=near)
    assert (found.level, "Near a race" in found.text) == (Level.WATCH, True)


ASKED = Profile(wants_easy_days=True, threshold_heart_rate_bpm=160)


def easy(profile: Profile = ASKED, **seconds: int) -> Flag:
    """Two runs with so many seconds at b130 and so on."""
    beats = {int(name[1:]): n for name, n in seconds.items()}
    rows = [{"local_date": TODAY - timedelta(days=i), "heart_rate_s": beats} for i in range(2)]
    return flag("INTENSITY_MIX", evidence(make_activities(*rows), profile=profile))


def test_easy_days_are_judged_on_request_only() -> None:
    found = easy(Profile(threshold_heart_rate_bpm=160), b150=20_000)
    assert (found.level, found.value) == (Level.INSUFFICIENT, None)
    assert found.text.startswith("Only on request")


@pytest.mark.parametrize(
    ("low", "high", "level"),
    [
        (7000, 3000, Level.OK),
        (6990, 3010, Level.WATCH),
        (6000, 4000, Level.WATCH),
        (5990, 4010, Level.ACT),
    ],
)
def test_the_easy_share_is_that_below_the_first_threshold(
    low: int, high: int, level: Level
) -> None:
    found = easy(b143=2 * low, b144=2 * high)
    assert (found.level, found.tone) == (level, Tone.NONE)


def test_without_a_tested_threshold_the_limit_is_only_about() -> None:
    assert "below about 144 beats" in easy(b143=20_000).text
    tested = Profile(wants_easy_days=True, first_threshold_heart_rate_bpm=140)
    assert "below 140 beats" in easy(tested, b139=20_000).text


def test_under_six_hours_with_heart_rate_nothing_is_said() -> None:
    found = easy(b130=9000)
    assert found.level is Level.INSUFFICIENT
    assert "You have 5.0 of the 6 hours" in found.text
    assert "It takes 1.0 more." in found.text


def test_without_any_threshold_nothing_is_said() -> None:
    found = easy(Profile(wants_easy_days=True), b130=20_000)
    assert (found.level, "not known" in found.text) == (Level.INSUFFICIENT, True)


@pytest.mark.parametrize("seed", range(10))
def test_the_easy_share_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    runs = [[chance.randint(0, 300) for _ in range(201)] for _ in range(5)]
    rows = [
        {"local_date": TODAY - timedelta(days=i), "heart_rate_s": run} for i, run in enumerate(runs)
    ]
    found = flag("INTENSITY_MIX", evidence(make_activities(*rows), profile=ASKED))
    assert found.value == pytest.approx(naive.easy_share(runs, 144.0))
