"""A balance that has moved away from the runner's own normal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

import polars as pl

from analytics.flags.balance import SWAPPED, Run, is_answered, runs_in, side_of
from analytics.flags.rule import FlagRule, Reading
from analytics.flags.steady import RAISED, leans_of, more_runs, present, standing
from analytics.matched import LEAST_BASELINE, mdc95, typical_error
from analytics.symmetry import EVEN_PCT
from core.findings import (
    BALANCE_WINDOW_DAYS,
    EDGE_SLACK,
    Evidence,
    Grade,
    Level,
    Need,
    Quality,
    Side,
)

SHIFT_WATCH_PP, SHIFT_ACT_PP = 1.0, 2.0  # imbalance law, 2.1: both from, not beyond
LAST_RUNS = 3  # imbalance law, 2.1
MOST_BASELINE = 20  # imbalance law, 2.1
STABLE_PP = 1.0  # imbalance law, 1, "Side safety"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The last runs against the baseline before them; all None but the level if too few."""

    level: Level
    delta: float | None = None
    sem: float | None = None
    mdc95: float | None = None


def balance_shift(
    baseline_pp: Sequence[float], last_pp: Sequence[float], *, is_pain_logged: bool = False
) -> Shift:
    """How far the balance has moved, and whether that is more than the runner's own spread.

    Args:
        baseline_pp: Run medians, oldest first; the last 20 count, and it takes 8.
        last_pp: The runs after them, oldest first; the last 3 count, and it takes 3.
        is_pain_logged: The runner noted pain since.

    Source:
        Imbalance law, 1.3, "Change", and 2.1: watch beyond MDC95 and from 1.0 points, act beyond
        MDC95 and from 2.0 points or with pain.
    """
    sem = typical_error(baseline_pp[-MOST_BASELINE:])
    if sem is None or len(last_pp) < LAST_RUNS:
        return Shift(level=Level.INSUFFICIENT)
    delta = median(last_pp[-LAST_RUNS:]) - median(baseline_pp[-MOST_BASELINE:])
    change = mdc95(sem)
    level = Level.OK
    if abs(delta) > change + EDGE_SLACK:
        if is_pain_logged or abs(delta) >= SHIFT_ACT_PP - EDGE_SLACK:
            level = Level.ACT
        elif abs(delta) >= SHIFT_WATCH_PP - EDGE_SLACK:
            level = Level.WATCH
    return Shift(level=level, delta=delta, sem=sem, mdc95=change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One evaluation: the runs of both windows, what they come to, and whether pain counted."""

    baseline: Sequence[Run]
    last: Sequence[Run]
    shift: Shift
    has_pain: bool

    @property
    def level(self) -> Level:
        """The level of this evaluation."""
        return self.shift.level


def shift_reading(evidence: Evidence) -> Reading:
    """The last three runs against the 8 to 20 before them, all with the present sensor."""
    worn = present(leans_of(evidence), until=evidence.today)
    runs = runs_in(worn.table) if worn else ()
    pains = _pain_days(evidence)
    now = _look(runs, pains, on=evidence.today)
    if now.shift.delta is None:
        return _read_off(now, words={"missing": _missing(now, has_any=bool(runs))})
    if _may_be_swapped(now):
        return replace(_read_off(now, words={}), say=SWAPPED)

    def at_run(back: int) -> Look | None:
        upto = runs[: len(runs) - back]
        return _look(upto, pains, on=upto[-1].local_date) if upto else None

    return _known(standing(now, at_run))


def _look(runs: Sequence[Run], pains: Sequence[date], *, on: date) -> Look:
    since = on - timedelta(days=BALANCE_WINDOW_DAYS)
    last = [run for run in runs[-LAST_RUNS:] if run.local_date >= since]
    before = runs[: len(runs) - len(last)][-MOST_BASELINE:]
    has_pain = bool(last) and any(last[0].local_date <= day <= on for day in pains)
    leans = [run.lean_pp for run in before], [run.lean_pp for run in last]
    shift = balance_shift(*leans, is_pain_logged=has_pain)
    return Look(baseline=before, last=last, shift=shift, has_pain=has_pain)


def _pain_days(evidence: Evidence) -> list[date]:
    """Days on which the runner noted pain; a pain of the profile is one of today. Our choice."""
    noted = evidence.diary.filter((pl.col("kind") == "pain") & (pl.col("score_index") > 0))
    days: list[date] = noted["local_date"].drop_nulls().to_list()
    if any(pain.score > 0 for pain in evidence.profile.pains):
        days.append(evidence.today)
    return days


def _may_be_swapped(look: Look) -> bool:
    """Whether a stable lean has changed sides with about the same size.

    Source:
        Imbalance law, 1, "Side safety": then the question is asked and nothing raised, unless the
        runner has answered it.
    """
    old = median(run.lean_pp for run in look.baseline)
    new = median(run.lean_pp for run in look.last)
    if is_answered(look.last, new):
        return False
    return abs(old) > STABLE_PP and abs(new + old) < 0.5 * abs(old)


def _known(look: Look) -> Reading:
    delta, change = look.shift.delta or 0.0, look.shift.mdc95 or 0.0
    old = median(run.lean_pp for run in look.baseline)
    new = median(run.lean_pp for run in look.last)
    words = {
        "x": f"{abs(delta):.1f}",
        "pain": ", and you noted pain" if look.has_pain else "",
        "n": str(len(look.baseline)),
        "detail": (
            f" Left {EVEN_PCT + new:.1f} % over your last {len(look.last)} runs, "
            f"{EVEN_PCT + old:.1f} % over the {len(look.baseline)} before them; up to "
            f"{change:.1f} points are your own spread."
        ),
    }
    return replace(
        _read_off(look, words=words),
        value=delta,
        low=delta - change,
        high=delta + change,
        side=side_of(delta) if look.level in RAISED else Side.NONE,
        n_beyond=len(look.last) if look.level in RAISED else 0,
        level=look.level,
    )


def _read_off(look: Look, *, words: dict[str, str]) -> Reading:
    runs = [*look.baseline, *look.last]
    return Reading(
        n_runs=len(runs),
        n_blocks=sum(run.n_blocks for run in runs),
        run_ids=tuple(run.activity_id for run in runs),
        words=words,
    )


def _missing(look: Look, *, has_any: bool) -> str:
    """What is missing, and how many more runs it takes."""
    need = LAST_RUNS - len(look.last) + max(0, LEAST_BASELINE - len(look.baseline))
    start = "Collecting data for your own normal."
    if not has_any:
        start = "No run has a balance that can be compared yet."
    return (
        f"{start} It takes {LEAST_BASELINE} runs with one sensor, and {LAST_RUNS} after them "
        f"within 8 weeks: {more_runs(need)} with at least ten steady, flat minutes."
    )


WATCH = "Your balance moved by {x} points from your own normal."

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="BALANCE_SHIFT",
        title="Balance against your own normal",
        measure=shift_reading,
        unit="points",  # a difference of two leans, not a lean
        watch=SHIFT_WATCH_PP,
        act=SHIFT_ACT_PP,
        window_days=BALANCE_WINDOW_DAYS,
        grade=Grade.WEAK,
        source=(
            "Smallest detectable change from your own spread, 0.3 points at least: no test-retest "
            "study of the balance exists. Thresholds: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Your balance is where it usually is for you.{detail}",
            Level.WATCH: WATCH + " New shoes, a new sensor, a sore spot? Worth a look.{detail}",
            Level.ACT: (
                WATCH + " That is a clear change{pain}. Take easy days until you know why.{detail}"
            ),
        },
        caveat=(
            "A strap or pod that sits elsewhere, new shoes or another road move the balance too. "
            "The side named is the one that it moved to."
        ),
        rank=30,
        needs=(
            Need(
                quality=Quality.SINGLE_LEG_STRENGTH,
                weight=2,
                why="lets you feel and match both sides after a change",
            ),
            Need(quality=Quality.BALANCE, weight=2, why="gentle single-leg control after a change"),
        ),
    ),
)
