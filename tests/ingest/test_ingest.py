"""The door: content decides, bad input is told in two sentences, good input becomes activities."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest
from core.activity import ISSUE_CODES, ImportResult, Limits
from core.errors import DamagedFile, IngestError, NotAnActivity, UnknownFormat, UnsafeFile
from core.schemas import RECORDS
from ingest import READERS, read_activities
from ingest.reader import Raw, Reader
from tests.makers import make_fit, make_gpx, make_timed_gpx
from tests.tcx_maker import make_tcx

ROUTE = b'<gpx><rte><rtept lat="47" lon="8"/><rtept lat="47.1" lon="8"/></rte></gpx>'
BAD = {
    "zero bytes": (b"", UnknownFormat, "empty"),
    "a web page": (b"<!DOCTYPE html><html>Sign in</html>", UnknownFormat, "web page"),
    "noise": (bytes(range(256)), UnknownFormat, "no watch file"),
    "a zip": (b"PK\x03\x04 and so on", UnknownFormat, "packed archive"),
    "a gz": (gzip.compress(make_fit()), UnknownFormat, "packed archive"),
    "a TCX that breaks off at once": (b"<TrainingCenterDatabase><Act", DamagedFile, "breaks off"),
    "a DTD": (b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>', UnsafeFile, "definition"),
    "a DTD of a TCX": (
        b'<!DOCTYPE x SYSTEM "http://192.0.2.1/x"><TrainingCenterDatabase/>',
        UnsafeFile,
        "definition",
    ),
    "a route": (ROUTE, NotAnActivity, "planned route"),
    "points without times": (make_gpx(["", "", ""]), NotAnActivity, "0 of the 3"),
    "a GPX without points": (b"<gpx/>", NotAnActivity, "not one point"),
    "a FIT header alone": (make_fit()[:14], DamagedFile, "Not one sample"),
    "a GPX that breaks off at once": (b"<gpx><trk", DamagedFile, "breaks off"),
}


@pytest.mark.parametrize(("data", "kind", "words"), BAD.values(), ids=BAD.keys())
def test_each_kind_of_bad_input_has_its_own_sentence(
    data: bytes, kind: type[IngestError], words: str
) -> None:
    with pytest.raises(IngestError, match=words) as caught:
        read_activities(data, "x.fit")
    assert type(caught.value) is kind


@pytest.mark.parametrize(("data", "_kind", "_words"), BAD.values(), ids=BAD.keys())
def test_each_refusal_says_what_to_do(data: bytes, _kind: object, _words: str) -> None:
    with pytest.raises(IngestError) as caught:
        read_activities(data, "x.fit")
    assert caught.value.advice.endswith(".")


def test_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(UnsafeFile, match="larger than 0 MiB"):
        read_activities(make_fit(), "x.fit", limits=Limits(max_file_bytes=10))


@pytest.mark.parametrize(
    ("data", "kind"), [(make_fit(), "fit"), (make_timed_gpx(), "gpx"), (make_tcx(), "tcx")]
)
def test_the_name_decides_nothing(data: bytes, kind: str) -> None:
    assert read_activities(data, "holiday.jpg").kind == kind


def test_the_same_bytes_under_another_name_are_the_same_activity() -> None:
    first, second = (read_activities(make_fit(), name).activities[0].id for name in "ab")
    assert first == second


def test_a_ride_is_kept_as_a_ride() -> None:
    (ride,) = read_activities(make_fit(sport="cycling"), "ride.fit").activities
    assert (ride.sport, ride.is_run) == ("cycling", False)


def test_what_a_decoder_throws_becomes_damage_with_its_cause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def explode(_: bytes, __: Limits) -> Raw:
        raise KeyError("garbled")

    reader = Reader(name="ODD", suffixes=(), recognises=lambda _: True, read=explode)
    monkeypatch.setattr(ingest, "READERS", (reader,))
    with pytest.raises(DamagedFile) as caught:
        read_activities(b"x", "x")
    assert isinstance(caught.value.__cause__, KeyError)


def test_every_reader_has_a_name_and_a_suffix() -> None:
    assert all(reader.name and reader.suffixes for reader in READERS)


def outcome(data: bytes) -> ImportResult | IngestError:
    """What the door says; any other exception fails the test that asked."""
    try:
        return read_activities(data, "x")
    except IngestError as error:
        return error


def is_sound(got: ImportResult | IngestError) -> bool:
    """An error with both sentences, or activities whose records are as promised."""
    if isinstance(got, IngestError):
        return bool(got.what and got.advice)
    for activity in got.activities:
        RECORDS.check(activity.records)
    return bool(got.activities) and {issue.code for issue in got.issues} <= ISSUE_CODES


GARBLINGS = st.lists(
    st.tuples(st.integers(0, 2000), st.sampled_from(["set", "cut", "drop"]), st.integers(0, 255)),
    min_size=1,
    max_size=4,
)


def garbled(data: bytes, changes: list[tuple[int, str, int]]) -> bytes:
    """The bytes with some set to another value, some left out, or the end cut off."""
    made = bytearray(data)
    for at, how, value in changes:
        where = at % max(len(made), 1)
        if how == "cut":
            del made[where:]
        elif how == "drop":
            del made[where : where + 1 + value % 8]
        elif made:
            made[where] = value
    return bytes(made)


@settings(max_examples=30)
@given(GARBLINGS)
def test_a_garbled_fit_gives_a_result_or_an_ingest_error(
    changes: list[tuple[int, str, int]],
) -> None:
    assert is_sound(outcome(garbled(make_fit(n=20, heart_rate=150), changes)))


@settings(max_examples=30)
@given(GARBLINGS)
def test_a_garbled_gpx_gives_a_result_or_an_ingest_error(
    changes: list[tuple[int, str, int]],
) -> None:
    assert is_sound(outcome(garbled(make_timed_gpx(20, inner="<hr>150</hr>"), changes)))


@given(st.binary(max_size=200))
def test_noise_behind_a_fit_header_gives_a_result_or_an_ingest_error(noise: bytes) -> None:
    assert is_sound(outcome(make_fit()[:14] + noise))
