"""Profiles that nobody expected: a sentence that says what to change, and a safe week."""

from __future__ import annotations

import pytest

from core.athlete import Pain, RunDay
from core.findings import Side
from strength import plan_strength_week
from tests.strength.logs import given
from tests.strength.situations import make_need_flag, make_situation


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        ({"equipment": frozenset({"band", "sofa"})}, "unknown_equipment", "sofa"),
        ({"pains": (Pain(tag="toe", score=2),)}, "unknown_pain", "toe"),
        ({"conditions": frozenset({"gout"})}, "unknown_condition", "gout"),
        ({"week": (RunDay.EASY,) * 3}, "week_not_told", "usual one"),
        ({"week": (RunDay.LONG,) * 7}, "every_day_hard", "which days are easy"),
        ({"strength_minutes_per_week": 2}, "too_little_time", "minutes"),
        ({"max_strength_sessions": 0}, "no_session_wanted", "asks for no strength session"),
    ],
)
def test_what_cannot_be_planned_by_is_said_with_what_to_change(told, code: str, said: str) -> None:
    notes = {note.code: note.text for note in plan_strength_week(make_situation(**told)).notes}
    assert said in notes[code]


def test_a_negative_time_is_none_and_leaves_no_session() -> None:
    assert plan_strength_week(make_situation(strength_minutes_per_week=-5)).sessions == ()


def test_a_phase_that_nobody_knows_is_found_from_the_race() -> None:
    assert plan_strength_week(make_situation(phase="holiday")).phase == "base"


def test_a_pain_on_one_side_mutes_technique_advice() -> None:
    flags = [make_need_flag("CADENCE_LOW", "act")]
    sore = plan_strength_week(
        make_situation(flags=flags, pains=(Pain(tag="knee", score=1, side="left"),))
    )
    assert not any("CADENCE_LOW" in one.because for one in given(sore).values())
    assert "first_cadence_low" not in {note.code for note in sore.notes}
    assert [note.text for note in sore.uncovered] == [
        "Cadence low: what would answer it waits while a leg hurts on one side."
    ]


def test_a_pain_of_the_other_leg_or_of_no_side_mutes_nothing() -> None:
    hill = [make_need_flag("BALANCE_HILL", "act", side=Side.RIGHT)]
    for side in ("left", "none"):
        pains = (Pain(tag="plantar", score=1, side=side),)
        made = plan_strength_week(make_situation(flags=hill, pains=pains))
        assert any("BALANCE_HILL" in one.because for one in given(made).values())


def test_every_exercise_says_what_would_change_the_advice() -> None:
    made = plan_strength_week(make_situation(flags=[make_need_flag("ST_CALF", "act")]))
    assert all(one.changes for one in given(made).values())
