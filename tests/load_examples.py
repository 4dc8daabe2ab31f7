"""Worked examples of one session, its spike and its day, put to our functions.

Null means "must not be a number": an unknown input, a runner that cannot be, nothing to divide by.
The sex may be unknown, though: then the male constants count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from analytics import graded, spike, thresholds, trimp
from analytics.days import daily_load
from analytics.load import activity_loads
from core.activity import local_date
from core.athlete import Era, Origin, Sex, Threshold, Thresholds
from core.errors import ProfileError
from core.findings import SPIKE_WINDOW_DAYS
from tests.makers import make_activities

Inputs = Mapping[str, Any]
MAY_BE_UNKNOWN = frozenset({"sex", "convention", "formula", "model", "tz", "rule"})


def if_known(metric: Callable[[Inputs], Any]) -> Callable[[Inputs], Any]:
    """None where an input that counts is null, where the answer is no number, or none can be."""

    def asked(i: Inputs) -> Any:
        if any(_has_null(value) for name, value in i.items() if name not in MAY_BE_UNKNOWN):
            return None
        try:
            ours = metric(i)
        except (ProfileError, ZeroDivisionError):
            return None
        is_number = isinstance(ours, float | np.ndarray)
        return ours if not is_number else float(ours) if np.isfinite(ours) else None

    return asked


def _has_null(value: Any) -> bool:
    return value is None or (isinstance(value, list) and None in value)


def unrolled(values: Any) -> list[Any]:
    """`{"repeat": [[21, 30], [7, 50]]}` as 21 times 30, then 7 times 50; a list as it is."""
    pairs = values["repeat"] if isinstance(values, Mapping) else [[1, value] for value in values]
    return [value for n, value in pairs for _ in range(int(n))]


def weight(i: Inputs) -> trimp.Weight:
    """The constants told, else those of the sex, in Banister's or GoldenCheetah's convention."""
    if "a" in i and "b" in i:
        return trimp.Weight(i["a"], i["b"])
    word = f"{i.get('sex') or 'male'} {i.get('convention') or ''}".lower().replace("_", "")
    if not word.startswith("f"):
        return trimp.weight_of(Sex.MALE)
    is_theirs = "cheetah" in word or "elevate" in word or "fellrnr" in word
    return trimp.GOLDEN_CHEETAH_FEMALE if is_theirs else trimp.weight_of(Sex.FEMALE)


def heart(i: Inputs) -> trimp.Heart:
    return trimp.Heart(resting_bpm=i["hr_rest"], max_bpm=i["hr_max"], weight=weight(i))


def _segments(i: Inputs) -> tuple[Any, Any]:
    """Seconds and heart rates, those without a heart rate left out."""
    known = [pair for pair in i["segments_s_bpm"] if None not in pair]
    duration_s, beats = np.array(known, float).reshape(-1, 2).T
    return duration_s, beats


def trimp_average(i: Inputs) -> float:
    return trimp.trimp_average(i["duration_min"], i["hr_avg"], heart(i))


def trimp_stream(i: Inputs) -> float | None:
    duration_s, beats = _segments(i)
    return float(trimp.trimp_stream(duration_s, beats, heart(i))) if beats.size else None


def edwards(i: Inputs) -> float:
    if "minutes_in_zone" in i:
        return trimp.weighted_minutes(i["minutes_in_zone"])
    duration_s, beats = _segments(i)
    return float(duration_s @ trimp.edwards_weight(beats, i["hr_max"]) / 60)


def hr_load(i: Inputs) -> float:
    return float(trimp.hr_load(i["trimp"], i["lthr"], heart(i)))


def hr_load_coverage(i: Inputs) -> dict[str, Any]:
    names = ("partial_load", "valid_s", "moving_s")
    run = pl.DataFrame({name: [i[name]] for name in names}, dict.fromkeys(names, pl.Float64))
    covered = trimp.with_coverage(
        pl.col("partial_load"),
        pl.col("valid_s"),
        moving_s=pl.col("moving_s"),
        least=i.get("min_coverage") or trimp.LEAST_COVERAGE,
    )
    load, coverage, estimated = covered
    return run.select(load=load, coverage=coverage, estimated=estimated).row(0, named=True)


def normalised(i: Inputs) -> float | None:
    segments = [np.array(unrolled(segment), float) for segment in i["segments"] or ()]
    number = np.repeat(np.arange(len(segments)), [segment.size for segment in segments])
    return graded.normalised_graded_speed(
        np.concatenate(segments) if segments else np.empty(0),
        number,
        window_s=int(i.get("window_s") or graded.WINDOW_S),
        power=i.get("power") or graded.FOURTH,
    )


def pace_load(i: Inputs) -> float:
    return graded.pace_load(
        i["duration_s"], i["graded_speed_m_s"], threshold_speed_mps=i["threshold_speed_m_s"]
    )


def graded_pace(i: Inputs) -> float:
    return graded.graded_pace(i["pace_s_per_km"], i["grade"], model=i.get("model") or "empirical")


def session_spike(i: Inputs) -> dict[str, Any]:
    """The session is the last of its day; a window that no cohort was studied with may be told."""
    runs = [*(i["history"] or ()), [i["date"], i["distance_km"]]]
    if (window_days := i.get("window_days") or SPIKE_WINDOW_DAYS) != SPIKE_WINDOW_DAYS:
        return _spike_of_window(i, window_days)
    table = make_activities(*(_run(n, day, km) for n, (day, km, *_) in enumerate(runs)))
    session = spike.spikes(table).filter(activity_id=len(runs)).row(0, named=True)
    reference_m = session["reference_distance_m"]
    return {
        "reference_km": None if reference_m is None else reference_m / 1000,
        "ratio": session["spike_ratio"],
        "category": session["spike_class"],
    }


def _spike_of_window(i: Inputs, window_days: int) -> dict[str, Any]:
    last = date.fromisoformat(i["date"][:10]).toordinal()
    past = [(date.fromisoformat(day[:10]).toordinal(), km) for day, km, *_ in i["history"]]
    runs = [*sorted((run for run in past if run[0] <= last), key=lambda run: run[0])]
    runs.append((last, i["distance_km"]))
    days, distances = zip(*runs, strict=True)
    at = spike.longest_before(days, distances, window_days=window_days)[-1]
    reference = None if at is None else distances[at]
    ratio = distances[-1] / reference if reference and distances[-1] is not None else None
    ran = any(last - day <= window_days for day in days[:-1])
    category = spike.spike_class(ratio) if ratio is not None else None if ran else "no_recent_run"
    return {"reference_km": reference, "ratio": ratio, "category": category}


def _run(number: int, day: str, km: float | None) -> dict[str, Any]:
    """Runs of one day start in the order told, and are no parts of one session."""
    start = datetime.combine(date.fromisoformat(day[:10]), datetime.min.time(), UTC)
    return {
        "start_time": start + timedelta(minutes=number),
        "distance_m": None if km is None else km * 1000,
        "elapsed_s": None,
    }


def days(i: Inputs) -> dict[str, Any]:
    """Each session as an hour-scaled run at threshold pace, so that its load is the one told."""
    rows = [_session(moment, load, i.get("tz")) for moment, load, *_ in i["sessions"] or ()]
    covered = [date.fromisoformat(day) for day in i.get("coverage") or ()]
    if covered:
        rows.append({"sport": "cycling", "local_date": covered[0]})
    elif not rows:
        return {}
    last = covered[1] if covered else max(row["local_date"] for row in rows)
    at_threshold = Thresholds(threshold_speed_mps=Threshold(value=1.0, origin=Origin.USER))
    table = make_activities(*rows)
    loads = activity_loads(table, [Era(since=date.min, thresholds=at_threshold)], today=last)
    found = daily_load(table, loads, today=last, until=last).select("local_date", "load_au")
    return {day.isoformat(): load for day, load in found.iter_rows()}


def _session(moment: str, load: float | None, timezone: str | None) -> dict[str, Any]:
    """A moment with an offset other than 0 is that of a file that tells its own."""
    start = datetime.fromisoformat(moment)
    offset = start.utcoffset() or timedelta(0)
    offset_s = int(offset.total_seconds()) or None
    return {
        "start_time": start.astimezone(UTC) if start.tzinfo else start.replace(tzinfo=UTC),
        "local_date": local_date(start, offset_s, timezone),
        "moving_s": None if load is None else load * 36,
        "normalised_graded_speed_mps": 1.0,
    }


def observed_max(i: Inputs) -> float | None:
    told = i["session_peaks"] or ()
    peaks = [peak for peak, is_flagged in told if not is_flagged and peak is not None]
    return thresholds.observed_max_bpm(peaks)


def age_max(i: Inputs) -> float:
    return thresholds.max_bpm_by_age(i["age"], formula=i.get("formula") or "nes")
