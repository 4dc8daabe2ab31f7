"""Whether the steps change late in a run, at the same speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from analytics.bootstrap import Estimate, estimate
from analytics.flags.rule import FlagRule, Reading, level_of
from analytics.flags.steady import RAISED, blocks_of, more_runs, runs_of, standing
from analytics.flags.thirds import FIRST, LAST, LEAST_PER_THIRD, with_third
from analytics.matched import Window, matched_difference, matched_interval, window_of
from core.findings import BALANCE_WINDOW_DAYS, Evidence, Grade, Level, Need, Quality

LONG_ENOUGH_S = 2700.0  # imbalance law, 2.1: 45 min
MOST_RUNS, LEAST_RUNS = 5, 3  # imbalance law, 2.1: 3 of the last 5
ONE_RUN_PER_BIN = 3  # our choice: blocks of a bin that one run must have in both thirds


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign of fading form, and beyond which rise (in percent) it counts."""

    column: str
    words: str
    watch: float
    act: float


CONTACT = Sign(column="stance_time_ms", words="Contact time", watch=3.0, act=6.0)  # law, 2.1
RATIO = Sign(column="vertical_ratio_pct", words="Rise and fall per step", watch=4.0, act=8.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One evaluation of one sign over the last runs; no `found` where too few are known."""

    sign: Sign
    run_ids: tuple[int, ...]
    n_blocks: int = 0
    found: Estimate | None = None
    n_beyond: int = 0
    level: Level = Level.INSUFFICIENT


def drift_reading(evidence: Evidence) -> Reading:
    """Contact time or vertical ratio of the last thirds against the first, the surer of both."""
    long = pl.coalesce("moving_s", "timer_s", "elapsed_s") >= LONG_ENOUGH_S
    every = runs_of(evidence, days=2 * BALANCE_WINDOW_DAYS + 1).filter(long)
    thirds = with_third(blocks_of(evidence, every), every).drop_nulls(["third", "bin"])
    looks = [_standing(thirds, sign, evidence.today) for sign in (CONTACT, RATIO)]
    best = max(looks, key=lambda look: (look.level, look.found is not None, len(look.run_ids)))
    return _read(best)


def _standing(thirds: pl.DataFrame, sign: Sign, today: date) -> Look:
    """The evaluation of one sign that stands."""
    known = thirds.drop_nulls(sign.column).with_columns(is_first=pl.col("third") == FIRST)
    enough = (
        known.group_by("activity_id", maintain_order=True)
        .agg(
            pl.col("local_date").first(),
            n_first=pl.col("is_first").sum(),
            n_last=(~pl.col("is_first")).sum(),
        )
        .filter(pl.min_horizontal("n_first", "n_last") >= LEAST_PER_THIRD)
    )
    days: dict[int, date] = dict(enough.select("activity_id", "local_date").iter_rows())
    ids = [*days]

    def look(runs: Sequence[int], on: date, is_now: bool) -> Look:
        since = on - timedelta(days=BALANCE_WINDOW_DAYS)
        recent = [run for run in runs[-MOST_RUNS:] if days[run] >= since]
        return form_look(known, sign, recent, is_now=is_now)

    def at_run(back: int) -> Look | None:
        upto = ids[: len(ids) - back]
        return look(upto, days[upto[-1]], False) if upto else None

    return standing(look(ids, today, True), at_run)


def form_look(
    thirds: pl.DataFrame, sign: Sign, runs: Sequence[int], *, is_now: bool = True
) -> Look:
    """The matched rise from the first to the last thirds of up to five runs.

    Args:
        thirds: Blocks with `bin`, `third` and the sign's column, in order of time.
        sign: Which of them.
        runs: Ids of runs with enough blocks in both thirds, oldest first.
        is_now: Whether the interval is wanted even where the value alone is within the band.

    Source:
        Imbalance law, 2.1 (`FORM_DRIFT`) and 1.3, "Matched difference".
    """
    ours = thirds.filter(pl.col("activity_id").is_in(list(runs)))
    look = Look(sign=sign, run_ids=tuple(runs), n_blocks=ours.height)
    if len(runs) < LEAST_RUNS:
        return look
    first, last = (
        window_of(ours.filter(pl.col("third") == third), sign.column, runs)
        for third in (FIRST, LAST)
    )
    rise = matched_difference(last, first)
    if rise is None:
        return look
    if not is_now and rise.diff_pct <= sign.watch:
        return replace(look, level=Level.OK)
    interval = matched_interval(last, first, rise, is_paired=True)
    if interval is None:
        return look
    found = estimate(rise.diff_pct, interval)
    n_beyond = _n_beyond(last, first, sign)
    level = level_of(Reading(value=max(found.low, 0.0)), watch=sign.watch, act=sign.act)
    return replace(
        look,
        found=found,
        n_beyond=n_beyond,
        level=level if n_beyond >= LEAST_RUNS else Level.OK,
    )


def _n_beyond(last: Window, first: Window, sign: Sign) -> int:
    """How many runs rise beyond the watch limit, each alone."""
    rises = [
        matched_difference(
            last.of_run(run), first.of_run(run), least_per_bin=ONE_RUN_PER_BIN, least_weight=1
        )
        for run in range(last.n_runs)
    ]
    return sum(rise is not None and rise.diff_pct > sign.watch for rise in rises)


def _read(look: Look) -> Reading:
    found, sign = look.found, look.sign
    detail = ""
    if found is not None:
        detail = (
            f" {sign.words} at the same speed: {found.value:+.1f} % from the first to the last "
            f"third ({found.low:+.1f} to {found.high:+.1f} %), beyond {sign.watch:.0f} % in "
            f"{look.n_beyond} of your last {len(look.run_ids)} longer runs."
        )
    value, low, high = found or (None, None, None)
    return Reading(
        value=value,
        low=low,
        high=high,
        level=look.level,
        n_runs=len(look.run_ids),
        n_blocks=look.n_blocks,
        n_beyond=look.n_beyond,
        run_ids=look.run_ids,
        say=OF_RATIO.get(look.level) if sign is RATIO and look.level in RAISED else None,
        words={"detail": detail, "missing": _missing(len(look.run_ids))},
    )


def _missing(n_runs: int) -> str:
    more = more_runs(max(1, LEAST_RUNS - n_runs))
    return (
        f"It takes {LEAST_RUNS} runs of 45 minutes or more within 8 weeks with contact time or "
        f"vertical ratio, each with {LEAST_PER_THIRD} steady blocks in its first and in its last "
        f"third, at speeds that both thirds know: at least {more}."
    )


WATCH = "At the same speed, your contact gets longer late in the run."
RISES = "At the same speed, you rise and fall more with each step late in the run."
ACT = " That is tiredness, not weakness of one muscle. Endurance and general strength help.{detail}"
OF_RATIO = {Level.WATCH: RISES + "{detail}", Level.ACT: RISES + ACT}

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="FORM_DRIFT",
        title="Steps late in the run",
        measure=drift_reading,
        unit="pct",
        watch=CONTACT.watch,
        act=CONTACT.act,
        window_days=BALANCE_WINDOW_DAYS,
        grade=Grade.WEAK,
        source=(
            "A sign of fading form, not of trunk or hip strength. Thresholds: our choice; those of "
            "the vertical ratio are 4 and 8 %."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "At the same speed your steps stay much the same to the end.{detail}",
            Level.WATCH: WATCH + "{detail}",
            Level.ACT: WATCH + ACT,
        },
        caveat=(
            "Heat, a softer path on the way back or a strap that slides can look the same. It says "
            "nothing about any one muscle."
        ),
        rank=55,
        needs=(
            Need(
                quality=Quality.HIP_STABILITY,
                weight=2,
                why="part of the hip-and-core mix that lowered injury in supervised novices",
            ),
            Need(quality=Quality.TRUNK_ENDURANCE, weight=2, why="trunk endurance"),
            Need(quality=Quality.TRUNK_ROTATION, weight=1, why="controls trunk rotation"),
            Need(quality=Quality.SIDE_TRUNK, weight=2, why="side-trunk endurance"),
            Need(quality=Quality.POSTURE, weight=1, why="upright posture endurance"),
            Need(quality=Quality.TALL_FORM, weight=1, why="rehearses tall posture"),
        ),
    ),
)
