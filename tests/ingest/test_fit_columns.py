"""The columnar decoder gives back what our writer wrote, and what other decoders find."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activity import Limits
from core.units import FIT_EPOCH_UNIX_S
from ingest.fit.columns import records
from ingest.fit.messages import descriptions, messages
from ingest.fit.profile import FIELD_DESCRIPTION, LAP, RECORD, message_spec
from ingest.fit.scan import scan
from ingest.fit.write import Field, Message, fit_file, fit_time, named
from tests.check_corpus import agrees, expected_values, found_values
from tests.corpus import corpus, expected

START_S = fit_time(datetime(2026, 5, 1, 6, 30, tzinfo=UTC))
START_UNIX_S = datetime(2026, 5, 1, 6, 30, tzinfo=UTC).timestamp()
N = 40
HEADER_BYTES = 14
QUICK = (
    "fit/suunto9-run.fit",
    "fit/fr70-compressed-timestamps-intervals.fit",
    "fit/compressed-speed-distance.fit",
    "fit/coros-pace-2-cycling-misaligned-fields.fit",
    "fit/FR920xt-with-runscribe-plus.fit",
    "fit/fr955-run-stryd-2024.fit",
    "fit/fenix5x-ironman-multisport-3MB.fit",
)


def decoded(data: bytes, number: int = RECORD) -> pl.DataFrame:
    (part,), _ = scan(data)
    return records(data, part, number, described=descriptions(data, part))


def codes(data: bytes) -> list[str]:
    return [issue.code for issue in scan(data)[1]]


def run(**columns: object) -> bytes:
    return fit_file([named("record", timestamp=START_S + np.arange(N), **columns)])


def described(name: str, base_type: str = "uint16") -> Message:
    return named(
        "field_description",
        developer_data_index=0,
        field_definition_number=7,
        fit_base_type_id=base_type,
        field_name=name,
    )


def developer(values: list[int]) -> Message:
    time = Field(253, "uint32", START_S + np.arange(len(values)))
    return Message(RECORD, (time, Field(7, "uint16", values, developer_index=0)))


@given(
    values=st.lists(st.none() | st.integers(0, 65534), min_size=1, max_size=30),
    is_big_endian=st.booleans(),
)
def test_what_the_writer_wrote_comes_back_exactly(values, is_big_endian):
    message = named("record", is_big_endian=is_big_endian, power=values)
    assert decoded(fit_file([message]))["power"].to_list() == values


INTEGERS = {
    "sint8": (-128, 126),
    "uint8": (0, 254),
    "sint16": (-32768, 32766),
    "uint16": (0, 65534),
    "sint32": (-(2**31), 2**31 - 2),
    "uint32": (0, 2**32 - 2),
    "uint16z": (1, 65535),
    "uint32z": (1, 2**32 - 1),
}
FIELDS = (3, 7, 30, 62, 31)  # of a record: numbers without scale, offset or components


@st.composite
def random_record_files(draw):
    """Bytes, and the values that must come back: native and developer fields, any byte order."""
    n_rows = draw(st.integers(1, 12))
    columns: dict[str, list[int | None]] = {}
    fields, described_fields = [], []
    for number in draw(st.lists(st.sampled_from(FIELDS), unique=True)):
        name = message_spec(RECORD).fields[number].name
        fields.append(draw(random_field(number, n_rows)))
        columns[name] = fields[-1].values
    for number in draw(st.lists(st.integers(0, 9), unique=True, max_size=3)):
        field = replace(draw(random_field(number, n_rows)), developer_index=1)
        described_fields.append(
            named(
                "field_description",
                developer_data_index=1,
                field_definition_number=number,
                fit_base_type_id=field.base_type,
                field_name=f"field {number}",
            )
        )
        fields.append(field)
        columns[f"dev:1:{number}"] = field.values
    times = START_S + np.cumsum(
        draw(st.lists(st.integers(0, 31), min_size=n_rows, max_size=n_rows))
    )
    is_compressed = draw(st.booleans())
    if not is_compressed:
        fields.insert(0, Field(253, "uint32", times))
    rows = Message(
        RECORD,
        tuple(fields),
        is_big_endian=draw(st.booleans()),
        compressed_time_s=times if is_compressed else None,
    )
    columns["timestamp"] = (times + FIT_EPOCH_UNIX_S).tolist()
    return fit_file([*described_fields, named("event", timestamp=START_S), rows]), columns


@st.composite
def random_field(draw, number, n_rows):
    base_type = draw(st.sampled_from(sorted(INTEGERS)))
    values = st.none() | st.integers(*INTEGERS[base_type])
    return Field(number, base_type, draw(st.lists(values, min_size=n_rows, max_size=n_rows)))


@given(random_record_files())
def test_any_frame_that_the_writer_wrote_comes_back_exactly(written):
    data, columns = written
    frame = decoded(data)
    assert {name: frame[name].to_list() for name in columns} == columns


def test_times_are_seconds_since_1970():
    assert decoded(run())["timestamp"].to_list() == [START_UNIX_S + at for at in range(N)]


def test_scales_and_offsets_are_those_of_the_profile():
    altitude = decoded(run(altitude=np.linspace(-100, 95, N)))["altitude"]
    assert altitude.to_list() == pytest.approx(np.linspace(-100, 95, N).tolist())


def test_an_invalid_value_is_null():
    speeds = [math.nan if at == 5 else 3.0 for at in range(N)]
    assert decoded(run(enhanced_speed=speeds))["enhanced_speed"].is_null().arg_true().to_list() == [
        5
    ]


def test_a_plain_field_also_gives_its_enhanced_one():
    frame = decoded(run(speed=np.full(N, 3.25)))
    assert frame["enhanced_speed"].to_list() == frame["speed"].to_list()


def test_the_devices_own_enhanced_field_comes_before_an_unpacked_one():
    frame = decoded(run(speed=np.full(N, 3.0), enhanced_speed=np.full(N, 3.5)))
    assert frame["enhanced_speed"].unique().to_list() == [3.5]


def test_rows_of_several_definitions_stand_in_file_order():
    plain = named("record", timestamp=START_S + np.arange(3), heart_rate=[100, 101, 102])
    big = named("record", is_big_endian=True, timestamp=START_S + np.arange(3, 5), power=[1, 2])
    frame = decoded(fit_file([plain, big, plain]))
    assert frame["heart_rate"].to_list() == [100, 101, 102, None, None, 100, 101, 102]
    assert frame["power"].to_list() == [None, None, None, 1, 2, None, None, None]


def packed_run(first: int, last: int, **columns: object) -> Message:
    """Seconds of a run at 3 m/s whose distance is packed into 12 bits: sixteenths of a metre."""
    seconds = np.arange(first, last)
    rolled, speed = 3 * 16 * seconds % 4096, 300
    whole = rolled << 12 | speed
    packed = np.stack([whole & 0xFF, whole >> 8 & 0xFF, whole >> 16], axis=1)
    message = named("record", timestamp=START_S + seconds, **columns)
    return replace(message, fields=(*message.fields, Field(8, "byte", packed)))


def test_a_packed_distance_counts_on_when_the_watch_changes_its_definition():
    data = fit_file([packed_run(0, 200), packed_run(200, 400, heart_rate=[150] * 200)])
    assert decoded(data)["distance"].to_list() == [3 * at for at in range(400)]


def test_packed_distances_of_two_definitions_in_turn_are_one_counter():
    turns = [
        packed_run(at, at + 100, **({"heart_rate": [150] * 100} if at % 200 else {}))
        for at in range(0, 400, 100)
    ]
    assert decoded(fit_file(turns))["distance"].to_list() == [3 * at for at in range(400)]


def test_packed_cycles_count_on_when_the_watch_changes_its_definition():
    cycles = 90 * np.arange(N) % 256  # eight bits; 255, the invalid value, never comes
    half = N // 2
    first = named("record", timestamp=START_S + np.arange(half), cycles=cycles[:half])
    second = named(
        "record", timestamp=START_S + np.arange(half, N), cycles=cycles[half:], power=[200] * half
    )
    frame = decoded(fit_file([first, second]))
    assert frame["total_cycles"].to_list() == [90 * at for at in range(N)]


def test_the_devices_own_distance_comes_before_a_packed_one():
    own = packed_run(200, 400, distance=np.full(200, 5000.0))
    distance = decoded(fit_file([packed_run(0, 200), own]))["distance"]
    assert distance.to_list() == [3 * at for at in range(200)] + [5000] * 200


def test_compressed_times_count_on_over_the_roll():
    first = named("event", timestamp=START_S)
    packed = Message(
        RECORD,
        (Field(3, "uint8", [100] * N),),
        compressed_time_s=START_S + 5 * np.arange(1, N + 1),
    )
    frame = decoded(fit_file([first, packed]))
    assert frame["timestamp"].to_list() == [START_UNIX_S + 5 * at for at in range(1, N + 1)]


def test_a_watch_whose_clock_was_never_set_keeps_its_timer():
    from ingest import read_activities

    power_up = 16_441_241  # seconds since the battery was changed
    packed = Message(
        RECORD,
        (Field(5, "uint32", 300 * np.arange(N)),),
        compressed_time_s=power_up + 5 * np.arange(1, N + 1),
    )
    timer = [
        named("event", timestamp=power_up + at, event="timer", event_type=word)
        for at, word in ((0, "start"), (5 * N, "stop_all"))
    ]
    ((activity,)) = read_activities(fit_file([timer[0], packed, timer[1]]), "run.fit").activities
    assert activity.records["timer_s"].max() == 5 * (N - 1)


def test_a_developer_field_is_kept_by_index_and_number():
    frame = decoded(fit_file([described("Power"), developer([200, 0xFFFF, 202])]))
    assert frame["dev:0:7"].to_list() == [200, None, 202]


def test_a_developer_field_that_is_described_anew_gets_a_column_of_its_own():
    # A triathlon watch starts another app for the run, under the number of the bike's app.
    data = fit_file(
        [described("Power"), developer([200, 201]), described("Balance"), developer([50, 51])]
    )
    frame = decoded(data)
    assert frame["dev:0:7"].to_list() == [200, 201, None, None]
    assert frame["dev:0:7:1"].to_list() == [None, None, 50, 51]


def test_rare_messages_come_with_words_texts_and_times():
    data = fit_file([described("Power"), named("lap", start_time=START_S, sport="running")])
    (part,), _ = scan(data)
    lap = messages(data, part, LAP).row(0, named=True)
    assert (lap["start_time"], lap["sport"]) == (START_UNIX_S, "running")
    assert messages(data, part, FIELD_DESCRIPTION)["field_name"].to_list() == ["Power"]


def test_a_file_that_is_cut_keeps_all_whole_records():
    data = run(heart_rate=[100] * N)
    assert decoded(data[:-10]).height == N - 2  # the cut hits the last but one
    assert codes(data[:-10]) == ["truncated"]


def test_a_header_without_a_size_loses_nothing():
    data = run(heart_rate=[100] * N)
    lost_power = data[:4] + bytes(4) + data[8:-2]
    assert decoded(lost_power).height == N
    assert codes(lost_power) == ["header"]


def test_a_changed_byte_is_told():
    data = bytearray(run(heart_rate=[100] * N))
    data[-5] ^= 1
    assert codes(bytes(data)) == ["crc"]


def test_bytes_after_the_end_are_told_and_left_out():
    assert codes(run() + bytes(37)) == ["trailing_bytes"]


def test_two_chained_files_are_two_parts():
    parts, issues = scan(run() + run())
    assert (len(parts), issues) == (2, ())


@given(cut=st.integers(0, 1500), at=st.integers(0, 1500), bit=st.integers(0, 7))
def test_no_garbled_file_raises(cut, at, bit):
    data = bytearray(fit_file([described("Power"), developer(list(range(N))), named("lap")]))
    data[at % len(data)] ^= 1 << bit
    data = bytes(data[: max(1, cut % len(data))])
    for part in scan(data)[0]:
        records(data, part, RECORD, described=descriptions(data, part))


@pytest.mark.parametrize("path", QUICK)
def test_every_value_agrees_with_other_decoders(path):
    found = found_values((corpus() / path).read_bytes(), "fit")
    wanted = expected_values(expected()[path])
    assert {
        name: found.get(name) for name in wanted if not agrees(found.get(name), wanted[name])
    } == {}


def test_eight_threads_find_what_one_finds():
    from ingest.fit import read

    files = [(corpus() / path).read_bytes() for path in QUICK[:-1]]
    alone = [read(data, Limits()) for data in files]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda data: read(data, Limits()), files * 4))
    for at, raw in enumerate(together):
        assert [
            p.records.equals(q.records) for p, q in zip(raw.parts, alone[at % 6].parts, strict=True)
        ]
