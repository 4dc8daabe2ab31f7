"""A workout for the watch, read back by two decoders that share no code with our writer."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import fitdecode
import pytest
from garmin_fit_sdk import Decoder, Stream

from core.findings import Side
from core.workout import Repeat, Step, Until, Work, Workout
from ingest.fit.workout import LONGEST_NAME, workout_bytes

MADE_AT = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
REST = Step(name="Rest", work=Work.REST, until=Until.TIME, amount=60)
SQUATS = Step(
    name="Split squat",
    side=Side.LEFT,
    until=Until.REPS,
    amount=12,
    notes="Left side, 8 to 12 repetitions.",
    category="squat",
    number=64,
    load_kg=7.5,
)
TREE = Step(name="Tree pose", until=Until.TIME, amount=20)
CARRY = Step(name="Suitcase carry")
WORKOUT = Workout(
    name="Strength A",
    steps=(
        Step(name="Warm up", work=Work.WARM_UP, until=Until.TIME, amount=180),
        Repeat(n_times=3, steps=(SQUATS, REST)),
        TREE,
        CARRY,
    ),
)


def by_garmin(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Every message as Garmin's own decoder reads it."""
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert not errors
    return messages


def by_fitdecode(data: bytes) -> list[dict[str, Any]]:
    """The steps as fitdecode reads them; a wrong checksum raises."""
    with fitdecode.FitReader(
        io.BytesIO(data),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        return [
            {field.name: field.value for field in frame.fields}
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "workout_step"
        ]


@pytest.fixture(scope="module")
def made() -> bytes:
    return workout_bytes(WORKOUT, made_at=MADE_AT)


def test_it_is_a_workout_file_of_strength_training(made: bytes) -> None:
    read = by_garmin(made)
    assert read["file_id_mesgs"][0]["type"] == "workout"
    about = read["workout_mesgs"][0]
    assert (about["sport"], about["sub_sport"]) == ("training", "strength_training")
    assert about["wkt_name"] == "Strength A"


def test_the_count_of_steps_is_that_of_the_file(made: bytes) -> None:
    read = by_garmin(made)
    n_valid = read["workout_mesgs"][0]["num_valid_steps"]
    assert n_valid == len(read["workout_step_mesgs"]) == len(by_fitdecode(made)) == 6


def test_steps_are_numbered_without_a_gap(made: bytes) -> None:
    assert [step["message_index"] for step in by_garmin(made)["workout_step_mesgs"]] == [*range(6)]


def test_both_decoders_read_the_same_names_in_order(made: bytes) -> None:
    names = ["Warm up", "Left: Split squat", "Rest", None, "Tree pose", "Suitcase carry"]
    assert [step.get("wkt_step_name") for step in by_garmin(made)["workout_step_mesgs"]] == names
    assert [step.get("wkt_step_name") for step in by_fitdecode(made)] == names


def test_repetitions_time_and_a_press_end_a_step(made: bytes) -> None:
    steps = by_garmin(made)["workout_step_mesgs"]
    kinds = [step["duration_type"] for step in steps]
    assert kinds == ["time", "reps", "time", "repeat_until_steps_cmplt", "time", "open"]
    assert steps[1]["duration_reps"] == 12
    assert [steps[at]["duration_time"] for at in (0, 2, 4)] == [180, 60, 20]


def test_a_repeat_names_its_first_step_and_how_often(made: bytes) -> None:
    repeat = by_garmin(made)["workout_step_mesgs"][3]
    assert (repeat["duration_step"], repeat["repeat_steps"]) == (1, 3)


def test_rest_and_warm_up_are_told_from_work(made: bytes) -> None:
    said = [step["intensity"] for step in by_garmin(made)["workout_step_mesgs"]]
    assert said == ["warmup", "active", "rest", "active", "active", "active"]


def test_an_exercise_of_the_profile_is_named_by_kind_and_number(made: bytes) -> None:
    squats = by_garmin(made)["workout_step_mesgs"][1]
    assert (squats["exercise_category"], squats["exercise_name"]) == ("squat", 64)
    assert squats["exercise_weight"] == 7.5


def test_an_exercise_that_the_profile_lacks_is_of_unknown_kind(made: bytes) -> None:
    tree = by_garmin(made)["workout_step_mesgs"][4]
    assert tree["exercise_category"] == "unknown"
    assert "exercise_name" not in tree


def test_a_rest_is_no_exercise(made: bytes) -> None:
    assert "exercise_category" not in by_garmin(made)["workout_step_mesgs"][2]


def test_the_watch_is_told_our_name_of_a_known_exercise_for_both_sides(made: bytes) -> None:
    title = by_garmin(made)["exercise_title_mesgs"][0]
    assert title["wkt_step_name"] == "Split squat"
    assert (title["exercise_category"], title["exercise_name"]) == ("squat", 64)


def test_notes_arrive(made: bytes) -> None:
    assert by_fitdecode(made)[1]["notes"] == "Left side, 8 to 12 repetitions."


def test_a_long_name_is_cut_between_characters() -> None:
    data = workout_bytes(Workout(name="é" * 40, steps=(TREE,)), made_at=MADE_AT)
    name = by_garmin(data)["workout_mesgs"][0]["wkt_name"]
    assert name == "é" * (LONGEST_NAME // 2)


def test_two_sessions_made_at_once_are_two_files() -> None:
    numbers = {
        by_garmin(workout_bytes(Workout(name=name, steps=(TREE,)), made_at=MADE_AT))[
            "file_id_mesgs"
        ][0]["serial_number"]
        for name in ("Strength A", "Strength B")
    }
    assert len(numbers) == 2
