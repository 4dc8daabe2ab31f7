"""A strength file goes in as a watch writes it and comes out as sets of our exercises."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pipeline
from core.intake import Drop
from ingest.fit.write import Field, Message, fit_file, named
from store import Store, log, open_store
from strength.matched_sets import matched_sets
from tests.makers import FIT_START_S, make_fit_messages

SET = 225  # FIT's number of the message
SQUAT, GOBLET = 28, 37
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
NO_NUMBER = 65535


def gym_file() -> bytes:
    """Two goblet squats, a rest, a side plank; each set names what it might also have been."""
    sets = Message(
        SET,
        (
            Field(254, "uint32", [FIT_START_S + 10 * n for n in range(4)]),
            Field(0, "uint32", [30.0, 31.0, 20.0, 45.0], scale=1000),
            Field(3, "uint16", [10, 8, NO_NUMBER, NO_NUMBER]),
            Field(4, "uint16", [16.0, 16.0, None, None], scale=16),
            Field(5, "uint8", [1, 1, 0, 1]),
            Field(6, "uint32", [FIT_START_S + 10 * n for n in range(4)]),
            Field(7, "uint16", [[SQUAT, 17], [SQUAT, 17], [NO_NUMBER, NO_NUMBER], [19, NO_NUMBER]]),
            Field(8, "uint16", [[GOBLET, 1], [GOBLET, 1], [NO_NUMBER, NO_NUMBER], [66, NO_NUMBER]]),
        ),
    )
    file_id, records, session = make_fit_messages(n=60, sport="training", enhanced_speed=None)
    return fit_file([file_id, records, sets, session, named("event", event="timer")])


def test_a_strength_file_comes_out_as_sets_of_our_exercises(tmp_path: Path) -> None:
    store: Store = open_store(f"sqlite:///{tmp_path / 'runs.sqlite3'}")
    drop = Drop(sources=[("gym.fit", gym_file())], created_at=NOON)
    pipeline.take_in_all(drop, store=store, on_progress=lambda _: None)
    found = log.sets(store, match=matched_sets)
    told = found.select("exercise_id", "set_index", "amount_value", "load_kg").rows()
    assert told == [
        ("goblet_squat", 0, 10.0, 16.0),
        ("goblet_squat", 1, 8.0, 16.0),
        ("side_plank", 0, 45.0, None),
    ]
