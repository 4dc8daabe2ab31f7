"""A distance that the runner tells takes speed, and what hangs on it, along."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from core.diary import Change, Editable
from core.schemas import N_SPEED_BINS
from store import Store, activities, edits
from tests.store.makers import put

TOLD_ON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RECORDED = {
    "distance_m": 6000.0,
    "normalised_graded_speed_mps": 2.8,
    "normalised_graded_speed_minetti_mps": 2.9,
    "efficiency_mpb": 1.2,
    "energy_kj_kg": 24.0,
    "decoupling_pct": 3.0,
}


def told(store: Store, metres: float | None, **recorded: Any) -> dict[str, Any]:
    """One run of 6 km whose distance was told, as it is read back."""
    (id_,) = put(store, b"one", **(RECORDED | recorded)).activity_ids
    change = Change(field=Editable.DISTANCE, value=metres)
    edits.change(store, id_, [change], edited_at=TOLD_ON)
    return activities.one(store, id_).row(0, named=True)


@pytest.mark.parametrize("name", [name for name in RECORDED if name != "decoupling_pct"])
def test_what_is_metres_of_the_way_goes_along(store: Store, name: str) -> None:
    assert told(store, 7500.0)[name] == pytest.approx(RECORDED[name] * 1.25)


def test_what_compares_two_halves_stays(store: Store) -> None:
    assert told(store, 7500.0)["decoupling_pct"] == 3.0


def test_the_same_seconds_were_run_faster(store: Store) -> None:
    slow = [0] * N_SPEED_BINS
    slow[40], slow[60] = 100, 900
    fast = told(store, 7500.0, graded_speed_s=slow)["graded_speed_s"]
    assert {at: seconds for at, seconds in enumerate(fast) if seconds} == {50: 100, 75: 900}


def test_what_is_taken_back_is_as_the_file_says(store: Store) -> None:
    row = told(store, None)
    assert {name: row[name] for name in RECORDED} == RECORDED


def test_without_a_recorded_distance_nothing_can_be_stretched(store: Store) -> None:
    row = told(store, 7500.0, distance_m=None)
    assert (row["distance_m"], row["efficiency_mpb"]) == (7500.0, 1.2)


def test_a_run_whose_distance_was_not_told_stays(store: Store) -> None:
    (other,) = put(store, b"two", **RECORDED).activity_ids
    told(store, 7500.0)
    assert activities.one(store, other)["efficiency_mpb"].item() == 1.2
