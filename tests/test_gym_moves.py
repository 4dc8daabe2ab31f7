"""A moved week is kept as the runner sees it, even with two sessions on one day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from core.athlete import Experience, Profile
from core.log import Move
from pipeline import plan_week
from store import open_store, plans
from tests.makers import make_review
from tests.strength.situations import MONDAY

TUE, THU = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)


def test_two_sessions_moved_onto_one_day_are_kept_as_what_was_planned_of_it(
    tmp_path: Path,
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'runs.sqlite3'}")
    profile = Profile(experience=Experience.SOME, strength_minutes_per_week=80)
    review = make_review(today=MONDAY, profile=profile)
    plans.move(store, Move(week=MONDAY, from_day=TUE, to_day=THU))
    made = plan_week(store, review, week=MONDAY)
    planned = {each.exercise.id for one in made.sessions for each in one.prescriptions}
    (kept,) = plans.shown(store).rows(named=True)
    assert (kept["local_date"], set(kept["exercise_ids"].split())) == (THU, planned)
