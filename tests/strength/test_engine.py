from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.athlete import EQUIPMENT, Experience, Goal, Pain, RunDay
from core.findings import Side
from core.load_cause import LoadCause, LoadState
from core.plan import Focus, WeekPlan
from strength import plan_strength_week
from strength.gates import Refusal, is_jump, refusal
from strength.library import library
from strength.terms import terms_of
from tests.strength.general_checks import each, full
from tests.strength.situations import MONDAY, make_need_flag, make_situation
from tests.strength.sweep import random_situation


def plan(**told) -> WeekPlan:
    return plan_strength_week(make_situation(**told))


def codes(made: WeekPlan) -> set[str]:
    return {note.code for note in made.notes}


def ids(made: WeekPlan) -> set[str]:
    return {one.exercise.id for one in each(made)}


def test_without_a_flag_the_basic_week_says_that_it_is_one() -> None:
    made = plan()
    assert "basic week that the evidence supports" in made.message
    assert all(one.because == () for one in each(made))
    assert all(one.reason.startswith("Basic week: ") for one in each(made))


def test_a_week_of_both_kinds_is_one_sentence_and_names_days_as_days() -> None:
    made = plan(load_state=LoadState.RED)
    assert made.message.startswith(
        "Two sessions on Tuesday and Thursday and one light session on Saturday. "
    )


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (LoadCause.RETURN, "After a break from running: two thirds of the sets"),
        (LoadCause.DESCENT, "After much descent: two thirds of the sets"),
        (LoadCause.JUMP, "After a jump in distance: two thirds of the sets"),
        (LoadCause.LARGE_JUMP, "After a large jump in distance: half the sets"),
    ],
)
def test_a_lighter_week_says_what_makes_it_so(cause: LoadCause, said: str) -> None:
    made = plan_strength_week(replace(make_situation(), load_cause=cause))
    assert any(note.text.startswith(said) for note in made.notes)


def test_an_illness_is_named_as_what_makes_the_week_light() -> None:
    made = plan(load_state=LoadState.RED, ill_since=MONDAY)
    texts = [note.text for note in made.notes] + [one.changes for one in each(made)]
    assert any(text.startswith("You told of an illness: rest comes first") for text in texts)
    assert not any("running load" in text for text in texts)


def test_a_reason_names_the_value_and_what_the_exercise_does_about_it() -> None:
    flag = make_need_flag(
        "GCT_BALANCE", title="Ground contact balance", side=Side.LEFT, value=1.6, unit="pp"
    )
    reasons = {one.reason for one in each(plan(flags=[flag])) if one.because}
    assert (
        "Ground contact balance (51.6\u00a0% left over 5 runs): trains one leg at a time with "
        "equal work on both sides."
    ) in reasons


def test_every_exercise_behind_a_flag_names_it() -> None:
    made = plan(flags=[make_need_flag("ST_CALF", "act")])
    calves = [one for one in each(made) if one.exercise.pattern == "calf"]
    assert calves
    assert all(one.because == ("ST_CALF",) for one in calves)


def test_a_flag_that_is_ok_or_lacks_data_changes_nothing() -> None:
    quiet = [make_need_flag("ST_CALF", "ok"), make_need_flag("GCT_BALANCE", "insufficient")]
    assert plan(flags=quiet) == plan()


def test_the_order_of_flags_does_not_matter() -> None:
    flags = [make_need_flag("ST_CALF"), make_need_flag("GCT_BALANCE"), make_need_flag("TIGHTNESS")]
    assert plan(flags=flags) == plan(flags=flags[::-1])


def test_the_plan_is_that_of_the_monday_week_that_holds_today() -> None:
    assert plan(today=MONDAY + timedelta(days=3)).week == MONDAY


def test_more_equipment_never_takes_a_session_away() -> None:
    assert len(full(plan(equipment=frozenset(EQUIPMENT)))) == len(full(plan()))


def test_strong_pain_gives_two_light_sessions_and_names_a_professional_first() -> None:
    made = plan(pains=(Pain(tag="knee", score=5),))
    assert [session.kind for session in made.sessions] == ["light", "light"]
    assert made.notes[0].code == "see_professional"


def test_bone_stress_is_calm_whatever_its_score() -> None:
    assert full(plan(conditions=frozenset({"bone_stress"}))) == []


