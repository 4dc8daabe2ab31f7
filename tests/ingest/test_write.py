"""What our FIT writer writes, other people's decoders read."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import fitparse
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fit.base_types import BASE_TYPES
from ingest.fit.write import Field, Message, fit_file, fit_time, named

START_S = fit_time(datetime(2026, 5, 1, 6, 30, tzinfo=UTC))
RECORD = 20
N = 40
NUMERIC = sorted(set(BASE_TYPES) - {"string", "byte"})
HEART_RATE = [None if at == 3 else 120 + at for at in range(N)]
SPEED_MPS = [math.nan if at == 5 else 2.5 + at / 100 for at in range(N)]


def run(*, is_big_endian: bool = False) -> bytes:
    """A file of every kind of message that a watch writes in a run."""
    return fit_file(
        [
            named("file_id", type="activity", manufacturer="development", time_created=START_S),
            named("developer_data_id", developer_data_index=0, application_id=[list(range(16))]),
            named(
                "field_description",
                developer_data_index=0,
                field_definition_number=7,
                fit_base_type_id="uint16",
                field_name="Power",
                units="Watts",
            ),
            named("event", timestamp=START_S, event="timer", event_type="start"),
            records(is_big_endian=is_big_endian),
            named("event", timestamp=START_S + N, event="timer", event_type="stop_all"),
            named("session", timestamp=START_S + N, start_time=START_S, sport="running"),
        ]
    )


def records(*, is_big_endian: bool = False) -> Message:
    message = named(
        "record",
        is_big_endian=is_big_endian,
        timestamp=START_S + np.arange(N),
        position_lat=np.linspace(-600_000_000, 600_000_000, N),
        enhanced_altitude=np.linspace(-20, 80, N),
        enhanced_speed=SPEED_MPS,
        heart_rate=HEART_RATE,
        stance_time_balance=np.linspace(49, 51, N),
    )
    watts = [None if at == 3 else 200 + at for at in range(N)]
    power = Field(7, "uint16", watts, developer_index=0)
    return replace(message, fields=(*message.fields, power))


def read(data: bytes, kind: str = "record") -> list[dict[str, Any]]:
    """The messages of one kind as fitparse has them: checksums checked, absent fields left out."""
    with fitparse.FitFile(io.BytesIO(data), check_crc=True) as file:
        rows = [message.get_values() for message in file.get_messages(kind)]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def test_the_file_announces_its_length_and_protocol() -> None:
    data = run()
    assert (data[0], data[8:12], int.from_bytes(data[4:8], "little")) == (
        14,
        b".FIT",
        len(data) - 16,
    )


def test_fitparse_reads_every_record_with_time_and_checksum() -> None:
    times = [row["timestamp"] for row in read(run())]
    assert times == [datetime(2026, 5, 1, 6, 30, second) for second in range(N)]  # noqa: DTZ001 - as fitparse


def test_scale_and_offset_are_those_of_the_profile() -> None:
    row = read(run())[0]
    assert (row["enhanced_altitude"], row["stance_time_balance"], row["enhanced_speed"]) == (
        -20,
        49,
        2.5,
    )


def test_none_and_nan_are_written_as_absent() -> None:
    rows = read(run())
    assert "heart_rate" not in rows[3]
    assert "Power" not in rows[3]
    assert "enhanced_speed" not in rows[5]


def test_all_other_values_are_present() -> None:
    assert [row.get("heart_rate") for row in read(run())] == HEART_RATE


def test_a_developer_field_carries_its_name_and_values() -> None:
    assert [row.get("Power") for row in read(run())][:5] == [200, 201, 202, None, 204]


def test_both_byte_orders_mean_the_same() -> None:
    assert read(run(is_big_endian=True)) == read(run())


def test_words_stand_for_their_numbers() -> None:
    assert [row["event_type"] for row in read(run(), "event")] == ["start", "stop_all"]
    assert read(run(), "session")[0]["sport"] == "running"


def test_compressed_timestamps_roll_over_every_32_seconds() -> None:
    steps = np.cumsum(np.tile([1, 5, 30], 20))
    first = named("record", timestamp=START_S, heart_rate=100)
    rest = replace(named("record", heart_rate=np.full(60, 101)), compressed_time_s=START_S + steps)
    times = [row["timestamp"] for row in read(fit_file([first, rest]))]
    passed = [(time - times[0]).total_seconds() for time in times[1:]]
    assert passed == steps.tolist()


def test_more_than_sixteen_definitions_share_the_local_types() -> None:
    kinds = [
        Message(RECORD, (Field(253, "uint32", START_S + at), Field(3, "uint8", [90] * (at + 1))))
        for at in range(2)
    ]
    odd = [
        Message(RECORD, (Field(253, "uint32", START_S), Field(number, "uint8", 60)))
        for number in range(100, 120)
    ]
    data = fit_file([*kinds, *odd, *kinds])
    assert sum("heart_rate" in row for row in read(data)) == 6


def test_an_unchanged_definition_is_written_once() -> None:
    once = len(fit_file([records()]))
    twice = len(fit_file([records(), records()]))
    n_definition = 6 + 3 * 6 + 1 + 3  # head, six native fields, one developer field
    assert twice - once == once - 16 - n_definition


def test_strings_end_in_zero_and_keep_their_accents() -> None:
    data = fit_file([named("workout", wkt_name="Hügel", sport="running", num_valid_steps=0)])
    assert read(data, "workout")[0]["wkt_name"] == "Hügel"


def test_workout_steps_keep_their_order_and_names() -> None:
    steps = named(
        "workout_step",
        message_index=[0, 1],
        wkt_step_name=["Warm up", "4 min hard"],
        duration_type=["time", "time"],
        duration_value=[600_000, 240_000],
        intensity=["warmup", "active"],
    )
    rows = read(fit_file([steps]), "workout_step")
    assert [(row["wkt_step_name"], row["duration_time"]) for row in rows] == [
        ("Warm up", 600),
        ("4 min hard", 240),
    ]


def test_an_array_field_has_one_row_per_message() -> None:
    rr = Message(78, (Field(0, "uint16", [[800, 810, None], [790, 0, 795]], scale=1),))
    assert [row["time"] for row in read(fit_file([rr]), "hrv")] == [
        (0.8, 0.81, None),
        (0.79, 0.0, 0.795),
    ]


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="not within"):
        fit_file([named("record", heart_rate=[100, 300])])


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        fit_file([named("record", heart_rate=[100, 101], cadence=[80, 81, 82])])


def test_a_field_over_255_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        fit_file([named("workout", wkt_name="x" * 300)])


def test_a_header_without_checksum_is_legal() -> None:
    data = fit_file([records()], has_header_crc=False)
    assert data[12:14] == b"\0\0"
    assert len(read(data)) == N


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("base_type", NUMERIC)
def test_every_base_type_keeps_its_limits(base_type: str, big: bool) -> None:
    base = BASE_TYPES[base_type]
    values = [1.5, -2.25] if base.dtype[0] == "f" else _ends(base.dtype, base.invalid)
    data = fit_file(
        [Message(0xFF00, (Field(1, base_type, np.array(values, dtype=base.dtype)),), big)]
    )
    assert [row["unknown_1"] for row in read(data, "unknown_65280")] == values


def _ends(dtype: str, invalid: int) -> list[int]:
    limits = np.iinfo(dtype)
    ends = [int(limits.min), int(limits.min) + 1, int(limits.max) - 1, int(limits.max)]
    return [end for end in ends if end != invalid]


@pytest.mark.parametrize("base_type", NUMERIC)
def test_every_base_type_has_an_absent_value(base_type: str) -> None:
    data = fit_file([Message(0xFF00, (Field(1, base_type, [None, 1.0]),))])
    assert [row.get("unknown_1") for row in read(data, "unknown_65280")] == [None, 1]


@given(
    st.lists(st.none() | st.integers(0, 0xFFFE), min_size=1, max_size=30),
    st.booleans(),
)
def test_any_column_comes_back(values: list[int | None], big: bool) -> None:
    message = Message(RECORD, (Field(7, "uint16", values),), big)
    assert [row.get("power") for row in read(fit_file([message]))] == values


@pytest.mark.parametrize("big", [False, True])
def test_fitdecode_reads_the_same(big: bool) -> None:
    fitdecode = pytest.importorskip("fitdecode")
    with fitdecode.FitReader(io.BytesIO(run(is_big_endian=big))) as file:
        rows = [
            {field.name: field.value for field in frame.fields if field.value is not None}
            for frame in file
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "record"
        ]
    for row in rows:
        row["timestamp"] = row["timestamp"].replace(tzinfo=None)
    assert rows == read(run())


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("name", ["enhanced_altitude", "enhanced_speed", "heart_rate"])
def test_the_decoder_of_the_formats_makers_reads_the_same(name: str, big: bool) -> None:
    sdk = pytest.importorskip("garmin_fit_sdk")
    data = bytearray(run(is_big_endian=big))
    messages, errors = sdk.Decoder(sdk.Stream.from_byte_array(data)).read()
    assert errors == []
    theirs = [row.get(name) for row in messages["record_mesgs"]]
    assert theirs == pytest.approx([row.get(name) for row in read(run())])


def test_the_checksums_satisfy_the_formats_makers() -> None:
    sdk = pytest.importorskip("garmin_fit_sdk")
    assert sdk.Decoder(sdk.Stream.from_byte_array(bytearray(run()))).check_integrity()
