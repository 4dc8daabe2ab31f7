"""From two typed tests to a side with a plan behind it: the way of a runner without a sensor."""

from __future__ import annotations

from dataclasses import replace

from analytics.flags import raise_flags
from analytics.self_tests import heel_raises_min, overdue
from core.athlete import Experience, Profile, Sex
from core.findings import Level, Side
from core.plan import Situation, WeekPlan
from strength.engine import plan_strength_week
from strength.focus import focus_side
from tests.analytics.judged import TODAY, evidence
from tests.analytics.test_self_tests import entries
from tests.makers import make_activities

RUNNER = Profile(sex=Sex.MALE, birth_year=1992, experience=Experience.SOME, weeks_done=6)
TESTS = (
    {"test": "ST_CALF", "left_value": 18.0, "right_value": 27.0},
    {"test": "ST_SIT_STAND", "left_value": 14.2, "right_value": 11.0},
)


def planned(*tests: dict[str, object]) -> WeekPlan:
    self_tests = entries(*tests)
    given = evidence(make_activities({"local_date": TODAY}), profile=RUNNER, self_tests=self_tests)
    flags = raise_flags(given)
    raises = heel_raises_min(self_tests, RUNNER, today=TODAY)
    return plan_strength_week(
        Situation(
            flags=flags,
            profile=replace(RUNNER, heel_raises_min=raises),
            load_cause=None,
            today=TODAY,
            focus=focus_side(flags, RUNNER, overdue=overdue(self_tests, today=TODAY)),
        )
    )


def test_two_typed_tests_give_a_side_with_a_plan_behind_it() -> None:
    given = [each for session in planned(*TESTS).sessions for each in session.prescriptions]
    assert {one.start_side for one in given if one.exercise.unilateral} == {Side.LEFT}
    assert {"ST_CALF", "ST_SIT_STAND"} <= {flag for one in given for flag in one.because}


def test_the_reason_of_an_exercise_tells_the_test() -> None:
    given = [each for session in planned(*TESTS).sessions for each in session.prescriptions]
    assert any(
        "left side slower, the other took 77\u00a0% of its time" in one.reason for one in given
    )


def test_the_tests_lead_the_page_over_what_the_runs_show() -> None:
    given = evidence(
        make_activities({"local_date": TODAY}), profile=RUNNER, self_tests=entries(*TESTS)
    )
    first, second, *_ = raise_flags(given)
    assert [first.id, second.id] == ["ST_CALF", "ST_SIT_STAND"]
    assert first.level is Level.ACT
