"""Which parts of a file are recordings, and why a file has none."""

from __future__ import annotations

import polars as pl
import pytest

from core.errors import DamagedFile, NotAnActivity
from ingest.parts import joined, refusal, timed
from ingest.reader import Part, Raw


def part(*times: float | None, file_type: str | None = "activity") -> Part:
    return Part(
        records=pl.DataFrame({"timestamp": pl.Series(times, dtype=pl.Float64)}),
        file_type=file_type,
    )


def refused(*kinds: str | None) -> Exception:
    return refusal(Raw(kind="fit", parts=tuple(part(file_type=kind) for kind in kinds)))


def test_a_part_without_a_file_type_continues_the_one_before_it() -> None:
    (whole,) = joined((part(1.0), part(2.0, file_type=None)))
    assert whole.records["timestamp"].to_list() == [1.0, 2.0]


def test_two_activities_stay_two() -> None:
    assert len(joined((part(1.0), part(1.0)))) == 2


def test_settings_and_parts_without_samples_are_left_out() -> None:
    assert joined((part(), part(1.0, file_type="settings"))) == []


@pytest.mark.parametrize("kind", ["settings", "workout", "monitoring_b", "route", "empty"])
def test_what_is_no_recording_is_no_activity(kind: str) -> None:
    assert isinstance(refused(kind), NotAnActivity)


def test_an_activity_without_a_sample_is_damaged() -> None:
    assert isinstance(refused("activity"), DamagedFile)


def test_a_route_is_called_a_route() -> None:
    assert "planned route" in str(refused("route"))


def test_samples_are_sorted_and_exact_copies_dropped() -> None:
    assert timed(part(3.0, 1.0, 3.0))[0].records["timestamp"].to_list() == [1.0, 3.0]


def test_a_sample_without_a_time_is_left_out_and_said() -> None:
    kept, issues = timed(part(1.0, None, 2.0))
    assert kept.records.height == 2
    assert [issue.code for issue in issues] == ["bad_point"]


def test_under_half_with_times_is_no_activity() -> None:
    points = pl.DataFrame({"timestamp": [1.0, None, None], "lat": [1.0, 2.0, 3.0]})
    with pytest.raises(NotAnActivity, match="Only 1 of the 3"):
        timed(Part(records=points))


@pytest.mark.parametrize("first", [-62e9, -3600.0, 253e9])
def test_times_that_all_cannot_be_are_not_called_missing(first: float) -> None:
    with pytest.raises(DamagedFile, match="3 of its 3 samples have one, but most lie before 1970"):
        timed(part(first, first + 1, first + 2))


@pytest.mark.parametrize("stray", [4e9, -5.0, float("inf"), float("nan")])
def test_a_time_that_cannot_be_is_left_out(stray: float) -> None:
    assert timed(part(1e9, 1e9 + 1, stray))[0].records.height == 2
