"""Elapsed counts all seconds; the timer leaves pauses out."""

from __future__ import annotations

import math

import polars as pl

from ingest.clock import Pause, clock, pauses


def samples(*seconds: float, segments: list[int] | None = None) -> pl.DataFrame:
    frame = pl.DataFrame({"timestamp": [1000.0 + second for second in seconds]})
    return frame if segments is None else frame.with_columns(segment_index=pl.Series(segments))


def events(*rows: tuple[float, str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "timestamp": [1000.0 + second for second, _ in rows],
            "event": ["timer"] * len(rows),
            "event_type": [kind for _, kind in rows],
        }
    )


def test_the_step_leads_to_the_next_sample_and_the_last_has_none() -> None:
    assert clock(samples(0, 1, 4), [])["dt_s"].to_list() == [1.0, 3.0, 0.0]


def test_a_told_pause_is_left_out_of_the_timer() -> None:
    clocked = clock(samples(0, 10, 40, 50), [Pause(1010.0, 1040.0)])
    assert clocked["timer_s"].to_list() == [0.0, 10.0, 10.0, 20.0]


def test_the_step_across_a_pause_is_zero() -> None:
    clocked = clock(samples(0, 10, 40, 50), [Pause(1012.0, 1038.0)])
    assert clocked["dt_s"].to_list() == [10.0, 0.0, 10.0, 0.0]


def test_elapsed_seconds_count_pauses_too() -> None:
    assert clock(samples(0, 10, 40), [Pause(1010.0, 1040.0)])["elapsed_s"].to_list() == [0, 10, 40]


def test_a_told_long_step_without_a_pause_is_no_pause() -> None:
    assert clock(samples(0, 45), [])["timer_s"].to_list() == [0.0, 45.0]


def test_without_timer_events_a_gap_over_30_s_is_a_pause() -> None:
    assert clock(samples(0, 30, 61), None)["timer_s"].to_list() == [0.0, 30.0, 30.0]


def test_a_new_segment_is_a_pause() -> None:
    clocked = clock(samples(0, 5, 10, segments=[0, 0, 1]), None)
    assert clocked["dt_s"].to_list() == [5.0, 0.0, 0.0]


def test_a_clock_that_jumps_is_seen_by_the_devices_own_timer() -> None:
    clocked = clock(samples(0, 1, 90_001, 90_002), [], device_timer_s=3.0)
    assert clocked["timer_s"].to_list() == [0.0, 1.0, 1.0, 2.0]


def test_the_timer_is_off_within_a_pause_only() -> None:
    clocked = clock(samples(0, 10, 20, 30), [Pause(1010.0, 1030.0)])
    assert clocked["is_timer_on"].to_list() == [True, True, False, True]


def test_pauses_lie_between_a_stop_and_the_next_start() -> None:
    told = pauses(events((0, "start"), (10, "stop_all"), (40, "start"), (60, "stop_disable_all")))
    assert told == [Pause(1010.0, 1040.0), Pause(1060.0, math.inf)]


def test_a_second_start_in_a_row_means_nothing() -> None:
    assert pauses(events((0, "start"), (5, "start"))) == []


def test_a_file_without_timer_events_tells_no_pauses() -> None:
    assert pauses(pl.DataFrame()) is None
