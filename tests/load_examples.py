"""Worked examples of one session, its spike and its day, put to our functions.

Null means "must not be a number": an unknown input, a runner that cannot be, nothing to divide by.
The sex may be unknown, though: then the male constants count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl

from analytics import graded, spike, thresholds, trimp
from analytics.days import daily_load
from core.activity import local_date
from core.athlete import ASSUMED_RESTING_BPM, Sex
from core.errors import ProfileError
from core.findings import SPIKE_WINDOW_DAYS
from core.schemas import LOADS
from tests.makers import make_activities

Inputs = Mapping[str, Any]


class Unknown(Exception):
    """An input that counts is null."""


class Told(dict[str, Any]):
    """Inputs of which those that are asked for by name must be known; `get` takes a null."""

    def __getitem__(self, name: str) -> Any:
        """The input, unless it is null or has a null in it."""
        value = super().__getitem__(name)
        if value is None or (isinstance(value, list) and None in value):
            raise Unknown(name)
        return value


def if_known(metric: Callable[[Inputs], Any]) -> Callable[[Inputs], Any]:
    """None where an input that counts is null, where the answer is no number, or none can be."""

    def asked(i: Inputs) -> Any:
        try:
            ours = metric(Told(i))
        except (Unknown, ProfileError, ZeroDivisionError):
            return None
        is_number = isinstance(ours, float | np.ndarray)
        return ours if not is_number else float(ours) if np.isfinite(ours) else None

    return asked


def option(i: Inputs, name: str, known: Sequence[str]) -> str:
    """The option told, in any case; the first of those known where none is told.

    Raises:
        ProfileError: another one, for which there is no formula.
    """
    told = str(i.get(name) or known[0]).strip().lower()
    if told not in known:
        raise ProfileError(f"{told!r} is no {name}.", f"It takes one of {', '.join(known)}.")
    return told


def sex_of(word: object) -> Sex | None:
    """Female for f..., w...; male for m...; else it is not known."""
    first = str(word or "").strip().lower()[:1]
    return {"f": Sex.FEMALE, "w": Sex.FEMALE, "m": Sex.MALE}.get(first)


def pairs(i: Inputs, *names: str) -> tuple[list[float], ...]:
    """Columns of which every value belongs to those beside it, without rows that lack one.

    Raises:
        Unknown: a column is null.
    """
    columns = [i.get(name) for name in names]
    if any(column is None for column in columns):
        raise Unknown(names)
    known = [row for row in zip(*columns, strict=True) if None not in row]
    return tuple([row[n] for row in known] for n in range(len(names)))


def unrolled(values: Any) -> list[Any]:
    """`{"repeat": [[21, 30], [7, 50]]}` as 21 times 30, then 7 times 50; a list as it is."""
    pairs = values["repeat"] if isinstance(values, Mapping) else [[1, value] for value in values]
    return [value for n, value in pairs for _ in range(int(n))]


def weight(i: Inputs) -> trimp.Weight:
    """The constants told, else those of the sex, in Banister's or GoldenCheetah's convention."""
    if "a" in i and "b" in i:
        return trimp.Weight(i["a"], i["b"])
    if sex_of(i.get("sex")) is not Sex.FEMALE:
        return trimp.weight_of(Sex.MALE)
    word = f"{i.get('sex')} {i.get('convention')}".lower().replace("_", "")
    is_theirs = "cheetah" in word or "elevate" in word or "fellrnr" in word
    return trimp.GOLDEN_CHEETAH_FEMALE if is_theirs else trimp.weight_of(Sex.FEMALE)


def heart(i: Inputs) -> trimp.Heart:
    """Without a word on the resting heart rate it is the default of the load law, section 10."""
    told = Told({"hr_rest": ASSUMED_RESTING_BPM, **i})
    return trimp.Heart(resting_bpm=told["hr_rest"], max_bpm=told["hr_max"], weight=weight(i))


def _segments(i: Inputs) -> tuple[Any, Any]:
    """Seconds and heart rates, those without a heart rate left out."""
    known = [pair for pair in unrolled(i["segments_s_bpm"]) if None not in pair]
    duration_s, beats = np.array(known, float).reshape(-1, 2).T
    return duration_s, beats


def trimp_average(i: Inputs) -> float:
    return trimp.trimp_average(i["duration_min"], i["hr_avg"], heart(i))


def trimp_stream(i: Inputs) -> float | None:
    duration_s, beats = _segments(i)
    return float(trimp.trimp_stream(duration_s, beats, heart(i))) if beats.size else None


def minutes_in_zones(i: Inputs, n_zones: int) -> float:
    minutes = i["minutes_in_zone"]
    if len(minutes) != n_zones:
        raise Unknown("minutes_in_zone")
    return trimp.weighted_minutes(minutes)


def edwards(i: Inputs) -> float:
    if "minutes_in_zone" in i:
        return minutes_in_zones(i, 5)
    duration_s, beats = _segments(i)
    return float(duration_s @ trimp.edwards_weight(beats, i["hr_max"]) / 60)


def hr_load(i: Inputs) -> float:
    """Without a word on the threshold it is the default of the load law, section 10."""
    told = heart(i)
    reserve = told.max_bpm - told.resting_bpm
    lthr = i["lthr"] if "lthr" in i else told.resting_bpm + thresholds.THRESHOLD_SHARE * reserve
    return float(trimp.hr_load(i["trimp"], lthr, told))


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
    model = option(i, "model", ("empirical", "minetti"))
    return graded.graded_pace(i["pace_s_per_km"], grade(i), model=model)


def grade(i: Inputs) -> float:
    """The slope; where it is not known, flat is assumed (load law, sections 4.1 and 10)."""
    told = i.get("grade")
    return 0.0 if told is None else float(told)


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
    """Each session as a run that has the load told."""
    rows = [_session(moment, load, i.get("tz")) for moment, load, *_ in i["sessions"] or ()]
    covered = [date.fromisoformat(day) for day in i.get("coverage") or ()]
    if covered:
        rows.append({"sport": "cycling", "local_date": covered[0], "load_au": 0.0})
    elif not rows:
        return {}
    last = covered[1] if covered else max(row["local_date"] for row in rows)
    load = pl.Series("load_au", [row.pop("load_au") for row in rows], pl.Float64, strict=False)
    table = make_activities(*rows)
    loads = LOADS.complete(table.with_columns(load))
    found = daily_load(table, loads, today=last, until=last).select("local_date", "load_au")
    return {
        day.isoformat(): load
        for day, load in found.iter_rows()
        if not covered or day >= covered[0]  # days before it do not exist
    }


def _session(moment: str, load: float | None, timezone: str | None) -> dict[str, Any]:
    """A moment with an offset other than 0 is that of a file that tells its own."""
    start = datetime.fromisoformat(moment)
    offset = start.utcoffset() or timedelta(0)
    offset_s = int(offset.total_seconds()) or None
    return {
        "start_time": start.astimezone(UTC) if start.tzinfo else start.replace(tzinfo=UTC),
        "local_date": local_date(start, offset_s, timezone) if start.tzinfo else start.date(),
        "load_au": load,
    }


def observed_max(i: Inputs) -> float | None:
    told = i["session_peaks"] or ()
    peaks = [peak for peak, is_flagged in told if not is_flagged and peak is not None]
    return thresholds.observed_max_bpm(peaks)


def age_max(i: Inputs) -> float:
    return thresholds.max_bpm_by_age(i["age"], formula=option(i, "formula", ("nes", "tanaka")))
