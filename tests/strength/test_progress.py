"""The rules of progress on single exercises: up, again, a step back, out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.athlete import Experience, Goal
from core.findings import Side
from core.load_cause import LoadState
from core.log import Adjustment, Wish
from core.plan import Focus, Situation, WeekPlan
from strength import plan_strength_week
from strength.library import library
from strength.steps import next_load
from strength.terms import terms_of
from tests.strength.logs import given, make_log, sets_of, weekly
from tests.strength.situations import MONDAY, make_need_flag, make_situation

TUE, THU = MONDAY - timedelta(days=6), MONDAY - timedelta(days=4)
WEEKS = 5  # build stage, and no lighter week


def situation(*rows, **told) -> Situation:
    usual = {
        "experience": Experience.SOME,
        "strength_minutes_per_week": 80,
        "equipment": frozenset({"dumbbell"}),
        "flags": [make_need_flag("ST_SIT_STAND", "act")],
    }
    made = make_situation(**(usual | told))
    return replace(made, log=make_log(*rows), sessions_done=weekly(MONDAY, WEEKS))


def plan(*rows, **told) -> WeekPlan:
    return plan_strength_week(situation(*rows, **told))


def done(exercise_id: str, amount: float, *days: date, n_sets: int = 3, **told) -> list:
    sides = ("left", "right") if library().exercises[exercise_id].per_side else ("none",)
    return [
        row
        for day in days
        for side in sides
        for row in sets_of(exercise_id, day, amount, n_sets=n_sets, side=side, **told)
    ]


def test_without_a_log_nothing_is_said_of_progress() -> None:
    assert {(one.progress, one.load_kg) for one in given(plan()).values()} == {("", None)}


def test_the_top_twice_running_brings_five_percent_for_legs() -> None:
    rows = done("split_squat", 12, TUE, THU, load_kg=12.0, reserve_index=2)
    made = given(plan(*rows, experience=Experience.NONE))
    one = made["split_squat"]
    assert (one.load_kg, one.progress) == (
        12.5,
        "Up to 12.5\u00a0kg: you did 3 × 12 with 2 in reserve twice.",
    )


def test_the_upper_body_goes_up_by_half_as_much() -> None:
    shelf = library().exercises
    assert next_load(shelf["goblet_squat"], 40.0) == pytest.approx(42.0)
    assert next_load(shelf["one_arm_row"], 40.0) == pytest.approx(41.0)


def test_there_is_always_a_step_and_never_a_weight_of_none() -> None:
    row = library().exercises["one_arm_row"]
    assert next_load(row, 4.0) == pytest.approx(4.5)
    assert next_load(row, 0.5, is_down=True) == pytest.approx(0.5)


def test_the_top_once_is_repeated() -> None:
    made = given(plan(*done("heel_raise_single", 15, THU, reserve_index=2)))
    assert made["heel_raise_single"].progress == (
        "Repeat: you did 3 × 15 with 2 in reserve once; the same again, and it goes up."
    )


def test_too_little_in_reserve_is_no_top() -> None:
    made = given(plan(*done("heel_raise_single", 15, TUE, THU, reserve_index=1)))
    assert made["heel_raise_single"].progress.startswith("Repeat: last time 3 × 15 with 1")


def test_repetitions_without_a_reserve_do_not_go_up() -> None:
    made = given(plan(*done("heel_raise_single", 15, TUE, THU)))
    assert made["heel_raise_single"].progress.startswith("Repeat: last time 3 × 15;")


def test_the_weaker_side_sets_the_count() -> None:
    rows = [
        row
        for day in (TUE, THU)
        for side, amount in (("left", 13.0), ("right", 15.0))
        for row in sets_of("heel_raise_single", day, amount, n_sets=3, side=side, reserve_index=2)
    ]
    said = given(plan(*rows))["heel_raise_single"].progress
    assert "3 × 13 on the left" in said
    assert said.endswith("The left side did less, so it sets the count.")


def test_without_a_weight_the_top_twice_brings_the_harder_version() -> None:
    rows = done("heel_raise_two_leg", 15, TUE, THU, reserve_index=2)
    made = given(plan(*rows))
    assert "heel_raise_two_leg" not in made
    assert made["heel_raise_single"].progress == (
        "Up from Heel raise, two legs: you did 3 × 15 with 2 in reserve twice."
    )


def test_too_hard_twice_goes_a_step_back() -> None:
    rows = done("heel_raise_single", 9, TUE, THU, reserve_index=2)
    made = given(plan(*rows))
    assert "heel_raise_single" not in made
    assert made["heel_raise_two_leg"].progress == (
        "Step back from Heel raise, single leg: it was too hard twice, last time 3 × 9 with 2 in "
        "reserve."
    )


def test_two_fewer_in_reserve_than_asked_is_too_hard() -> None:
    made = given(plan(*done("heel_raise_single", 13, TUE, THU, reserve_index=0)))
    assert "heel_raise_single" not in made


def test_too_hard_with_a_weight_takes_weight_off() -> None:
    rows = done("split_squat", 6, TUE, THU, load_kg=12.0, reserve_index=1)
    one = given(plan(*rows, experience=Experience.NONE))["split_squat"]
    assert one.load_kg == pytest.approx(11.5)
    assert one.progress.startswith("Step back to 11.5\u00a0kg")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"load_state": LoadState.AMBER}, "after a jump in distance"),
        ({"race_date": MONDAY + timedelta(days=12), "goal": Goal.HALF}, "so close to a race"),
    ],
)
def test_nothing_goes_up_in_a_guarded_week(told, why) -> None:
    rows = done("split_squat", 12, TUE, THU, load_kg=12.0, reserve_index=2)
    one = given(plan(*rows, experience=Experience.NONE, **told))["split_squat"]
    assert (one.load_kg, one.progress) == (12.0, f"Repeat at 12\u00a0kg: nothing goes up {why}.")


def test_pain_above_three_takes_an_exercise_and_its_harder_versions_out() -> None:
    rows = done("heel_raise_single", 13, THU, reserve_index=2, pain_index=4.0)
    made = plan(*rows)
    assert not {"heel_raise_single", "heel_raise_loaded", "eccentric_heel_drop"} & set(given(made))
    assert given(made)["heel_raise_two_leg"].progress == (
        "Step back from Heel raise, single leg: it hurt at 4 of 10 on 1 January."
    )
    assert [note.text[:39] for note in made.notes if note.code == "out_for_two_weeks"] == [
        "Heel raise, single leg is out until 15 "
    ]


def test_a_top_that_was_reached_with_pain_is_no_step_up() -> None:
    rows = [
        *done("split_squat", 12, TUE, load_kg=12.0, reserve_index=2),
        *done("split_squat", 12, THU, load_kg=12.0, reserve_index=2, pain_index=5.0),
    ]
    now = situation(*rows, experience=Experience.NONE)
    stands = terms_of(now).history.standings["split_squat"]
    assert (stands.load_kg, stands.said) == (12.0, "Repeat: it hurt at 5 of 10 on 1 January.")


def test_pain_of_three_takes_nothing_out() -> None:
    rows = done("heel_raise_single", 13, THU, reserve_index=2, pain_index=3.0)
    assert "heel_raise_single" in given(plan(*rows))


def test_a_morning_after_that_hurts_counts_for_what_hurt_on_the_day() -> None:
    rows = [
        *done("heel_raise_single", 13, THU, reserve_index=2, pain_index=1.0),
        *done("split_squat", 10, THU, reserve_index=2),
    ]
    now = situation(*rows, experience=Experience.NONE)
    morning = now.sessions_done.with_columns(local_date=THU, pain_after_index=5.0, is_finished=True)
    made = given(plan_strength_week(replace(now, sessions_done=morning)))
    assert "heel_raise_single" not in made
    assert "split_squat" in made


def test_what_hurt_comes_back_one_step_easier() -> None:
    old = MONDAY - timedelta(days=20)
    rows = done("heel_raise_single", 13, old, reserve_index=2, pain_index=6.0)
    assert "heel_raise_two_leg" in given(plan(*rows))


def test_a_session_of_the_week_itself_changes_nothing_but_what_hurts() -> None:
    tuesday = MONDAY + timedelta(days=1)
    top = done("heel_raise_single", 15, THU, tuesday, reserve_index=2)
    assert "once; the same again" in given(plan(*top))["heel_raise_single"].progress


@pytest.mark.parametrize(
    ("wish", "comes"),
    [(Wish.EASIER, "heel_raise_two_leg"), (Wish.HURTS, "heel_raise_two_leg")],
)
def test_a_wish_steps_along_the_progression(wish: Wish, comes: str) -> None:
    said = Adjustment(said_on=MONDAY, exercise_id="heel_raise_single", wish=wish)
    made = given(plan_strength_week(replace(situation(), adjustments=(said,))))
    assert "heel_raise_single" not in made
    assert f"you said “{wish.value}” on 5 January" in made[comes].progress


def test_too_easy_brings_the_harder_version_where_the_level_allows_it() -> None:
    said = Adjustment(said_on=MONDAY, exercise_id="heel_raise_single", wish=Wish.HARDER)
    regular = situation(experience=Experience.REGULAR)
    made = given(plan_strength_week(replace(regular, adjustments=(said,))))
    assert "heel_raise_loaded" in made


def test_a_swap_puts_the_chosen_exercise_in_its_place() -> None:
    said = Adjustment(
        said_on=MONDAY,
        exercise_id="heel_raise_single",
        wish=Wish.SWAP,
        instead="bent_knee_heel_raise_single",
    )
    made = given(plan_strength_week(replace(situation(), adjustments=(said,))))
    assert "heel_raise_single" not in made
    assert made["bent_knee_heel_raise_single"].progress.startswith("In place of Heel raise")


def test_a_swap_back_undoes_the_swap() -> None:
    there, back = (
        Adjustment(said_on=MONDAY, exercise_id=old, wish=Wish.SWAP, instead=new)
        for old, new in (
            ("heel_raise_single", "bent_knee_heel_raise_single"),
            ("bent_knee_heel_raise_single", "heel_raise_single"),
        )
    )
    made = plan_strength_week(replace(situation(), adjustments=(there, back)))
    assert "heel_raise_single" in given(made)


def test_a_swap_that_no_gate_lets_through_is_said() -> None:
    said = Adjustment(
        said_on=MONDAY, exercise_id="split_squat", wish=Wish.SWAP, instead="back_squat"
    )
    made = plan_strength_week(replace(situation(), adjustments=(said,)))
    assert "swap_not_possible" in {note.code for note in made.notes}


def test_nothing_new_comes_in_with_a_raised_load() -> None:
    rows = done("heel_raise_two_leg", 13, THU, reserve_index=2)
    made = given(plan(*rows, load_state=LoadState.AMBER))
    assert {one for one in made if "heel_raise" in one} == {"heel_raise_two_leg"}


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ({"lsi_pct": 95.0}, "extra_set_enough"),
        ({"since": MONDAY - timedelta(weeks=6)}, "extra_set_over"),
    ],
)
def test_an_extra_set_ends_and_the_week_says_so(ends, code: str) -> None:
    flags = [make_need_flag("ST_CALF", "act", side=Side.LEFT)]
    focus = Focus(side=Side.LEFT, is_provisional=False)
    before = plan(flags=flags, focus=focus)
    after = plan(flags=flags, focus=replace(focus, **ends))
    assert any(one.extra_set_side is Side.LEFT for one in given(before).values())
    assert not any(one.extra_set_side is Side.LEFT for one in given(after).values())
    assert code in {note.code for note in after.notes}


def test_a_step_that_a_lighter_week_held_back_stays_due() -> None:
    before, last = MONDAY - timedelta(days=13), MONDAY - timedelta(days=6)
    rows = [
        *done("split_squat", 12, before - timedelta(days=7), before, load_kg=12.0, reserve_index=3),
        *done("split_squat", 12, last, n_sets=2, load_kg=12.0, reserve_index=3),
    ]
    one = given(plan(*rows, experience=Experience.NONE))["split_squat"]
    assert one.load_kg == pytest.approx(12.5)


def test_a_heavier_weight_begins_its_count_anew() -> None:
    rows = [
        *done("split_squat", 12, TUE - timedelta(days=7), TUE, load_kg=12.0, reserve_index=2),
        *done("split_squat", 12, THU, load_kg=12.5, reserve_index=2),
    ]
    one = given(plan(*rows, experience=Experience.NONE))["split_squat"]
    assert one.progress.startswith("Repeat: you did 3 × 12 with 2 in reserve once")


def test_one_logged_side_alone_is_no_top() -> None:
    rows = [
        row
        for day in (TUE, THU)
        for row in sets_of("heel_raise_single", day, 15, n_sets=3, side="left", reserve_index=2)
    ]
    assert given(plan(*rows))["heel_raise_single"].progress.startswith("Repeat: last time")


def test_a_lighter_week_has_no_more_exercises_than_a_usual_one() -> None:
    usual = situation(weeks_done=6)
    lighter = replace(usual, profile=replace(usual.profile, weeks_done=7))
    counts = [
        sum(len(session.prescriptions) for session in plan_strength_week(one).sessions)
        for one in (usual, lighter)
    ]
    assert counts[0] == counts[1]


def test_sets_that_fit_no_exercise_change_nothing() -> None:
    rows = sets_of("moonwalk", THU, 10) + sets_of(None, THU, 10)
    assert given(plan(*rows)) == given(plan())
