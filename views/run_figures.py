"""The totals of one run, each with what it stands on: inputs, formula, coverage, source."""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.run import RunDetail
from views import words
from views.panel import Entry, Panel
from views.run_lanes import ON_FOOT
from views.run_words import row_of, speed_mps

FIRST = ("distance", "moving", "pace", "heart", "cadence", "balance")
MOVING = "moving time: without pauses, and without standing for 10 s and more"
GRADED = """\
**Formula.** Speed × a factor of the slope, second by second, and the mean of that. The factors \
are those at which the heart rate is the same as on the flat (Strava's, as measured from outside \
by specialsauce); no wind, no ground, no walking on steep slopes.

**Coverage.** {altitude}

**Evidence: mixed.**"""  # load law, 4.1
ALTITUDES = {
    "baro": "Altitude from a barometer, smoothed over 100 m.",
    "gnss": "Altitude from satellites, smoothed over 200 m: rough.",
}


def panel(detail: RunDetail, review: Review) -> Panel:
    """Every total with its reason."""
    return Panel(heading="Every figure of this run", entries=figures(detail, review))


def first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The six that stand on top of the page: the same objects."""
    by = {entry.key: entry for entry in entries}
    return tuple(by[f"figure_{key}"] for key in FIRST if f"figure_{key}" in by)


def figures(detail: RunDetail, review: Review) -> tuple[Entry, ...]:
    """What the run came to; what is not known is a dash with the reason, never 0."""
    row, is_metric = row_of(detail), review.profile.is_metric
    entries = (
        _distance(row, detail, is_metric=is_metric),
        _moving(row),
        _pace(row, is_metric=is_metric),
        _heart(row, detail),
        _cadence(row, detail),
        _balance(row, detail) if row["sport"] == RUNNING else None,
        _elapsed(row),
        _graded(row, detail, is_metric=is_metric),
        _power(row),
        _climb(row, "ascent"),
        _climb(row, "descent"),
        _steps(row),
        _load(detail),
        _energy(row),
    )
    return tuple(entry for entry in entries if entry is not None)


def _entry(key: str, name: str, value: str, *, text: str = "", why: str = "") -> Entry:
    return Entry(name=name, value=words.together(value), text=text, why=why, key=f"figure_{key}")


def _source(detail: RunDetail, column: str) -> str:
    """Which field of the file it is from, and which sensor."""
    source = (detail.sources or {}).get(column)
    if source is None:
        return ""
    origin = {"native": "", "developer": " of an app", "derived": ", worked out by us"}
    sensor = f", measured by {words.literal(source.sensor)}" if source.sensor else ""
    rule = f" ({words.literal(source.rule)})" if source.rule else ""
    field = words.literal(source.field)
    return f"**Source.** The file's field {field}{origin[source.origin]}{rule}{sensor}."


def _why(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _distance(row: dict[str, Any], detail: RunDetail, *, is_metric: bool) -> Entry:
    is_guess = bool(row["is_distance_estimated"])
    said = "Typed in by you." if row["is_manual"] else "As the device summed it."
    if is_guess:
        said = "Estimated: indoors, or from positions only."
    if row["distance_m"] is None:
        said = "No distance was recorded."
    value = words.distance(row["distance_m"], is_metric=is_metric)
    how = "**Formula.** The device's own total; without one, the end of its distance channel."
    doubt = "**Limits.** Satellites are off by up to 2.75 % in running (Budig 2019)."
    return _entry(
        "distance",
        "Distance",
        value,
        text=said,
        why=_why(how, doubt, _source(detail, "distance_m")),
    )


def _moving(row: dict[str, Any]) -> Entry:
    value = row["moving_s"] or (row["timer_s"] if row["is_manual"] else None)
    why = f"**Formula.** Seconds of {MOVING}: slower than 0.8 m/s, or under 40 steps a minute."
    return _entry("moving", "Moving time", words.duration(value), text="Without stops.", why=why)


def _elapsed(row: dict[str, Any]) -> Entry:
    paused = (row["elapsed_s"] or 0) - (row["timer_s"] or row["elapsed_s"] or 0)
    text = f"{words.duration(paused)} of it with the watch paused." if paused >= 1 else "No pause."
    why = "**Inputs.** The first and the last moment of the file. Races are timed like this."
    return _entry("elapsed", "Elapsed time", words.duration(row["elapsed_s"]), text=text, why=why)


def _pace(row: dict[str, Any], *, is_metric: bool) -> Entry:
    speed = speed_mps(row)
    if row["sport"] in ON_FOOT:
        name, value = "Pace", words.pace(speed, is_metric=is_metric)
    else:
        name, value = "Speed", f"{words.number(speed, 1)} m/s" if speed else words.UNKNOWN
    return _entry(
        "pace", name, value, text="Over moving time.", why=f"**Formula.** Distance ÷ {MOVING}."
    )


def _heart(row: dict[str, Any], detail: RunDetail) -> Entry:
    mean = row["avg_heart_rate_bpm"]
    value = words.UNKNOWN if mean is None else f"{mean:.0f} bpm"
    covered, most = row["heart_rate_coverage_pct"], row["max_heart_rate_bpm"]
    parts = ["No heart rate was recorded."] if mean is None else []
    if covered is not None and mean is not None:
        parts.append(f"Known for {math.floor(covered)} % of the moving time.")
    if most is not None:
        parts.append(f"Highest {most:.0f} bpm.")
    how = (
        "**Formula.** The mean of all samples that have one. Left out: what no heart does (over "
        "10 beats of change a second, one value for two minutes), and stretches in which the "
        "watch only copied the step rate."
    )
    doubt = (
        "**Limits.** On the wrist off by 13 % on trails in one study of 21 runners, with a chest "
        "strap by 2 % (Navalta 2020)."
    )
    return _entry(
        "heart",
        "Heart rate",
        value,
        text=" ".join(parts),
        why=_why(how, doubt, _source(detail, "heart_rate_bpm")),
    )


def _cadence(row: dict[str, Any], detail: RunDetail) -> Entry:
    mean = row["avg_cadence_spm"]
    if row["sport"] in ON_FOOT:
        said, unit = "Steps a minute, both feet.", "spm"
    else:
        said, unit = "Turns or strokes a minute, as the device counts.", "rpm"
    value = words.UNKNOWN if mean is None else f"{mean:.0f} {unit}"
    text = said if mean is not None else "No cadence was recorded."
    why = _why(
        "**Formula.** The mean of all samples that have one.", _source(detail, "cadence_spm")
    )
    return _entry("cadence", "Cadence", value, text=text, why=why)


def _balance(row: dict[str, Any], detail: RunDetail) -> Entry:
    """The steady, flat minutes where there are any; the page names no side by it."""
    why = (
        "**Formula.** The left foot's share of ground contact: the median of the flat, steady "
        "minutes, with its 95 % interval. “What was left out” says which minutes these are.\n\n"
        "**Limits.** A strap off centre, a bottle on one side or the slope of the road can look "
        "the same. One run alone names no side.\n\n**Evidence: weak** that a difference matters."
    )
    known = detail.leans.filter(pl.col("measure") == pl.lit(detail.measure, pl.String))
    if detail.measure is None or known.is_empty():
        text = "No balance was recorded." if detail.measure is None else NO_STEADY
        return _entry("balance", "Balance", words.UNKNOWN, text=text, why=why)
    lean = known.row(0, named=True)
    half = "" if lean["low_pp"] is None else f" ±{(lean['high_pp'] - lean['low_pp']) / 2:.1f},"
    covered = row["stance_balance_coverage_pct"]
    share = "" if not covered else f" Measured for {math.floor(covered)} % of the moving time."
    text = f"{half.strip()} {words.count(lean['n_blocks'], 'flat, steady minute')}.{share}".strip()
    source = _source(detail, "stance_balance_left_pct")
    value = words.lean(lean["lean_pp"])
    return _entry("balance", "Balance", value, text=text, why=_why(why, source))


NO_STEADY = "No flat, steady minute, so none is given for the run."


def _graded(row: dict[str, Any], detail: RunDetail, *, is_metric: bool) -> Entry | None:
    if row["sport"] != RUNNING or detail.graded_mps is None:
        return None
    source = row["altitude_source"]
    known = ALTITUDES.get(source or "", "")
    if not known:
        known = "No altitude: taken as flat." if row["ascent_m"] is None else "Source unknown."
    value = words.pace(detail.graded_mps, is_metric=is_metric)
    why = GRADED.format(altitude=known)
    return _entry("graded", "Graded pace", value, text="As if on the flat.", why=why)


def _power(row: dict[str, Any]) -> Entry:
    mean = row["avg_power_w"]
    value = words.UNKNOWN if mean is None else f"{mean:.0f} W"
    sensor = words.literal(row["power_sensor"] or "")
    text = "No power was recorded." if mean is None else f"From {sensor or 'an unnamed source'}."
    why = (
        "**Formula.** The mean of all samples that have one. Running power is a model, not a "
        "measurement: never compare two makers.\n\n**Evidence.** Mixed for Stryd (CV up to 4.3 %), "
        "weak for others (Cerezuela-Espejo 2021)."
    )
    return _entry("power", "Power", value, text=text, why=why)


def _climb(row: dict[str, Any], kind: str) -> Entry:
    value = row[f"{kind}_m"]
    known = ALTITUDES.get(row["altitude_source"] or "", "Where the altitude comes from is unknown.")
    said = words.UNKNOWN if value is None else f"{value:,.0f} m"
    text = "No altitude, so it is not known." if value is None else known
    why = (
        "**Formula.** Altitude is smoothed, and only changes of 3 m and more are summed (10 m "
        "where it comes from satellites): noise would double it."
    )
    return _entry(kind, kind.capitalize(), said, text=text, why=why)


def _steps(row: dict[str, Any]) -> Entry | None:
    if row["sport"] not in ON_FOOT:
        return None
    text = "Both feet." if row["n_steps"] else "No cadence for 80 % of the moving time."
    why = "**Formula.** Cadence of both feet, summed over the moving time. No limit is known."
    return _entry("steps", "Steps", words.number(row["n_steps"]), text=text, why=why)


def _load(detail: RunDetail) -> Entry | None:
    if detail.loads.is_empty():
        return None
    loads = detail.loads.row(0, named=True)
    by = {"hr": "heart rate", "pace": "pace", "rpe": "effort"}.get(loads["load_source"] or "", "")
    text = f"By {by}; see below." if by else f"Unknown: {loads['missing'] or 'no measure'}."
    why = "**Scale.** 100 is one hour at your threshold. Compare it only with your own past."
    return _entry("load", "Load", words.load(loads["load_au"]), text=text, why=why)


def _energy(row: dict[str, Any]) -> Entry | None:
    if row["energy_kj_kg"] is None:
        return None
    why = (
        "**Formula.** The energy that a metre costs at its slope (Minetti 2002, 10 runners on a "
        "treadmill), summed over the way. Wind and ground are left out, and so is your economy."
    )
    value = f"{words.number(row['energy_kj_kg'])} kJ/kg"
    return _entry("energy", "Energy of the way", value, text="Per kilogram of body mass.", why=why)
