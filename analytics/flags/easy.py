"""How much of a month's running was easy: for runners who asked to be told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analytics.flags.recent import recent_runs
from analytics.flags.rule import Reading
from analytics.intensity import THREE_SHARES
from analytics.thresholds import resolve_thresholds
from core.findings import EDGE_SLACK, Evidence
from core.schemas import LOWEST_HEART_RATE_BPM, N_HEART_RATE_BINS
from core.units import SECONDS_PER_HOUR

EASY_WATCH_PCT, EASY_ACT_PCT = 70.0, 60.0  # imbalance law, 2.3: below them
LEAST_HEART_RATE_S = 6 * SECONDS_PER_HOUR  # imbalance law, 2.3


def easy_reading(evidence: Evidence) -> Reading:
    """Share of the month's running time below the first threshold, for those who ask."""
    if not evidence.profile.wants_easy_days:
        return Reading(words={"missing": ON_REQUEST})
    first = _first_threshold_bpm(evidence)
    if first is None:
        return Reading(words={"missing": NO_THRESHOLD})
    bpm, about = first
    runs = recent_runs(evidence).drop_nulls("heart_rate_s")
    seen = Reading(n_runs=runs.height, run_ids=tuple(runs["activity_id"].drop_nulls()))
    seconds = np.zeros(N_HEART_RATE_BINS)
    if runs.height:
        seconds = runs["heart_rate_s"].to_numpy().sum(axis=0, dtype=np.float64)
    known_s = float(seconds.sum())
    if known_s < LEAST_HEART_RATE_S:
        return replace(seen, words={"missing": _more_hours(known_s)})
    beats = LOWEST_HEART_RATE_BPM + np.arange(N_HEART_RATE_BINS)
    share = 100 * float(seconds[beats < bpm - EDGE_SLACK].sum()) / known_s
    words = {"p": f"{share:.0f}", "bpm": f"{bpm:.0f}", "about": about}
    return replace(seen, value=share, words=words)


ON_REQUEST = (
    "Only on request: if you want help to keep easy days easy, switch it on on the Profile page."
)
NO_THRESHOLD = (
    "Your first threshold is not known. Tell it, your threshold heart rate or your highest heart "
    "rate on the Profile page."
)


def _first_threshold_bpm(evidence: Evidence) -> tuple[float, str] | None:
    """Where easy ends, and "about " where no test told it."""
    told = resolve_thresholds(evidence.profile, evidence.activities, today=evidence.today)
    if told.first_threshold_heart_rate_bpm is not None:
        return told.first_threshold_heart_rate_bpm.value, ""
    if told.threshold_heart_rate_bpm is None:
        return None
    return THREE_SHARES[0] * told.threshold_heart_rate_bpm.value, "about "


def _more_hours(known_s: float) -> str:
    have, more = known_s / SECONDS_PER_HOUR, (LEAST_HEART_RATE_S - known_s) / SECONDS_PER_HOUR
    return (
        f"You have {have:.1f} of the 6 hours of running with heart rate in the last 28 days. It "
        f"takes {more:.1f} more."
    )
