"""TCX points and laps come out as the file has them, and become runs like any other."""

from __future__ import annotations

import pytest

from core.activity import Activity, Limits
from core.errors import DamagedFile, NotAnActivity, UnsafeFile
from ingest import read_activities, tcx
from ingest.reader import Part, Raw
from tests.tcx_maker import START, activity, lap, make_tcx, point, track
from tests.tcx_maker import tcx as file


def read(data: bytes) -> Raw:
    return tcx.read(data, Limits())


def part(data: bytes) -> Part:
    (only,) = read(data).parts
    return only


def run(data: bytes) -> Activity:
    (only,) = read_activities(data, "x.tcx").activities
    return only


@pytest.mark.parametrize(
    ("inner", "column", "value"),
    [
        ("<AltitudeMeters>412.5</AltitudeMeters>", "ele", 412.5),
        ("<HeartRateBpm><Value>150</Value></HeartRateBpm>", "hr", 150.0),
        ("<Cadence>84</Cadence>", "cad", 84.0),
        ("<Extensions><TPX><RunCadence>86</RunCadence></TPX></Extensions>", "cad", 86.0),
        ("<Extensions><ns3:TPX><ns3:Speed>3.1</ns3:Speed></ns3:TPX></Extensions>", "speed", 3.1),
        ("<Extensions><Watts>210</Watts></Extensions>", "power", 210.0),
        ("<Extensions><x:TPX><x:Watts>211</x:Watts></x:TPX></Extensions>", "power", 211.0),
        ("<Position><LatitudeDegrees>47.5</LatitudeDegrees></Position>", "lat", 47.5),
        ("<AltitudeMeters>high</AltitudeMeters>", "ele", None),
    ],
)
def test_every_known_element_fills_its_column(inner: str, column: str, value: float | None) -> None:
    assert part(make_tcx(1, inner=inner)).records[column].to_list() == [value]


def test_an_indoor_run_without_positions_is_read_whole() -> None:
    assert run(make_tcx(60)).records["distance_m"].to_list() == [3.0 * at for at in range(60)]


def test_the_sport_and_the_device_are_those_of_the_activity() -> None:
    found = part(file(activity(lap(track([0])), sport="Biking")))
    assert (found.sport, found.device) == ("Biking", "Forerunner 945")


@pytest.mark.parametrize(
    ("word", "sport"), [("Running", "running"), ("running", "running"), ("Biking", "cycling")]
)
def test_the_files_word_becomes_ours(word: str, sport: str) -> None:
    assert run(file(activity(lap(track(range(60))), sport=word))).sport == sport


def test_other_is_no_sport_so_it_is_guessed_and_said() -> None:
    found = run(file(activity(lap(track(range(60))), sport="Other")))
    assert (found.sport, found.sources["sport"].origin) == ("running", "derived")


def test_several_activities_of_one_file_are_several() -> None:
    first, second = (activity(lap(track(range(at, at + 9)))) for at in (0, 4000))
    found = read_activities(file(first, second), "x").activities
    assert [(one.part, one.records.height) for one in found] == [(0, 9), (1, 9)]


def test_one_activity_without_times_does_not_cost_the_other() -> None:
    timeless = activity("<Lap><Track><Trackpoint><Cadence>9</Cadence></Trackpoint></Track></Lap>")
    found = read_activities(file(timeless, activity(lap(track(range(9))))), "x").activities
    assert [one.records.height for one in found] == [9]


def test_the_legs_of_a_multisport_session_are_activities_of_their_own() -> None:
    legs = [activity(lap(track(range(9))), sport=sport) for sport in ("Biking", "Running")]
    data = file(
        f"<FirstSport>{legs[0]}</FirstSport>",
        f"<NextSport>{legs[1]}</NextSport>",
        within="MultiSportSession",
    )
    found = read_activities(data, "x").activities
    assert [one.sport for one in found] == ["cycling", "running"]


def test_a_course_is_no_activity() -> None:
    course = f"<Course><Name>Lake</Name>{track(range(9))}</Course>"
    with pytest.raises(NotAnActivity, match="planned route"):
        read_activities(file(course, within="Courses"), "x")


