"""The plain totals of one run: distance, times, pace, climb, steps, energy, with their reasons."""

from __future__ import annotations

from typing import Any

from core.run import RunDetail
from views import run_heights, words
from views.panel import Entry
from views.run_lanes import ON_FOOT
from views.run_words import moving_s, speed_mps

MOVING = "moving time: without pauses, and without standing for 10 s and more"
ALTITUDES = {
    "baro": "Altitude from a barometer, smoothed over 100 m.",
    "gnss": "Altitude from satellites, smoothed over 200 m: rough.",
}


def figure(key: str, name: str, value: str, *, text: str = "", why: str = "") -> Entry:
    """One figure, its number kept together with its unit."""
    return Entry(name=name, value=words.together(value), text=text, why=why, key=f"figure_{key}")


def source(detail: RunDetail, column: str) -> str:
    """Which field of the file it is from, and which sensor."""
    told = (detail.sources or {}).get(column)
    if told is None:
        return ""
    origin = {"native": "", "developer": " of an app", "derived": ", worked out by us"}
    sensor = f", measured by {words.literal(told.sensor)}" if told.sensor else ""
    rule = f" ({words.literal(told.rule)})" if told.rule else ""
    field = words.literal(told.field)
    return f"**Source.** The file's field {field}{origin[told.origin]}{rule}{sensor}."


def joined(*parts: str) -> str:
    """Paragraphs of a reason; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def distance(row: dict[str, Any], detail: RunDetail, *, is_metric: bool) -> Entry:
    """How far."""
    said = "Typed in by you." if row["is_manual"] else "As the device summed it."
    if row["is_distance_estimated"]:
        said = "Estimated: indoors, or from positions."
    if detail.is_distance_told:
        said = "As you told it."
    if row["distance_m"] is None:
        said = "No distance was recorded."
    value = words.distance(row["distance_m"], is_metric=is_metric)
    how = "**Formula.** The device's own total; without one, the end of its distance channel."
    doubt = "**Limits.** Satellites are off by up to 2.75 % in running (Budig 2019)."
    return figure(
        "distance",
        "Distance",
        value,
        text=said,
        why=joined(how, doubt, source(detail, "distance_m")),
    )


def moving(row: dict[str, Any]) -> Entry:
    """Time without stops."""
    why = f"**Formula.** Seconds of {MOVING}: slower than 0.8 m/s, or under 40 steps a minute."
    return figure(
        "moving", "Moving time", words.duration(moving_s(row)), text="Without stops.", why=why
    )


def elapsed(row: dict[str, Any]) -> Entry:
    """Time from first to last moment."""
    paused = (row["elapsed_s"] or 0) - (row["timer_s"] or row["elapsed_s"] or 0)
    text = f"{words.duration(paused)} of it with the watch paused." if paused >= 1 else "No pause."
    why = "**Inputs.** The first and the last moment of the file. Races are timed like this."
    return figure("elapsed", "Elapsed time", words.duration(row["elapsed_s"]), text=text, why=why)


def pace(row: dict[str, Any], *, is_metric: bool) -> Entry:
    """Distance over moving time: a pace on foot, else a speed."""
    speed = speed_mps(row)
    if row["sport"] in ON_FOOT:
        name, value = "Pace", words.pace(speed, is_metric=is_metric)
    else:
        name, value = "Speed", f"{words.number(speed, 1)} m/s" if speed else words.UNKNOWN
    return figure(
        "pace", name, value, text="Over moving time.", why=f"**Formula.** Distance ÷ {MOVING}."
    )


def climb(row: dict[str, Any], kind: str, *, is_metric: bool) -> Entry:
    """Ascent or descent; unknown without altitude, never 0."""
    value = row[f"{kind}_m"]
    otherwise = (
        "Typed in by you." if row["is_manual"] else "Where the altitude comes from is unknown."
    )
    known = ALTITUDES.get(row["altitude_source"] or "", otherwise)
    said = run_heights.height(value, is_metric=is_metric)
    text = "No altitude, so it is not known." if value is None else known
    why = (
        "**Formula.** Altitude is smoothed, and only changes of 3 m and more are summed (10 m "
        "where it comes from satellites): noise would double it."
    )
    return figure(kind, kind.capitalize(), said, text=text, why=why)


def steps(row: dict[str, Any]) -> Entry | None:
    """Steps of both feet; other sports have none."""
    if row["sport"] not in ON_FOOT:
        return None
    text = "Both feet." if row["n_steps"] else "No cadence for 80 % of the moving time."
    why = "**Formula.** Cadence of both feet, summed over the moving time. No limit is known."
    return figure("steps", "Steps", words.number(row["n_steps"]), text=text, why=why)


def energy(row: dict[str, Any]) -> Entry | None:
    """What the way cost by its slopes, where they are known."""
    if row["energy_kj_kg"] is None:
        return None
    why = (
        "**Formula.** The energy that a metre costs at its slope (Minetti 2002, 10 runners on a "
        "treadmill), summed over the way. Wind and ground are left out, and so is your economy."
    )
    value = f"{words.number(row['energy_kj_kg'])} kJ/kg"
    return figure("energy", "Energy of the way", value, text="Per kilogram of body mass.", why=why)
