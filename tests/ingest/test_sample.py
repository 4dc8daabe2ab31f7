"""The sample runner is what its docstring promises, seen through a decoder that is not ours."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import fitparse
import numpy as np
import pytest

from core.activity import ImportResult
from ingest import read_activities
from ingest.sample import sample_files
from ingest.sample_watch import STRAP_SERIAL

TODAY = date(2026, 11, 22)  # a Sunday; the clocks went back on 25 October
A_WEEK_OF_TODAYS = [TODAY + timedelta(days=days) for days in range(7)]
HARD, LONG, HILLS = (
    "sample-2026-11-17-intervals",
    "sample-2026-11-22-long",
    "sample-2026-11-21-hills",
)
STRAPLESS, EASY = "sample-2026-11-12-easy", "sample-2026-11-19-easy"
RIDE, STRENGTH = "sample-2026-09-09-ride", "sample-2026-11-13-strength"


@cache
def files(until: date = TODAY) -> dict[str, bytes]:
    return {name.removesuffix(".fit"): data for name, data in sample_files(until)}


@cache
def messages(name: str) -> dict[str, list[dict[str, Any]]]:
    """Every message of one file by kind, as fitparse has them."""
    found: dict[str, list[dict[str, Any]]] = {}
    with fitparse.FitFile(io.BytesIO(files()[name]), check_crc=True) as file:
        for message in file.get_messages():
            found.setdefault(message.name, []).append(message.get_values())
    return found


def column(name: str, field: str) -> np.ndarray:
    """One field of the records of one file; NaN where it is absent."""
    return np.array([row.get(field) for row in messages(name)["record"]], dtype=float)


def lean_pp(name: str, *, part: slice = slice(None)) -> float:
    return float(np.median(column(name, "stance_time_balance")[part])) - 50


def days_of_runs(until: date) -> list[date]:
    names = [name for name in files(until) if not name.endswith(("ride", "strength"))]
    return [date.fromisoformat("-".join(name.split("-")[1:4])) for name in names]


def test_the_same_day_gives_the_same_bytes() -> None:
    first, second = (
        hashlib.sha256(b"".join(data for _, data in sample_files(TODAY))).hexdigest()
        for _ in range(2)
    )
    assert first == second


def test_every_name_is_used_once() -> None:
    names = [name for name, _ in sample_files(TODAY)]
    assert len(set(names)) == len(names)


def test_fewer_weeks_are_the_last_ones() -> None:
    assert dict(sample_files(TODAY, weeks=2)).items() <= dict(sample_files(TODAY)).items()


@pytest.mark.parametrize("until", A_WEEK_OF_TODAYS)
def test_the_last_run_is_of_today_or_yesterday(until: date) -> None:
    assert until - days_of_runs(until)[-1] <= timedelta(days=1)


@pytest.mark.parametrize("until", A_WEEK_OF_TODAYS)
def test_there_are_four_runs_a_week_but_for_one_week_off(until: date) -> None:
    assert len(days_of_runs(until)) == 60


@pytest.mark.parametrize("until", A_WEEK_OF_TODAYS)
def test_one_week_in_the_middle_has_no_run(until: date) -> None:
    pauses = [later - earlier for earlier, later in pairwise(days_of_runs(until))]
    assert sum(pause > timedelta(days=7) for pause in pauses) == 1


def test_the_sample_is_small_enough_for_a_slow_decoder() -> None:
    assert sum(map(len, files().values())) < 1_800_000


@pytest.mark.parametrize("name", [EASY, HILLS, HARD])
def test_a_usual_run_has_about_six_hundred_records(name: str) -> None:
    assert 500 < len(messages(name)["record"]) < 700


@pytest.mark.parametrize("name", [EASY, RIDE, STRENGTH])
def test_records_are_at_most_five_seconds_apart(name: str) -> None:
    times = [row["timestamp"] for row in messages(name)["record"]]
    gaps_s = {(later - earlier).total_seconds() for earlier, later in pairwise(times)}
    assert gaps_s <= {4, 5}


@pytest.mark.parametrize("name", [EASY, HILLS, HARD])
def test_the_left_foot_stays_down_longer(name: str) -> None:
    assert lean_pp(name) == pytest.approx(1.6, abs=0.5)


def test_the_lean_differs_little_from_run_to_run() -> None:
    leans = [lean_pp(name) for name in list(files())[-9:-1] if name not in {STRAPLESS, STRENGTH}]
    assert 0.05 < np.std(leans) < 0.35


def test_the_lean_wanders_within_a_run_and_neighbours_are_alike() -> None:
    balance = column(EASY, "stance_time_balance")
    assert np.std(balance) == pytest.approx(0.6, abs=0.15)
    assert np.corrcoef(balance[:-1], balance[1:])[0, 1] > 0.7


def growth_pp(name: str) -> float:
    """How much more the last third leans than the first."""
    third = len(messages(name)["record"]) // 3
    return lean_pp(name, part=slice(-third, None)) - lean_pp(name, part=slice(third))


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-15", "2026-11-22"])
def test_the_lean_grows_by_a_point_in_the_last_third_of_a_long_run(day: str) -> None:
    assert growth_pp(f"sample-{day}-long") == pytest.approx(1.0, abs=0.35)


def test_the_lean_does_not_grow_in_easy_runs() -> None:
    days = ["2026-10-22", "2026-10-29", "2026-11-05", "2026-11-19"]
    assert abs(np.mean([growth_pp(f"sample-{day}-easy") for day in days])) < 0.35


def test_the_run_without_a_strap_has_neither_heart_rate_nor_dynamics() -> None:
    fields = set(messages(STRAPLESS)["record"][0])
    assert "cadence" in fields
    assert not fields & {"heart_rate", "stance_time", "stance_time_balance", "step_length"}


@cache
def taken_in() -> list[ImportResult]:
    """All files as an upload would be read."""
    return [read_activities(data, f"{name}.fit") for name, data in files().items()]


def runs() -> list[tuple[date, float]]:
    """Day and kilometres of every run."""
    return [
        (activity.start_time.date(), activity.totals["distance_m"][0] / 1000)
        for result in taken_in()
        for activity in result.activities
        if activity.is_run
    ]


def spikes_within(n_days: int) -> dict[date, float]:
    """Runs over 1.10 x the longest of the days before (load law, 6.1)."""
    ratios = {
        day: km / max(other for then, other in runs() if 0 < (day - then).days <= n_days)
        for day, km in runs()[1:]
    }
    return {day: ratio for day, ratio in ratios.items() if ratio > 1.1}


def test_an_upload_of_the_sample_loses_nothing() -> None:
    assert [len(result.activities) for result in taken_in()] == [1] * 62
    assert not any(result.issues for result in taken_in())


def test_one_run_is_a_third_longer_than_the_longest_of_its_month() -> None:
    assert spikes_within(30) == {date(2026, 11, 1): pytest.approx(1.333, abs=0.005)}


def test_the_long_runs_grow_from_10_to_17_kilometres() -> None:
    sundays = [km for day, km in runs() if day.weekday() == 6]
    assert (round(sundays[0]), round(sundays[-1])) == (10, 17)


def test_the_return_after_the_week_off_is_careful() -> None:
    before, after = (
        sum(km for day, km in runs() if 0 < (day - start).days <= 7)
        for start in (date(2026, 9, 13), date(2026, 9, 27))
    )
    assert after < 0.85 * before


def test_the_balance_is_known_to_come_from_the_strap() -> None:
    activity = taken_in()[-1].activities[0]
    assert str(STRAP_SERIAL) in (activity.sources["stance_balance_left_pct"].sensor or "")


def test_the_strap_is_always_the_same() -> None:
    serials = {messages(name)["device_info"][1]["serial_number"] for name in (EASY, HARD, LONG)}
    assert serials == {STRAP_SERIAL}


def test_without_the_strap_no_strap_is_named() -> None:
    serials = {row["serial_number"] for row in messages(STRAPLESS)["device_info"]}
    assert STRAP_SERIAL not in serials


def test_the_heart_follows_the_effort() -> None:
    speed_mps, heart_rate = column(HARD, "enhanced_speed"), column(HARD, "heart_rate")
    fast, easy = heart_rate[speed_mps > 3.8], heart_rate[speed_mps < 2.9]
    assert np.median(fast) > np.median(easy) + 25
    assert 180 < heart_rate.max() <= 188


def test_the_heart_drifts_upward_in_a_long_run() -> None:
    heart_rate = column(LONG, "heart_rate")
    third = len(heart_rate) // 3
    assert 2 < heart_rate[-third:].mean() - heart_rate[third:-third].mean() < 10


@pytest.mark.parametrize("name", [HARD, EASY, LONG])
def test_the_heart_rate_never_jumps(name: str) -> None:
    assert np.abs(np.diff(column(name, "heart_rate"))).max() <= 20


@pytest.mark.parametrize("name", [HARD, EASY, LONG])
def test_the_heart_rate_never_stands_still_like_a_stuck_sensor(name: str) -> None:
    changes = np.flatnonzero(np.diff(column(name, "heart_rate")))
    assert np.diff(changes).max() * 5 < 120


def test_the_heart_rate_is_no_copy_of_the_cadence() -> None:
    steps = 2 * (column(HARD, "cadence") + column(HARD, "fractional_cadence"))
    is_alike = np.abs(column(HARD, "heart_rate") - steps) <= 3
    longest = max(map(len, "".join("x" if alike else " " for alike in is_alike).split()))
    assert longest * 5 < 120


def test_the_hills_are_hills_and_the_usual_loop_is_flat() -> None:
    climbs_m = [float(np.ptp(column(name, "enhanced_altitude"))) for name in (HILLS, EASY)]
    assert climbs_m[0] > 20
    assert climbs_m[1] < 8


@pytest.mark.parametrize("name", [EASY, HILLS, LONG])
def test_the_positions_are_as_far_apart_as_the_distance_says(name: str) -> None:
    lat, lon = (
        np.radians(column(name, f"position_{axis}") * 180 / 2**31) for axis in ("lat", "long")
    )
    steps_m = 6_371_008.8 * np.hypot(np.diff(lat), np.diff(lon) * np.cos(lat[1:]))
    assert steps_m.sum() == pytest.approx(column(name, "distance")[-1], rel=0.02)


@pytest.mark.parametrize("name", [EASY, HILLS, LONG])
def test_every_loop_turns_both_ways(name: str) -> None:
    lat, lon = (column(name, f"position_{axis}") for axis in ("lat", "long"))
    heading = np.unwrap(np.arctan2(np.diff(lon) * np.cos(np.radians(53)), np.diff(lat)))
    turns = np.diff(heading[::6])
    assert min(turns[turns > 0].sum(), -turns[turns < 0].sum()) > 2


def test_the_loop_is_not_always_run_the_same_way_round() -> None:
    whole_turns = set()
    for name in (LONG, "sample-2026-11-15-long"):
        lat, lon = (column(name, f"position_{axis}") for axis in ("lat", "long"))
        heading = np.unwrap(np.arctan2(np.diff(lon) * np.cos(np.radians(53)), np.diff(lat)))
        whole_turns.add(bool(heading[-1] > heading[0]))
    assert whole_turns == {True, False}


@pytest.mark.parametrize(
    ("name", "hours"), [("sample-2026-10-24-hills", 2), ("sample-2026-10-25-long", 1)]
)
def test_local_time_follows_the_clock_change(name: str, hours: int) -> None:
    activity = messages(name)["activity"][0]
    assert activity["local_timestamp"] - activity["timestamp"] == timedelta(hours=hours)


@pytest.mark.parametrize("name", [EASY, HARD, LONG, RIDE])
def test_the_laps_add_up_to_the_session(name: str) -> None:
    found = messages(name)
    laps_m = sum(lap["total_distance"] for lap in found["lap"])
    assert laps_m == pytest.approx(found["session"][0]["total_distance"], abs=0.5)


def test_the_hard_run_has_a_lap_for_every_repeat() -> None:
    fast = [lap for lap in messages(HARD)["lap"] if lap["enhanced_avg_speed"] > 3.6]
    assert len(fast) == 6


@pytest.mark.parametrize(("name", "sport"), [(RIDE, "cycling"), (STRENGTH, "training")])
def test_the_other_sports_are_named(name: str, sport: str) -> None:
    assert messages(name)["session"][0]["sport"] == sport


def test_the_strength_session_has_no_distance() -> None:
    assert messages(STRENGTH)["session"][0].get("total_distance") is None


def test_the_strength_session_lasts_25_minutes() -> None:
    assert messages(STRENGTH)["session"][0]["total_timer_time"] == 25 * 60