def test_a_slight_pain_costs_a_set_and_says_so() -> None:
    told = {"experience": Experience.SOME, "weeks_done": 5}
    sore = plan(**told, pains=(Pain(tag="achilles", score=2),))
    calves = [one for one in each(sore) if one.exercise.pattern == "calf"]
    assert {one.sets for one in calves} == {2}
    assert all("Achilles" in one.note for one in calves)


def test_a_pain_of_three_takes_the_exercise_out() -> None:
    made = plan(pains=(Pain(tag="achilles", score=3),))
    assert not any("achilles" in one.exercise.caution for one in each(made))


def test_a_pain_of_zero_is_no_pain() -> None:
    assert plan(pains=(Pain(tag="knee", score=0),)) == plan()


def test_pregnancy_keeps_reserve_and_asks_for_a_professional_word() -> None:
    made = plan(
        conditions=frozenset({"pregnancy"}),
        experience=Experience.REGULAR,
        weeks_done=20,
        equipment=frozenset(EQUIPMENT),
    )
    assert "ask_midwife_or_doctor" in codes(made)
    assert all(one.reps_in_reserve is None or one.reps_in_reserve >= 3 for one in each(made))


def test_who_cannot_lie_down_gets_nothing_on_the_floor() -> None:
    assert not any(one.exercise.position == "floor" for one in each(plan(floor_ok=False)))


def test_from_65_a_balance_exercise_opens_each_session() -> None:
    made = plan(birth_year=MONDAY.year - 70)
    assert [session.prescriptions[0].exercise.pattern for session in full(made)] == [
        "balance",
        "balance",
    ]


def test_a_red_load_halves_the_sets_and_brings_a_light_session() -> None:
    told = {"experience": Experience.SOME, "weeks_done": 5, "strength_minutes_per_week": 80}
    made = plan(**told, load_state=LoadState.RED)
    assert max(one.sets for one in each(made)) == 2
    assert [session.kind for session in made.sessions].count("light") == 1


def test_a_tested_weaker_side_begins_and_gets_the_extra_set() -> None:
    made = plan(
        flags=[make_need_flag("ST_CALF", "act", side=Side.LEFT)],
        focus=Focus(side=Side.LEFT, is_provisional=False),
        experience=Experience.SOME,
        weeks_done=5,
    )
    extra = [one for one in each(made) if one.extra_set_side is Side.LEFT]
    assert extra
    assert {one.exercise.pattern for one in extra} == {"calf"}


def test_a_provisional_side_begins_but_gets_no_extra_set() -> None:
    made = plan(
        flags=[make_need_flag("GCT_BALANCE", "act", side=Side.RIGHT)],
        focus=Focus(side=Side.RIGHT, is_provisional=True),
    )
    assert {one.start_side for one in each(made) if one.exercise.unilateral} == {Side.RIGHT}
    assert all(one.extra_set_side is Side.NONE for one in each(made))


def test_jumps_wait_for_a_base_of_strength() -> None:
    told = {"flags": [make_need_flag("STIFFNESS_DROP", "act")], "strength_minutes_per_week": 80}
    beginner = plan(**told)
    lifter = plan(**told, experience=Experience.SOME, weeks_done=10)
    assert not any(one.exercise.pattern == "plyo" for one in each(beginner))
    assert any(one.exercise.pattern == "plyo" for one in each(lifter))


def test_a_jump_without_a_heel_raise_count_says_what_it_takes() -> None:
    made = plan(
        flags=[make_need_flag("STIFFNESS_DROP", "act")],
        strength_minutes_per_week=80,
        experience=Experience.SOME,
        weeks_done=10,
    )
    notes = [one.note for one in each(made) if one.exercise.pattern == "plyo"]
    assert all("15 heel raises" in note for note in notes)


def test_every_fourth_week_has_one_set_less() -> None:
    told = {"experience": Experience.SOME, "strength_minutes_per_week": 80}
    usual, lighter = plan(**told, weeks_done=6), plan(**told, weeks_done=7)
    assert max(one.sets for one in each(usual)) == max(one.sets for one in each(lighter)) + 1
    assert "deload" in codes(lighter)


def test_a_need_that_the_week_cannot_meet_is_named_with_its_reason() -> None:
    made = plan(flags=[make_need_flag("ST_HOP", "act")], pains=(Pain(tag="knee", score=2),))
    assert [open_need.code for open_need in made.uncovered] == ["ST_HOP"]
    assert "could irritate what hurts now" in made.uncovered[0].text