def test_an_activity_without_a_point_is_no_activity() -> None:
    with pytest.raises(NotAnActivity, match="not one point"):
        read_activities(file(activity(lap())), "x")


def test_totals_are_the_sums_of_the_laps_and_say_so() -> None:
    laps = [lap(track(range(at, at + 60)), start=at, total_s=60, metres=181) for at in (0, 60)]
    found = run(file(activity(*laps)))
    totals = found.totals.to_dicts()[0]
    assert [totals[name] for name in ("timer_s", "distance_m", "energy_kcal")] == [120, 362, 20]
    assert totals["max_heart_rate_bpm"] == 150
    assert found.sources["totals"].rule == "summed over the laps"


def test_a_sum_of_nothing_is_unknown() -> None:
    totals = run(file(activity(lap(track(range(60)), total_s=0, metres=0)))).totals
    assert totals.select("timer_s", "distance_m").row(0) == (None, None)


def test_laps_keep_what_the_watch_summed() -> None:
    (found,) = run(make_tcx(60)).laps.to_dicts()
    assert (found["start_time"], found["timer_s"], found["trigger"]) == (START, 59, "manual")


def test_samples_are_numbered_by_lap() -> None:
    laps = [lap(track(range(at, at + 3)), start=at) for at in (0, 3)]
    assert run(file(activity(*laps))).records["lap_index"].to_list() == [0, 0, 0, 1, 1, 1]


def test_a_new_lap_is_no_pause() -> None:
    laps = [lap(track(range(at, at + 3)), start=at) for at in (0, 3)]
    assert run(file(activity(*laps))).records["timer_s"].to_list() == [0, 1, 2, 3, 4, 5]


def test_a_second_track_in_a_lap_is_a_pause() -> None:
    found = run(file(activity(lap(track(range(3)), track(range(13, 16))))))
    assert found.records["timer_s"].to_list() == [0, 1, 2, 2, 3, 4]


def test_tracks_are_counted_though_they_are_empty() -> None:
    assert part(file(activity(lap("<Track/>"), lap(track([0]))))).n_segments == 2


def test_a_distance_that_never_moves_is_unknown() -> None:
    place = "<Position><LatitudeDegrees>{}</LatitudeDegrees><LongitudeDegrees>8</LongitudeDegrees>"
    points = "".join(
        f"<Trackpoint><Time>2026-05-01T06:30:{at:02d}Z</Time><DistanceMeters>0</DistanceMeters>"
        f"{place.format(47 + at * 0.00003)}</Position></Trackpoint>"
        for at in range(60)
    )
    found = run(file(activity(lap(f"<Track>{points}</Track>"))))
    assert found.records["distance_m"][-1] == pytest.approx(59 * 3.336, rel=0.001)
    assert found.sources["distance_m"].origin == "derived"


def test_blanks_before_the_declaration_are_forgiven() -> None:
    assert part(b" " * 10 + b'<?xml version="1.0"?>' + make_tcx(3)).records.height == 3


def test_a_cut_keeps_the_points_before_it_and_says_so() -> None:
    data = make_tcx(60)
    raw = read(data[: data.index(point(20).encode()) + 30])
    assert raw.parts[0].records.height == 21
    assert [issue.code for issue in raw.issues] == ["truncated"]


def test_a_cut_before_the_first_point_is_damage() -> None:
    with pytest.raises(DamagedFile):
        read(b"<TrainingCenterDatabase><Activ")


def test_a_position_that_cannot_be_is_an_issue_and_a_missing_one_is_not() -> None:
    wrong = "<Position><LatitudeDegrees>147</LatitudeDegrees></Position>"
    assert [issue.code for issue in read(make_tcx(2, inner=wrong)).issues] == ["bad_point"]
    assert read(make_tcx(2)).issues == ()


def test_too_many_points_are_refused() -> None:
    with pytest.raises(UnsafeFile, match="more than 3 points"):
        tcx.read(make_tcx(4), Limits(max_samples=3))
