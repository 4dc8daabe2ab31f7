"""GPX points come out as the file has them."""

from __future__ import annotations

import pytest

from core.activity import Limits
from core.errors import DamagedFile, UnsafeFile
from ingest import gpx
from ingest.reader import Part, Raw
from tests.makers import make_gpx, make_timed_gpx


def read(data: bytes) -> Raw:
    return gpx.read(data, Limits())


def part(data: bytes) -> Part:
    return read(data).parts[0]


def first(inner: str) -> dict[str, float | None]:
    """The first point of a file whose only point holds this."""
    return part(make_gpx([inner])).records.to_dicts()[0]


@pytest.mark.parametrize(
    ("inner", "column", "value"),
    [
        ("<ele>412.5</ele>", "ele", 412.5),
        ("<extensions><g:T><g:hr>150</g:hr></g:T></extensions>", "hr", 150.0),
        ("<extensions><heartrate>89</heartrate><n:hr>90</n:hr></extensions>", "hr", 89.0),
        ("<extensions><x:cad>88</x:cad></extensions>", "cad", 88.0),
        ("<extensions><gpxdata:cadence>43</gpxdata:cadence></extensions>", "cad", 43.0),
        ("<extensions><power>210</power></extensions>", "power", 210.0),
        ("<extensions><p:PowerInWatts>197</p:PowerInWatts></extensions>", "power", 197.0),
        ("<extensions><g:atemp>21</g:atemp></extensions>", "temp", 21.0),
        ("<extensions><gpxx:Temperature>22</gpxx:Temperature></extensions>", "temp", 22.0),
        ("<speed>2.5</speed>", "speed", 2.5),
        ("<extensions><d:distance>11</d:distance></extensions>", "distance", 11.0),
    ],
)
def test_every_known_extension_fills_its_column(inner: str, column: str, value: float) -> None:
    assert first(inner)[column] == value


@pytest.mark.parametrize("text", ["NaN", "inf", "47,5", "fast"])
def test_text_that_is_no_finite_number_is_null(text: str) -> None:
    assert first(f"<ele>{text}</ele>")["ele"] is None


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("2026-01-01T00:00:01Z", 1_767_225_601.0),
        ("2026-01-01T00:00:01.250Z", 1_767_225_601.25),
        ("2026-01-01T01:00:01+01:00", 1_767_225_601.0),
        ("2026-01-01T00:00:01", 1_767_225_601.0),
        ("not-a-time", None),
    ],
)
def test_times_keep_fractions_and_obey_offsets(time: str, seconds: float | None) -> None:
    assert first(f"<time>{time}</time>")["timestamp"] == seconds


def test_an_offset_in_the_times_tells_local_time() -> None:
    assert part(make_gpx(["<time>2026-01-01T01:00:01+01:00</time>"])).utc_offset_s == 3600


def test_z_tells_nothing_about_local_time() -> None:
    assert part(make_gpx(["<time>2026-01-01T01:00:01Z</time>"])).utc_offset_s is None


def test_the_type_of_the_track_is_the_sport_and_a_links_type_is_not() -> None:
    data = b"<gpx><trk><link><type>t</type></link><type>run</type><trkpt/></trk></gpx>"
    assert part(data).sport == "run"


def test_segments_are_numbered() -> None:
    seg = b"<trkseg><trkpt/></trkseg>"
    assert part(b"<gpx><trk>" + seg + seg + b"</trk></gpx>").records["segment"].to_list() == [0, 1]


def test_a_cut_keeps_the_points_before_it_and_says_so() -> None:
    raw = read(make_timed_gpx(20)[:-400])
    assert 0 < raw.parts[0].records.height < 20
    assert [issue.code for issue in raw.issues] == ["truncated"]


def test_a_cut_before_the_first_point_is_damage() -> None:
    with pytest.raises(DamagedFile):
        read(b"<gpx><trk><trks")


def test_a_position_that_cannot_be_is_an_issue() -> None:
    raw = read(b'<gpx><trkpt lat="147" lon="8"/></gpx>')
    assert [issue.code for issue in raw.issues] == ["bad_point"]


@pytest.mark.parametrize(
    ("body", "file_type"),
    [
        (b'<rtept lat="1" lon="1"/>', "route"),
        (b'<wpt lat="1" lon="1"/>', "waypoints"),
        (b"", "empty"),
        (b"<trkpt/>", "activity"),
    ],
)
def test_a_file_without_points_says_what_it_is(body: bytes, file_type: str) -> None:
    assert part(b"<gpx>" + body + b"</gpx>").file_type == file_type


def test_a_point_in_a_comment_does_not_count() -> None:
    assert part(b"<gpx><trkpt/><!-- <trkpt/> --></gpx>").records.height == 1


def test_too_many_points_are_refused() -> None:
    with pytest.raises(UnsafeFile, match="more than 3 points"):
        gpx.read(make_timed_gpx(4), Limits(max_samples=3))
