"""The totals of one run, each with what it stands on: inputs, formula, coverage, source."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Review
from core.run import RunDetail
from views import measured, run_totals, words
from views.panel import Entry, Panel
from views.run_lanes import ON_FOOT
from views.run_load import why_none
from views.run_totals import ALTITUDES, figure, joined, source
from views.run_unknown import folded
from views.run_words import row_of

FIRST = ("distance", "moving", "pace", "heart", "cadence", "balance")
GRADED = """\
**Formula.** Speed × a factor of the slope, second by second, and the mean of that. The factors \
are those at which the heart rate is the same as on the flat (Strava's, as measured from outside \
by specialsauce); no wind, no ground, no walking on steep slopes.

**Coverage.** {altitude}

**Evidence: mixed.**"""  # load law, 4.1


def panel(detail: RunDetail, review: Review) -> Panel:
    """Every total with its reason."""
    entries = folded(figures(detail, review), key="no_figures")
    return Panel(heading="Every figure of this run", entries=entries)


def first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Those known of the six that stand on top; the side of a balance goes to its name."""
    by = {entry.key: entry for entry in entries}
    found = [by[f"figure_{key}"] for key in FIRST if f"figure_{key}" in by]
    return tuple(_short(each) for each in found if each.value != words.UNKNOWN)


def _short(entry: Entry) -> Entry:
    """A figure that fits a narrow column: "Balance, left" and "51.9 %"."""
    value, _, side = entry.value.replace("\u00a0", " ").partition(" % ")
    return replace(entry, name=f"{entry.name}, {side}", value=f"{value}\u00a0%") if side else entry


def figures(detail: RunDetail, review: Review) -> tuple[Entry, ...]:
    """What the run came to; what is not known is a dash with the reason, never 0."""
    row, is_metric = row_of(detail), review.profile.is_metric
    entries = (
        run_totals.distance(row, detail, is_metric=is_metric),
        run_totals.moving(row),
        run_totals.pace(row, is_metric=is_metric),
        _heart(row, detail),
        _cadence(row, detail),
        _balance(row, detail) if row["sport"] == RUNNING else None,
        run_totals.elapsed(row),
        _graded(row, detail, is_metric=is_metric),
        _power(row),
        run_totals.climb(row, "ascent", is_metric=is_metric),
        run_totals.climb(row, "descent", is_metric=is_metric),
        run_totals.steps(row),
        _load(detail),
        run_totals.energy(row),
    )
    return tuple(entry for entry in entries if entry is not None)


def _heart(row: dict[str, Any], detail: RunDetail) -> Entry:
    mean = measured.heart_rate_bpm(row)
    value = words.UNKNOWN if mean is None else f"{mean:.0f} bpm"
    covered, most = row["heart_rate_coverage_pct"], row["max_heart_rate_bpm"]
    nothing = measured.no_heart_rate(row) or "No heart rate was recorded."
    parts = [nothing] if mean is None else ["Typed in by you."] if row["is_manual"] else []
    if covered is not None and mean is not None:
        parts.append(f"Known for {math.floor(covered)} % of the moving time.")
    if most is not None and mean is not None:
        parts.append(f"Highest {most:.0f} bpm.")
    how = (
        "**Formula.** The mean of all samples of the file. Not known, and so in no zone and no "
        "load: what no heart does (over 10 beats of change a second, one value for two minutes), "
        "and stretches in which the watch only copied the step rate."
    )
    doubt = (
        "**Limits.** On the wrist off by 13 % on trails in one study of 21 runners, with a chest "
        "strap by 2 % (Navalta 2020)."
    )
    return figure(
        "heart",
        "Heart rate",
        value,
        text=" ".join(parts),
        why=joined(how, doubt, source(detail, "heart_rate_bpm")),
    )


def _cadence(row: dict[str, Any], detail: RunDetail) -> Entry:
    mean = row["avg_cadence_spm"]
    if row["sport"] in ON_FOOT:
        said, unit = "Steps a minute, both feet.", "spm"
    else:
        said, unit = "Turns or strokes a minute, as the device counts.", "rpm"
    value = words.UNKNOWN if mean is None else f"{mean:.0f} {unit}"
    text = said if mean is not None else "No cadence was recorded."
    why = joined(
        "**Formula.** The mean of all samples that have one.", source(detail, "cadence_spm")
    )
    return figure("cadence", "Cadence", value, text=text, why=why)


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
        text = _no_balance(row) if detail.measure is None else NO_STEADY
        return figure("balance", "Balance", words.UNKNOWN, text=text, why=why)
    lean = known.row(0, named=True)
    half = "" if lean["low_pp"] is None else f" ±{(lean['high_pp'] - lean['low_pp']) / 2:.1f},"
    covered = row["stance_balance_coverage_pct"]
    share = "" if not covered else f" Measured for {math.floor(covered)} % of the moving time."
    text = f"{half.strip()} {words.count(lean['n_blocks'], 'flat, steady minute')}.{share}".strip()
    why = joined(why, source(detail, "stance_balance_left_pct"))
    return figure("balance", "Balance", words.lean(lean["lean_pp"]), text=text, why=why)


def _no_balance(row: dict[str, Any]) -> str:
    if row["is_balance_constant"] or row["is_pod_balance_constant"]:
        return "One balance from start to end: nothing was measured."
    return "No balance was recorded."


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
    return figure("graded", "Graded pace", value, text="As if on the flat.", why=why)


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
    return figure("power", "Power", value, text=text, why=why)


def _load(detail: RunDetail) -> Entry | None:
    if detail.loads.is_empty():
        return None
    loads = detail.loads.row(0, named=True)
    by = {"hr": "heart rate", "pace": "pace", "rpe": "effort"}.get(loads["load_source"] or "", "")
    text = f"By {by}." if by else f"Unknown: {why_none(loads, detail)}."
    why = "**Scale.** 100 is one hour at your threshold. Compare it only with your own past."
    return figure("load", "Load", words.load(loads["load_au"]), text=text, why=why)
