"""Raw frames become activities, cut by sessions, in canonical form."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from core.activity import Activity
from core.schemas import EVENTS, LAPS, RECORDS
from ingest.reader import Part, Raw
from ingest.tidy import activities

START_S = datetime(2026, 5, 1, 6, 30, tzinfo=UTC).timestamp()


def records(n: int = 20, **columns: Any) -> pl.DataFrame:
    usual: dict[str, Any] = {
        "timestamp": [START_S + at for at in range(n)],
        "enhanced_speed": [3.0] * n,
        "distance": [3.0 * at for at in range(n)],
        "cadence": [85.0] * n,
        "stance_time_balance": [49.0] * n,
    }
    return pl.DataFrame(usual | columns)


def session(start: float = 0.0, **fields: Any) -> dict[str, Any]:
    usual = {"start_time": START_S + start, "sport": "running", "sub_sport": "generic"}
    return usual | fields


def tidied(part: Part, kind: str = "fit") -> tuple[Activity, ...]:
    return activities(Raw(kind=kind, parts=(part,)), file_sha256="abc")


def one(part: Part, kind: str = "fit") -> Activity:
    (activity,) = tidied(part, kind)
    return activity


def run(**columns: Any) -> Part:
    return Part(records=records(**columns), sessions=pl.DataFrame([session()]))


def test_every_frame_is_as_its_schema_promises() -> None:
    activity = one(run())
    RECORDS.check(activity.records)
    LAPS.check(activity.laps)
    LAPS.check(activity.totals)
    EVENTS.check(activity.events)


def test_the_id_is_the_file_and_the_number_of_the_activity() -> None:
    both = Part(records=records(), sessions=pl.DataFrame([session(), session(10.0)]))
    assert [activity.id for activity in tidied(both)] == ["abc-0", "abc-1"]


def test_sessions_cut_the_samples_and_lose_none() -> None:
    both = Part(
        records=records(),
        sessions=pl.DataFrame([session(10.0, sport="running"), session(2.0, sport="cycling")]),
    )
    found = [(activity.sport, activity.records.height) for activity in tidied(both)]
    assert found == [("cycling", 10), ("running", 10)]


def test_the_second_activity_starts_its_distance_at_zero() -> None:
    both = Part(records=records(), sessions=pl.DataFrame([session(), session(10.0)]))
    assert tidied(both)[1].records["distance_m"][0] == 3.0


def test_laps_go_to_their_session() -> None:
    both = Part(
        records=records(),
        sessions=pl.DataFrame([session(), session(10.0)]),
        laps=pl.DataFrame({"start_time": [START_S, START_S + 10, START_S + 15]}),
    )
    assert [activity.laps.height for activity in tidied(both)] == [1, 2]


def test_samples_are_numbered_by_lap() -> None:
    laps = pl.DataFrame({"start_time": [START_S, START_S + 15]})
    part = Part(records=records(), sessions=pl.DataFrame([session()]), laps=laps)
    assert one(part).records["lap_index"].to_list() == [0] * 15 + [1] * 5


def test_samples_with_nothing_but_a_time_are_samples() -> None:
    assert one(Part(records=records().select("timestamp"))).records.height == 20


def test_a_generic_sub_sport_says_nothing() -> None:
    assert one(run()).sub_sport is None


def test_a_fit_file_without_a_summary_says_so() -> None:
    assert [issue.code for issue in one(Part(records=records())).issues] == ["no_summary"]


def test_without_a_summary_the_totals_are_null() -> None:
    assert one(Part(records=records())).totals["distance_m"].to_list() == [None]


def test_a_guessed_sport_has_a_source() -> None:
    assert one(Part(records=records())).sources["sport"].origin == "derived"


def test_the_turns_of_a_ride_are_no_steps() -> None:
    ride = Part(records=records(), sessions=pl.DataFrame([session(sport="cycling")]))
    assert one(ride).records["cadence_spm"].count() == 0


def test_a_start_that_the_session_tells_is_kept() -> None:
    part = Part(records=records(), sessions=pl.DataFrame([session(-3.0)]))
    assert one(part).start_time.timestamp() == START_S - 3


def test_a_session_start_far_from_the_samples_is_not_believed() -> None:
    part = Part(records=records(), sessions=pl.DataFrame([session(-9e6)]))
    assert one(part).start_time.timestamp() == START_S


def test_a_clock_that_was_never_set_is_said() -> None:
    old = run(timestamp=[640_000_000.0 + at for at in range(20)])
    assert "clock" in {issue.code for issue in one(old).issues}


def test_more_than_two_days_are_read_and_said() -> None:
    long = run(timestamp=[START_S + 10_000.0 * at for at in range(20)])
    assert "long" in {issue.code for issue in one(long).issues}


@settings(max_examples=15)
@given(st.permutations(range(20)), st.lists(st.integers(0, 19), max_size=10))
def test_sample_order_and_exact_copies_do_not_matter(order: list[int], copies: list[int]) -> None:
    raw = records(enhanced_speed=[2.0 + at / 10 for at in range(20)])
    mixed = raw[[*order, *copies]]
    sessions = pl.DataFrame([session()])
    assert_frame_equal(
        one(Part(records=mixed, sessions=sessions)).records,
        one(Part(records=raw, sessions=sessions)).records,
    )


@settings(max_examples=15)
@given(st.permutations(range(6)))
def test_samples_of_one_second_have_one_order(order: list[int]) -> None:
    raw = records(6, timestamp=[START_S] * 3 + [START_S + 1] * 3, heart_rate=[100.0, 101, 102] * 2)
    sessions = pl.DataFrame([session()])
    assert_frame_equal(
        one(Part(records=raw[order], sessions=sessions)).records,
        one(Part(records=raw, sessions=sessions)).records,
    )
