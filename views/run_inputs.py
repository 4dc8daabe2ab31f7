"""What each kind of load of one run was worked out from, and for how much of it that is known."""

from __future__ import annotations

import math
from typing import Any

from core.athlete import Sex, Threshold
from core.findings import Review
from core.run import RunDetail
from views import words
from views.run_totals import ALTITUDES, joined
from views.run_words import moving_s, row_of

BEATS = {
    "hr_load_au": (
        ("resting", "resting_heart_rate_bpm"),
        ("highest", "max_heart_rate_bpm"),
        ("threshold", "threshold_heart_rate_bpm"),
    ),
    "trimp_au": (("resting", "resting_heart_rate_bpm"), ("highest", "max_heart_rate_bpm")),
    "edwards_au": (("highest", "max_heart_rate_bpm"),),
    "lucia_au": (
        ("first threshold", "first_threshold_heart_rate_bpm"),
        ("second threshold", "second_threshold_heart_rate_bpm"),
    ),
}
"""The thresholds of heart rate that a load hangs on."""
GRADED = {True: "normalised_graded_speed_minetti_mps", False: "normalised_graded_speed_mps"}


def inputs(column: str, detail: RunDetail, review: Review) -> str:
    """Inputs and coverage of one load of LOADS, as Markdown; empty where nothing is known.

    Args:
        column: The load.
        detail: The run; its thresholds are those that held on its day.
        review: Units, and how slopes are graded.
    """
    if column in BEATS:
        return joined(_told(_beats(column, detail)), _beats_covered(detail))
    if column == "pace_load_au":
        return joined(_told(_pace(detail, review)), _grade_covered(detail))
    known = _power(detail) if column == "power_load_au" else _effort(detail)
    return _told(known)


def coverage(row: dict[str, Any]) -> str:
    """For how much of a run its heart rate is known."""
    covered = row["heart_rate_coverage_pct"]
    if covered is None:
        return ""
    return f"**Coverage.** Heart rate for {math.floor(covered)} % of the moving time."


def _told(known: list[str]) -> str:
    return f"**Inputs.** {'; '.join(known)}." if known else ""


def _beats(column: str, detail: RunDetail) -> list[str]:
    """The thresholds that held on that day, each with its origin."""
    row, held = row_of(detail), detail.thresholds
    known = [
        f"{name} {words.number(each.value)} bpm ({words.origin(each)})"
        for name, field in BEATS[column]
        if (each := getattr(held, field)) is not None
    ]
    if column in ("hr_load_au", "trimp_au") and known:
        weight = "women" if held.sex is Sex.FEMALE else "men"
        known.append(f"the weight for {weight}{'' if held.sex else ', as no sex is told'}")
    heart = [f"Heart rate: {', '.join(known)}"] if known else []
    if row["is_manual"] and row["avg_heart_rate_bpm"] is not None:
        heart.append(f"the mean of {words.number(row['avg_heart_rate_bpm'])} bpm that you typed in")
    return [*heart, *_moving(row)]


def _moving(row: dict[str, Any]) -> list[str]:
    lasted_s = moving_s(row)
    return [] if lasted_s is None else [f"moving time {words.duration(lasted_s)}"]


def _beats_covered(detail: RunDetail) -> str:
    return "" if row_of(detail)["is_manual"] else coverage(row_of(detail))


def _pace(detail: RunDetail, review: Review) -> list[str]:
    row, is_metric = row_of(detail), review.profile.is_metric
    speed = row[GRADED[review.profile.is_graded_by_cost]]
    known = _threshold("Threshold pace", detail.thresholds.threshold_speed_mps, is_metric=is_metric)
    if speed is not None:
        known.append(f"normalised graded pace {words.pace(speed, is_metric=is_metric)}")
    if row["incline_pct"]:
        known.append(f"slope of the treadmill {words.number(row['incline_pct'], 1)} %")
    return [*known, *_moving(row)]


def _threshold(name: str, held: Threshold | None, *, is_metric: bool) -> list[str]:
    if held is None:
        return []
    return [f"{name} {words.pace(held.value, is_metric=is_metric)} ({words.origin(held)})"]


def _grade_covered(detail: RunDetail) -> str:
    """Where the slope comes from that speed is graded by."""
    row = row_of(detail)
    if row[GRADED[False]] is None:
        return ""
    flat = "No altitude: taken as flat, but for a slope that you told."
    return f"**Coverage.** {ALTITUDES.get(row['altitude_source'] or '', flat)}"


def _power(detail: RunDetail) -> list[str]:
    row, held = row_of(detail), detail.thresholds.critical_power_w
    known = []
    if held is not None:
        known.append(f"Critical power {words.number(held.value)} W ({words.origin(held)})")
    if row["normalised_power_w"] is not None:
        known.append(f"normalised power {words.number(row['normalised_power_w'])} W")
    return [*known, *_moving(row)]


def _effort(detail: RunDetail) -> list[str]:
    row = row_of(detail)
    lasted_s, rating = row["elapsed_s"] or row["timer_s"], row["rpe_index"]
    known = [] if rating is None else [f"Effort {words.number(rating)} of 10"]
    whole = [] if lasted_s is None else [f"the whole session of {words.duration(lasted_s)}"]
    return [*known, *whole] if known else []
