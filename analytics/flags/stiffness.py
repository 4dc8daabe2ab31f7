"""Steps that are less springy at the same speed than before, on the flat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.flags.months import (
    BASE_DAYS,
    BOTH_DAYS,
    NOW_DAYS,
    Drop,
    Look,
    Track,
    compare,
    history,
    track_of,
)
from analytics.flags.rule import Bound, FlagRule, Reading
from analytics.flags.steady import more_runs, standing
from analytics.matched import LEAST_BASELINE, mdc95, typical_error
from analytics.spring import spring_parts
from core.athlete import Profile
from core.findings import Evidence, Grade, Level, Need, Quality

SPRING = Drop(column="spring_kn_m", words="Leg spring", watch=-5.0, act=-10.0)  # law, 2.1
NO_BODY = (
    "The spring of your legs follows from contact time, body mass and height: tell both in your "
    "profile, or run with a pod that measures it."
)
NO_CONTACT = (
    "It takes a sensor that records ground contact time, or a pod that measures the spring of "
    "your legs, in 3 runs of the last four weeks and in 8 of the twelve before."
)


def stiffness_reading(evidence: Evidence) -> Reading:
    """The leg spring of the last four weeks against the twelve before, with one sensor."""
    flat = history(evidence).filter(pl.col("grade_class") == "flat")
    blocks = _with_spring(flat, evidence)
    if blocks.is_empty():
        has_contact = flat["stance_time_ms"].count() > 0
        return Reading(words={"missing": NO_BODY if has_contact else NO_CONTACT})
    track = track_of(blocks, SPRING.column)

    def at_run(back: int) -> Look | None:
        kept = track.upto(back)
        return None if kept is None else _look(*kept, is_now=False)

    return standing(_look(track, evidence.today, is_now=True), at_run).reading()


def _with_spring(flat: pl.DataFrame, evidence: Evidence) -> pl.DataFrame:
    """Flat blocks with `spring_kn_m`: the pod's own, else Morin's; never both in one comparison.

    Only runs with the device and the sensor of the last one are kept: another one reads the contact
    time otherwise (5 % between two makes), which would look like a change of the legs. Our choice.
    """
    pod = flat.filter(pl.col("leg_spring_kn_m").is_not_null())
    is_latest = pod.height and pod["activity_id"][-1] == flat["activity_id"][-1]
    spring = pod.with_columns(spring_kn_m="leg_spring_kn_m") if is_latest else None
    if spring is None:
        spring = _by_morin(flat, evidence.profile)
    if spring.is_empty():
        return spring
    last = spring.row(-1, named=True)
    return spring.filter(
        pl.col(name).eq_missing(pl.lit(last[name], dtype=pl.String))
        for name in ("device", "balance_sensor", "pod_sensor")
    )


def _by_morin(flat: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    if profile.mass_kg is None or profile.height_m is None:
        return flat.clear().with_columns(spring_kn_m=pl.lit(None, dtype=pl.Float64))
    parts = spring_parts(
        pl.col("speed_mps"),
        pl.col("stance_time_ms"),
        cadence_spm=pl.col("cadence_spm"),
        mass_kg=profile.mass_kg,
        height_m=profile.height_m,
    )
    return flat.with_columns(spring_kn_m=parts["leg_kn_m"]).drop_nulls("spring_kn_m")


def _look(track: Track, on: date, *, is_now: bool) -> Look:
    """The change, ok unless it is more than the runner's own spread explains.

    Source:
        Imbalance law, 2.1 (`STIFFNESS_DROP`): beyond own MDC too.
    """
    look = compare(track, SPRING, on=on, is_now=is_now)
    if look.level is Level.INSUFFICIENT:
        return look
    sem = typical_error(_run_levels(track, on=on), floor=0.0)
    if sem is None:
        missing = (
            f"Your own spread is not known yet: it takes {LEAST_BASELINE} runs with contact time "
            f"in the twelve weeks before the last four. {more_runs(1).capitalize()} or more."
        )
        return replace(look, found=None, level=Level.INSUFFICIENT, words={"missing": missing})
    is_beyond = look.found is None or abs(look.found.value) > mdc95(sem)
    words = {
        "detail": f"{look.words.get('detail', '')} Your own spread explains {mdc95(sem):.1f} %."
    }
    return replace(look, words=words, level=look.level if is_beyond else Level.OK)


def _run_levels(track: Track, *, on: date) -> list[float]:
    """Each baseline run in percent of what is usual at its speeds."""
    edge = on - timedelta(days=NOW_DAYS)
    base = track.within(after=edge - timedelta(days=BASE_DAYS), until=edge)
    share = np.empty(base.values.size)
    for number in np.unique(base.bins):
        is_ours = base.bins == number
        share[is_ours] = 100 * base.values[is_ours] / np.median(base.values[is_ours])
    return [float(np.median(share[base.run == run])) for run in range(base.ids.size)]


WATCH = (
    "Your steps are less springy at the same speed than before. Tired legs or softer shoes can do "
    "this."
)

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="STIFFNESS_DROP",
        title="Springiness of your steps",
        measure=stiffness_reading,
        unit="pct",
        watch=SPRING.watch,
        act=SPRING.act,
        bound=Bound.UNDER,
        window_days=BOTH_DAYS,
        grade=Grade.WEAK,
        source="Morin 2005, on the flat only (Meyer 2023). Thresholds: our choice.",
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Your steps are about as springy as before.{detail}",
            Level.WATCH: WATCH + "{detail}",
            Level.ACT: WATCH + " Calf work and a few low jumps, once rested.{detail}",
        },
        caveat=(
            "A model of the leg as one spring, from contact time and cadence. It falls with new "
            "shoes and on softer ground too."
        ),
        rank=79,
        needs=(
            Need(
                quality=Quality.CALF_STRENGTH,
                weight=2,
                why="calf-Achilles unit is the main ankle spring",
            ),
            Need(
                quality=Quality.LEG_SPRING,
                weight=2,
                why="short ground contacts train the leg spring",
            ),
        ),
    ),
)
