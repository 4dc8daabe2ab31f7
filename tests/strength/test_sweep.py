"""Twenty thousand runners of any kind, with logs, moves and wishes: no unlawful week."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.athlete import Pain, RunDay
from core.load_cause import LoadCause
from core.log import Adjustment, Move, Wish
from core.plan import Situation
from strength import plan_strength_week
from strength.library import library
from tests.strength.general_checks import violations
from tests.strength.situations import MONDAY
from tests.strength.sweep import random_situation

N_PLAIN, N_PROOF = 1_000, 20_000
PARTS = 5  # so that several cores share them; the seeds of each are mixed
TURN_EVERY = 8  # a second plan of each would double the time of the plain suite


@pytest.mark.parametrize("part", range(PARTS))
def test_no_random_runner_gets_an_unlawful_week(part: int) -> None:
    broken = {
        seed: found
        for seed in range(part, N_PLAIN, PARTS)
        if (found := _violations(random_situation(seed), is_turned_too=seed % TURN_EVERY < 1))
    }
    assert broken == {}


@pytest.mark.proof
def test_no_random_runner_of_many_gets_an_unlawful_week() -> None:
    broken = {
        seed: found for seed in range(N_PROOF) if (found := _violations(random_situation(seed)))
    }
    assert broken == {}


DAYS = st.integers(0, 6).map(lambda day: MONDAY.replace(day=MONDAY.day + day))
EXERCISES = st.sampled_from(sorted(library().exercises))


@given(
    seed=st.integers(0, 10**9),
    week=st.tuples(*[st.sampled_from(list(RunDay))] * 7),
    minutes=st.integers(0, 300),
    load_cause=st.sampled_from([None, *LoadCause]),
    pains=st.lists(
        st.builds(
            Pain,
            tag=st.sampled_from(["knee", "calf", "low_back", "bone_stress", "toe"]),
            score=st.integers(0, 10),
            side=st.sampled_from(["left", "right", "none"]),
        ),
        max_size=3,
    ),
    moves=st.lists(
        st.builds(Move, week=st.just(MONDAY), from_day=DAYS, to_day=DAYS),
        max_size=3,
        unique_by=lambda move: move.from_day,
    ),
    wishes=st.lists(
        st.builds(
            Adjustment,
            said_on=DAYS,
            exercise_id=EXERCISES,
            wish=st.sampled_from(list(Wish)),
            instead=EXERCISES,
        ),
        max_size=4,
        unique_by=lambda said: said.said_on,
    ),
)
def test_no_runner_that_hypothesis_thinks_of_gets_an_unlawful_week(
    seed, week, minutes, load_cause, pains, moves, wishes
) -> None:
    drawn = random_situation(seed)
    situation = replace(
        drawn,
        today=MONDAY,
        load_cause=load_cause,
        profile=replace(
            drawn.profile, week=week, strength_minutes_per_week=minutes, pains=tuple(pains)
        ),
        moves=tuple(moves),
        adjustments=tuple(wishes),
    )
    assert _violations(situation) == []


def _violations(situation: Situation, *, is_turned_too: bool = True) -> list[str]:
    return violations(situation, plan_strength_week(situation), is_turned_too=is_turned_too)
