"""The flags around the load: return, descent, week change, monotony, an earlier injury."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from analytics.breaks import latest_return
from analytics.descents import recent_descents
from analytics.flags import FLAGS, load_context, load_weeks
from analytics.flags.rule import judge
from analytics.weeks import weeks
from core.athlete import Profile
from core.findings import Evidence, Flag, Level, Tone
from core.load_cause import LoadState
from core.schemas import ACTIVITIES
from tests.analytics.judged import TODAY, evidence, load_state, run
from tests.makers import make_activities

RULES = {rule.id: rule for rule in (*load_context.RULES, *load_weeks.RULES)}
LAST_WEEK = TODAY - timedelta(days=TODAY.weekday() + 7)  # the Monday of the week that is over


def judged(name: str, given: Evidence) -> Flag:
    rule = RULES[name]
    return judge(rule, rule.measure(given))


def of(name: str, *rows: dict[str, Any], profile: Profile | None = None, **how: Any) -> Flag:
    given = evidence(make_activities(*rows), profile=profile, **how)
    return judged(name, replace(given, weeks=weeks(given.days, today=TODAY)))


@pytest.mark.parametrize("name", RULES)
def test_nothing_stored_is_insufficient_and_says_what_is_missing(name: str) -> None:
    found = judged(name, evidence(ACTIVITIES.empty()))
    assert (found.level, found.tone) == (Level.INSUFFICIENT, Tone.NONE)
    assert len(found.text) > 20


@pytest.mark.parametrize("name", RULES)
def test_the_rows_are_among_all_flags_and_call_for_no_exercise(name: str) -> None:
    assert RULES[name] in FLAGS
    assert RULES[name].needs == ()


def test_neither_a_ratio_nor_a_curve_raises_a_flag() -> None:
    names = " ".join(rule.id for rule in FLAGS)
    assert not re.search("ACWR|RATIO|CTL|TSB|FORM$|RAMP", names)


STEADY = tuple(run(day, 10) for day in range(60, 20, -2))


@pytest.mark.parametrize(
    ("last", "back", "level"),
    [(20, 5, Level.WATCH), (19, 5, Level.OK), (28, 13, Level.WATCH), (29, 14, Level.OK)],
)
def test_a_return_after_14_days_without_a_run_stands_for_two_weeks(
    last: int, back: int, level: Level
) -> None:
    before = [run(day, 10) for day in range(last + 20, last - 1, -2)]
    after = [run(day, 10) for day in range(back, -1, -2)]
    found = of("RETURN", *before, *after)
    assert found.level is level
    assert found.tone is (Tone.INFO if level is Level.WATCH else Tone.NONE)


def test_the_return_says_the_sentence_of_the_law() -> None:
    found = of("RETURN", *STEADY, run(3, 5))
    assert found.value == 18.0
    assert found.text == (
        "On 19 Nov you came back after 18 days without a run. Your reference has shrunk; see the "
        "ceiling."
    )


@pytest.mark.parametrize("seed", range(20))
def test_return_and_load_state_mean_the_same(seed: int) -> None:
    rows = make_activities(*STEADY, run(20 - seed % 20, 10, descent_m=None))
    is_back = latest_return(rows, today=TODAY) is not None
    assert (load_state(rows, today=TODAY) is LoadState.AMBER) is is_back
    assert (judged("RETURN", evidence(rows)).level is Level.WATCH) is is_back


def test_rides_do_not_end_a_break_from_running() -> None:
    rides = [run(day, 30, sport="cycling") for day in range(18, 3, -2)]
    assert of("RETURN", *STEADY, *rides, run(3, 5)).level is Level.WATCH


@pytest.mark.parametrize(("days_ago", "is_said"), [(14, False), (15, True)])
def test_a_break_is_one_after_14_whole_days_without_a_run(days_ago: int, is_said: bool) -> None:
    found = of("RETURN", *(run(day + days_ago, 10) for day in range(0, 40, 2)))
    assert found.text.startswith("You have not run since") is is_said


def test_a_break_that_goes_on_is_no_return_and_is_said() -> None:
    found = of("RETURN", *STEADY)
    assert found.level is Level.OK
    assert found.text.startswith("You have not run since 31 Oct 2026.")


def test_days_after_the_last_import_are_not_taken_for_a_break() -> None:
    found = of("RETURN", *STEADY, until=TODAY - timedelta(days=10))
    assert found.level is Level.INSUFFICIENT
    assert found.text == "Nothing is known since 12 Nov."


def test_a_break_before_the_first_run_is_not_known() -> None:
    found = of("RETURN", run(10, 5), run(5, 5))
    assert found.level is Level.INSUFFICIENT
    assert "a break before it is not known" in found.text


HILLS = tuple(run(day, 10, descent_m=200.0) for day in range(60, 3, -3))


def test_the_most_descent_of_a_month_is_information_only() -> None:
    found = of("MOST_DESCENT", *HILLS, run(1, 10, descent_m=820.0))
    assert (found.level, found.tone, found.value) == (Level.WATCH, Tone.INFO, 820.0)
    assert (
        found.text
        == "820 m down on 21 Nov: the most in a month (200 m before). Expect sore muscles."
    )


def test_it_stands_on_the_run_that_it_names() -> None:
    found = of("MOST_DESCENT", *HILLS, run(1, 10, descent_m=820.0, activity_id=99))
    assert found.run_ids == (99,)


@pytest.mark.parametrize(("days_ago", "level"), [(3, Level.WATCH), (4, Level.OK)])
def test_sore_muscles_are_expected_for_three_days(days_ago: int, level: Level) -> None:
    assert of("MOST_DESCENT", *HILLS, run(days_ago, 10, descent_m=820.0)).level is level


@pytest.mark.parametrize("descent_m", [200.0, 150.0])
def test_as_much_descent_as_before_is_fine(descent_m: float) -> None:
    assert of("MOST_DESCENT", *HILLS, run(1, 10, descent_m=descent_m)).level is Level.OK


@pytest.mark.parametrize(("descent_m", "level"), [(99.9, Level.OK), (100.0, Level.WATCH)])
def test_less_than_100_metres_is_no_record(descent_m: float, level: Level) -> None:
    flat = [run(day, 10, descent_m=20.0) for day in range(60, 3, -3)]
    assert of("MOST_DESCENT", *flat, run(1, 10, descent_m=descent_m)).level is level


@pytest.mark.parametrize(("days_before", "level"), [(30, Level.OK), (31, Level.WATCH)])
def test_a_larger_descent_counts_for_thirty_days(days_before: int, level: Level) -> None:
    older = run(1 + days_before, 10, descent_m=900.0)
    assert of("MOST_DESCENT", *HILLS, older, run(1, 10, descent_m=820.0)).level is level


@pytest.mark.parametrize("days_ago", range(6))
@pytest.mark.parametrize("descent_m", [None, 150.0, 201.0, 820.0])
def test_descent_and_load_state_mean_the_same(days_ago: int, descent_m: float | None) -> None:
    rows = make_activities(*HILLS, run(days_ago, 10, descent_m=descent_m))
    is_most = any(one.is_most for one in recent_descents(rows, today=TODAY))
    assert (load_state(rows, today=TODAY) is LoadState.AMBER) is is_most
    assert (judged("MOST_DESCENT", evidence(rows)).level is Level.WATCH) is is_most


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((*HILLS, run(1, 10, descent_m=None)), "has no altitude"),
        ((run(10, 10, descent_m=50.0), run(1, 10, descent_m=900.0)), "begins on 12 Nov"),
        ((run(60, 10), run(10, 10), run(1, 10, descent_m=900.0)), "to compare with"),
    ],
)
def test_what_is_missing_for_the_descent_is_said(
    rows: tuple[dict[str, Any], ...], words: str
) -> None:
    found = of("MOST_DESCENT", *rows)
    assert found.level is Level.INSUFFICIENT
    assert words in found.text


def test_a_run_without_altitude_among_the_others_is_a_doubt() -> None:
    found = of("MOST_DESCENT", *HILLS, run(5, 10), run(1, 10, descent_m=820.0))
    assert "has no altitude, so a larger one may be missing." in found.text


def test_no_run_of_the_last_days_is_fine_only_where_the_days_are_known() -> None:
    assert of("MOST_DESCENT", *STEADY).level is Level.OK
    unknown = of("MOST_DESCENT", *STEADY, until=TODAY - timedelta(days=5))
    assert unknown.level is Level.INSUFFICIENT


def week_runs(*kilometres: float | None) -> list[dict[str, Any]]:
    """A run a week on Wednesday, the last in the week that is over."""
    monday = LAST_WEEK - timedelta(days=7 * (len(kilometres) - 1))
    days = [monday + timedelta(days=7 * at) for at in range(len(kilometres))]
    start = run((TODAY - monday).days, 0, sport="cycling")
    return [start] + [
        run((TODAY - day).days - 2, km) for day, km in zip(days, kilometres, strict=True) if km != 0
    ]


def test_more_than_60_percent_two_weeks_running_is_watch_with_the_sentence_of_the_law() -> None:
    found = of("WEEK_CHANGE", *week_runs(10, 17, 30))
    assert (found.level, found.tone) == (Level.WATCH, Tone.AMBER)
    assert found.text.startswith(
        "Your weekly distance rose by 70 % and then by 76 % (10.0 km, 17.0 km, 30.0 km). Weekly "
        "change has not predicted injury in the largest cohort."
    )


@pytest.mark.parametrize(
    "kilometres",
    [(10, 16, 30), (10, 17, 27.2), (10, 10, 40), (10, 40, 40), (40, 20, 5), (10, 17, 30, 30)],
)
def test_one_week_alone_or_exactly_60_percent_is_fine(kilometres: tuple[float, ...]) -> None:
    assert of("WEEK_CHANGE", *week_runs(*kilometres)).level is Level.OK


@pytest.mark.parametrize(
    ("kilometres", "words"),
    [
        ((10, 17), "2 weeks of them are here"),
        ((0, 10, 17), "After a week without a run"),
        ((10, None, 17), "has no distance"),
    ],
)
def test_what_is_missing_for_the_change_is_said(
    kilometres: tuple[float | None, ...], words: str
) -> None:
    found = of("WEEK_CHANGE", *week_runs(*kilometres))
    assert found.level is Level.INSUFFICIENT
    assert words in found.text


def test_weeks_that_are_not_covered_to_the_last_are_not_judged() -> None:
    found = of("WEEK_CHANGE", *week_runs(10, 17, 30), until=LAST_WEEK + timedelta(days=4))
    assert found.level is Level.INSUFFICIENT


def test_a_week_under_way_is_not_counted() -> None:
    assert of("WEEK_CHANGE", *week_runs(10, 10, 17), run(0, 60)).level is Level.OK


def daily(effort: list[int | None]) -> list[dict[str, Any]]:
    """A run on each day of the week that is over, by its minutes at one effort; 0 is rest."""
    ago = [(TODAY - LAST_WEEK).days - at for at in range(7)]
    start = run(ago[0] + 1, 30, sport="cycling")
    rows = [
        run(
            day,
            10,
            timer_s=60.0 * minutes,
            moving_s=60.0 * minutes,
            normalised_graded_speed_mps=3.0,
        )
        for day, minutes in zip(ago, effort, strict=True)
        if minutes
    ]
    return [start, *rows]


FAST = Profile(threshold_speed_mps=4.0)


def test_a_week_of_days_alike_is_information_with_the_sentence_of_the_law() -> None:
    found = of("MONOTONY", *daily([60] * 7), profile=FAST)
    assert (found.level, found.tone, found.value) == (Level.WATCH, Tone.INFO, 10.0)
    assert found.text.endswith("Convention from 25 athletes, about illness.")


def test_a_week_with_rest_days_is_fine() -> None:
    found = of("MONOTONY", *daily([60, 0, 60, 0, 60, 0, 90]), profile=FAST)
    assert (found.level, found.tone) == (Level.OK, Tone.NONE)


@pytest.mark.parametrize(
    ("profile", "effort", "words"),
    [
        (None, [60] * 7, "load of a day of your last week is not known"),
        (FAST, [0] * 7, "no load at all"),
    ],
)
def test_what_is_missing_for_the_monotony_is_said(
    profile: Profile | None, effort: list[int | None], words: str
) -> None:
    found = of("MONOTONY", *daily(effort), profile=profile)
    assert found.level is Level.INSUFFICIENT
    assert words in found.text


@pytest.mark.parametrize(
    ("days_ago", "level", "tone"),
    [(0, Level.WATCH, Tone.AMBER), (365, Level.WATCH, Tone.AMBER), (366, Level.OK, Tone.NONE)],
)
def test_an_injury_within_the_year_is_watch_and_never_red(
    days_ago: int, level: Level, tone: Tone
) -> None:
    profile = Profile(injured_on=TODAY - timedelta(days=days_ago))
    found = of("PREVIOUS_INJURY", run(1, 10), profile=profile)
    assert (found.level, found.tone) == (level, tone)


def test_the_injury_says_the_sentence_of_the_law() -> None:
    found = of("PREVIOUS_INJURY", run(1, 10), profile=Profile(injured_on=date(2026, 3, 3)))
    assert "A recent injury is among the best-documented risk factors." in found.text
    assert found.text.startswith("You had a running injury on 3 Mar 2026, 264 days ago.")
