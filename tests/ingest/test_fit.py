"""What every FIT decoder of ours promises: the columnar one, and fitparse beside it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.activity import Limits
from core.errors import UnsafeFile
from core.units import FIT_EPOCH_UNIX_S
from ingest import fit
from ingest.fit.write import Field, Message, fit_file, named
from ingest.reader import Part, Raw
from tests import fitparse_reader
from tests.makers import FIT_START_S, make_fit, make_fit_messages

RECORD = 20
N = 60


Read = Callable[[bytes], Raw]


@pytest.fixture(params=[fit.READER.read, fitparse_reader.read], ids=["columnar", "fitparse"])
def read(request: pytest.FixtureRequest) -> Read:
    """Each decoder in turn, with the usual limits."""
    return lambda data: request.param(data, Limits())


@pytest.fixture
def part(read: Read) -> Callable[[bytes], Part]:
    """The first part of a file."""
    return lambda data: read(data).parts[0]


def described(number: int, name: str | None) -> Message:
    """The description of a developer field, without a name if the app gave none."""
    told = {} if name is None else {"field_name": name, "units": "Watts"}
    return named(
        "field_description",
        developer_data_index=0,
        field_definition_number=number,
        fit_base_type_id="uint16",
        **told,
    )


def with_developer_fields(values: dict[int, tuple[str | None, int]]) -> bytes:
    """A run whose records carry one developer field per number: name and value."""
    file_id, records, session = make_fit_messages(n=N)
    own = [
        Field(number, "uint16", [value] * N, developer_index=0)
        for number, (_, value) in values.items()
    ]
    extended = Message(RECORD, (*records.fields, *own))
    app = named("developer_data_id", developer_data_index=0, application_id=[list(range(16))])
    told = [described(number, name) for number, (name, _) in values.items()]
    return fit_file([file_id, app, *told, extended, session])


def test_times_are_unix_seconds(part: Callable[[bytes], Part]) -> None:
    assert part(make_fit()).records["timestamp"][0] == FIT_START_S + FIT_EPOCH_UNIX_S


def test_values_are_scaled_and_keep_the_names_of_the_profile(part: Callable[[bytes], Part]) -> None:
    assert part(make_fit(altitude=123.4)).records["altitude"][0] == pytest.approx(123.4)


def test_invalid_values_are_null(part: Callable[[bytes], Part]) -> None:
    assert part(make_fit(heart_rate=[None] + [150] * (N - 1))).records["heart_rate"][0] is None


def test_a_value_given_plain_and_enhanced_stays_in_both_columns(
    part: Callable[[bytes], Part],
) -> None:
    records = part(make_fit(speed=2.0, enhanced_speed=3.0)).records
    assert (records["speed"][0], records["enhanced_speed"][0]) == (2.0, 3.0)


def test_words_are_the_profiles_and_unknown_numbers_say_so(part: Callable[[bytes], Part]) -> None:
    assert part(make_fit(sport=201)).sessions["sport"][0] == "unknown_201"


def test_two_nameless_developer_fields_do_not_overwrite_each_other(
    part: Callable[[bytes], Part],
) -> None:
    records = part(with_developer_fields({1: (None, 111), 2: (None, 222)})).records
    assert (records["dev:0:1"][0], records["dev:0:2"][0]) == (111.0, 222.0)


def test_a_developer_field_keeps_its_name_and_units(part: Callable[[bytes], Part]) -> None:
    told = part(with_developer_fields({7: ("Power", 230)})).developer["dev:0:7"]
    assert (told.name, told.units) == ("Power", "Watts")


def test_a_description_in_one_file_is_not_taken_for_another(read: Read) -> None:
    read(with_developer_fields({1: ("Power", 230)}))
    file_id, records, _ = make_fit_messages(n=N)
    own = Field(1, "uint16", [1] * N, developer_index=0)
    raw = read(fit_file([file_id, records, Message(RECORD, (*records.fields, own))]))
    assert "field_undescribed" in {issue.code for issue in raw.issues}


def test_eight_readers_at_once_give_what_one_gives(read: Read) -> None:
    files = [with_developer_fields({1: ("Power", at)}) for at in range(8)]
    with ThreadPoolExecutor(8) as pool:
        power = [raw.parts[0].records["dev:0:1"][0] for raw in pool.map(read, files)]
    assert power == [float(at) for at in range(8)]


def test_the_offset_of_local_time_is_told_by_the_activity_message(
    part: Callable[[bytes], Part],
) -> None:
    told = named("activity", timestamp=FIT_START_S, local_timestamp=FIT_START_S - 25_200)
    assert part(fit_file([*make_fit_messages(), told])).utc_offset_s == -25_200


def test_a_local_time_that_is_no_quarter_hour_off_tells_nothing(
    part: Callable[[bytes], Part],
) -> None:
    told = named("activity", timestamp=FIT_START_S, local_timestamp=FIT_START_S + 400)
    assert part(fit_file([*make_fit_messages(), told])).utc_offset_s is None


def test_coros_writes_utc_as_local_time_and_so_tells_nothing(part: Callable[[bytes], Part]) -> None:
    _, *rest = make_fit_messages()
    coros = named("file_id", type="activity", manufacturer=294)
    told = named("activity", timestamp=FIT_START_S, local_timestamp=FIT_START_S)
    assert part(fit_file([coros, *rest, told])).utc_offset_s is None


GOOD = make_fit()


def with_size(size: int) -> bytes:
    """A file whose header claims this many bytes of messages."""
    return GOOD[:4] + size.to_bytes(4, "little") + GOOD[8:]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (GOOD[:-1] + bytes([GOOD[-1] ^ 1]), "crc"),
        (GOOD[:-10], "truncated"),
        (with_size(10**6), "truncated"),
        (with_size(0), "header"),
        (GOOD + bytes(37), "trailing_bytes"),
        (GOOD + b"\x0c\x10 a header that is none, and then some", "part_damaged"),
    ],
    ids=[
        "wrong checksum",
        "end missing",
        "size beyond the file",
        "no size",
        "padding behind",
        "bad second header",
    ],
)
def test_each_fault_of_the_frame_has_its_code(data: bytes, code: str, read: Read) -> None:
    assert code in {issue.code for issue in read(data).issues}


@pytest.mark.parametrize("data", [GOOD, GOOD + GOOD, GOOD[:-2] + b"\x00\x00"])
def test_a_sound_file_has_no_issue(data: bytes, read: Read) -> None:
    assert read(data).issues == ()


def test_chained_parts_stay_apart(read: Read) -> None:
    assert [part.records.height for part in read(GOOD + GOOD).parts] == [N, N]


def test_a_cut_file_keeps_its_records_and_says_so(read: Read) -> None:
    data = make_fit()
    raw = read(data[: len(data) * 2 // 3])
    assert raw.parts[0].records.height > 10
    assert [issue.code for issue in raw.issues] == ["truncated"]


@pytest.mark.parametrize("decode", [fit.READER.read, fitparse_reader.read])
def test_too_many_records_are_refused(decode: Callable[[bytes, Limits], Raw]) -> None:
    with pytest.raises(UnsafeFile, match="more than 5 samples"):
        decode(make_fit(), Limits(max_samples=5))