def test_no_strength_is_answered_by_having_sessions() -> None:
    assert plan(flags=[make_need_flag("NO_STRENGTH", "act")]).uncovered == ()


def test_every_day_a_key_run_leaves_no_session_and_says_why() -> None:
    made = plan(week=(RunDay.HARD,) * 7)
    assert made.sessions == ()
    assert "no_day_fits" in codes(made)


def test_too_few_minutes_leave_no_session_and_say_why() -> None:
    made = plan(strength_minutes_per_week=2)
    assert made.sessions == ()
    assert "too_little_time" in codes(made)


def test_the_shortest_useful_week_is_one_session_of_leg_work() -> None:
    made = plan(strength_minutes_per_week=8)
    assert [session.kind for session in made.sessions] == ["full"]
    assert made.sessions[0].minutes <= 8


def test_race_week_is_light_only() -> None:
    made = plan(race_date=MONDAY + timedelta(days=6), goal=Goal.MARATHON)
    assert made.phase == "race_week"
    assert full(made) == []


def test_a_told_phase_wins_over_the_race_date() -> None:
    assert plan(phase="peak").phase == "peak"


def test_a_wanted_family_comes_into_the_week() -> None:
    wishing = plan(wants=frozenset({"pilates"}), strength_minutes_per_week=80)
    families = {one.exercise.family for one in each(wishing)}
    assert "pilates" in families


def test_a_light_flag_finds_its_place_in_a_full_week() -> None:
    made = plan(flags=[make_need_flag("TIGHTNESS", "act")])
    assert "TIGHTNESS" not in {note.code for note in made.uncovered}


def test_a_flag_at_act_rather_gets_fewer_sets_than_none() -> None:
    told = {"experience": Experience.SOME, "weeks_done": 5, "strength_minutes_per_week": 26}
    made = plan(**told, flags=[make_need_flag("ST_CALF", "act")])
    calves = [one for one in each(made) if one.exercise.pattern == "calf"]
    assert [one.sets for one in calves] == [1, 1]


def test_a_lifter_with_a_barbell_still_works_one_leg_at_a_time() -> None:
    made = plan(
        equipment=frozenset({"barbell"}),
        experience=Experience.REGULAR,
        weeks_done=9,
        strength_minutes_per_week=50,
    )
    for session in full(made):
        lower = [one for one in session.prescriptions if one.exercise.pattern in ("knee", "hinge")]
        assert any(one.exercise.unilateral for one in lower)


def test_a_year_of_birth_not_told_is_said() -> None:
    situation = make_situation()
    unknown = replace(situation, profile=replace(situation.profile, birth_year=None))
    assert "birth_year_not_told" in codes(plan_strength_week(unknown))


def test_in_a_calm_week_what_waits_is_nobodys_reason() -> None:
    told = {"pains": (Pain(tag="knee", score=6),), "experience": Experience.SOME}
    made = plan(**told, flags=[make_need_flag("GCT_BALANCE", "act", side=Side.LEFT)])
    waiting = codes_of_open(made)
    assert "GCT_BALANCE" in waiting
    assert not {flag for one in each(made) for flag in one.because} & waiting


def codes_of_open(made: WeekPlan) -> set[str]:
    return {note.code for note in made.uncovered}


def test_in_a_calm_week_no_side_begins() -> None:
    focus = Focus(side=Side.LEFT, is_provisional=True)
    made = plan(pains=(Pain(tag="knee", score=6),), focus=focus)
    assert {one.start_side for one in each(made)} == {Side.NONE}


@pytest.mark.parametrize("seed", range(40))
def test_no_version_of_an_exercise_is_named_that_the_gates_shut_out(seed: int) -> None:
    situation = random_situation(seed)
    terms, shelf = terms_of(situation), library().exercises.values()
    named = {
        name for one in each(plan_strength_week(situation)) for name in (*one.easier, *one.harder)
    }
    shut = {one.name for one in shelf if refusal(one, terms) not in (None, Refusal.LEVEL)}
    assert not named & shut


def test_in_pregnancy_no_jump_is_named_as_the_harder_version() -> None:
    made = plan(conditions=frozenset({"pregnancy"}), experience=Experience.SOME, weeks_done=9)
    jumps = {one.name for one in library().exercises.values() if is_jump(one)}
    assert not {name for one in each(made) for name in one.harder} & jumps


def test_a_week_without_sessions_speaks_of_no_first_session() -> None:
    assert not codes(plan(strength_minutes_per_week=0)) & {"taught_start", "soreness"}
