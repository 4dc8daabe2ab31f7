from __future__ import annotations

from dataclasses import replace

from core.athlete import Pain, Profile
from store import Store, activities, athletes, diary, log, manual, plans, self_tests, typed_in
from tests.plan_makers import MONDAY, THURSDAY
from tests.store.makers import DAY, put
from tests.store.test_diary import PAIN
from tests.store.test_log import DONE
from tests.store.test_manual import RUN
from tests.store.test_plans import HARD, MOVED
from tests.store.test_self_tests import CALF

TOLD = Profile(mass_kg=61.0, pains=(Pain(tag="knee", score=4),), ill_since=DAY)


def type_all(store: Store) -> None:
    diary.add(store, PAIN, today=DAY)
    self_tests.add(store, CALF, today=DAY)
    log.add(store, DONE, today=DAY)
    manual.add(store, RUN, today=DAY)
    athletes.save_profile(store, TOLD, valid_from=DAY)
    plans.move(store, MOVED)
    plans.adjust(store, HARD, today=THURSDAY)


def test_what_was_typed_in_is_counted_by_kind(store: Store) -> None:
    type_all(store)
    assert typed_in.counts(store) == {
        "diary": 1,
        "self_tests": 1,
        "sessions": 1,
        "runs": 1,
        "body": 2,
    }


def test_a_file_is_not_typed_in_and_a_pain_that_went_is_none(store: Store) -> None:
    put(store, b"one")
    athletes.save_profile(store, TOLD, valid_from=DAY)
    athletes.save_profile(store, Profile(mass_kg=61.0), valid_from=DAY)
    assert not any(typed_in.counts(store).values())


def test_all_that_was_typed_in_can_be_forgotten_at_once(store: Store) -> None:
    type_all(store)
    typed_in.forget(store)
    assert not any(typed_in.counts(store).values())
    assert (plans.moves(store, MONDAY), plans.adjustments(store)) == ((), ())


def test_files_and_the_rest_of_the_profile_stay(store: Store) -> None:
    put(store, b"one")
    type_all(store)
    typed_in.forget(store)
    assert activities.frame(store).height == 1
    assert athletes.profile(store) == replace(Profile(), mass_kg=61.0)
