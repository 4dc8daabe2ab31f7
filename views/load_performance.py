"""What the best efforts say: the curve, the fastest distances, critical speed, race ranges."""

from __future__ import annotations

from typing import Any

import polars as pl

from core.findings import Review
from core.performance import MARATHON_M, CriticalSpeed, Performance, RaceEstimate
from core.units import METRES_PER_MILE
from views import words
from views.best_chart import curve_chart
from views.panel import Entry, Panel, Picture, Table
from views.theme import Palette

LABEL = "Best efforts: fastest distances, critical speed, race ranges"
NAMED_M = {METRES_PER_MILE: "1 mile", 21_097.5: "Half marathon", MARATHON_M: "Marathon"}
ROUNDING_MPS = 0.005
WHY_CURVE = """\
**Inputs.** Every outdoor run: the fastest stretch of each length, over elapsed time, so that a \
pause counts. Stretches with more than 5 % filled-in samples, a net fall of more than 1 % or more \
than 12 m/s are left out.

**What it is not.** A best of training is often no full effort; satellites make short stretches \
look faster than they were."""  # load law, section 9
WHY_SPEED = """\
**Inputs.** {n} separate best efforts of 2 to 15 minutes in the last 90 days; {hard} of them \
reached 90 % of your highest heart rate.

**Formula.** Distance = critical speed × time + a reserve, as a straight line through these \
efforts. The range is one standard error to each side, at least the 0.14 m/s of time trials \
(Galbraith 2014). Fit: R² = {r2}, which proves nothing: with three efforts it is always near 1.

**Evidence.** From ordinary training the mean fits time trials, single runners less so (r = 0.67, \
Hunter 2023). Efforts that were not all-out make it too low."""  # load law, section 9
WHY_RACE = """\
**Formula.** Riegel 1981: time × (distance ÷ distance run) to the power of 1.05 to 1.10. Not \
beyond five times the distance run. Calibrated up to the half marathon: for half of recreational \
runners the marathon comes out at least 10 minutes too fast (Vickers 2016)."""  # load law, 9


def performance(best: Performance, review: Review, palette: Palette) -> Panel:
    """The curve of the last 90 days against all time, critical speed, and race ranges."""
    if best.ever.is_empty():
        said = "No outdoor run with a distance for every second is in yet, so there is no best."
        return Panel(heading="Best efforts", notice=said)
    chart = curve_chart(best, review, palette)
    return Panel(
        heading="Your fastest over time and distance",
        pictures=(Picture(chart=chart, alt=_alt(best, review), key="best_curve"),),
        caption="Line: the last 90 days. Grey: all time. Dashed: critical speed, if known.",
        entries=(_speed(best, review), *(_race(race, review) for race in best.races)),
        tables=(_fastest(best, review),),
        why=WHY_CURVE,
    )


def _alt(best: Performance, review: Review) -> str:
    curve = best.recent if best.recent.height else best.ever
    row = curve.sort("elapsed_s").row(-1, named=True)
    pace = words.pace(row["speed_mps"], is_metric=review.profile.is_metric)
    when = "of the last 90 days" if best.recent.height else "of all time"
    return f"The longest best effort {when}: {pace} for {words.duration(row['elapsed_s'])}."


def _speed(best: Performance, review: Review) -> Entry:
    speed = best.critical_speed
    if speed is None:
        said = best.why_no_critical_speed or ""
        return Entry(name="Critical speed", value=words.UNKNOWN, text=said, key="critical_speed")
    return Entry(
        name="Critical speed",
        value=_range(speed, review),
        text=" ".join(
            (
                _doubt(speed),
                *speed.warnings,
                *_stand_in(speed, review),
            )
        ),
        why=WHY_SPEED.format(
            n=speed.n_efforts, hard=speed.n_hard, r2=words.number(speed.r_squared, 4)
        ),
        key="critical_speed",
    )


def _doubt(speed: CriticalSpeed) -> str:
    """The standard error, and why the range is wider where it is.

    Source:
        Load law, section 9: at least the 0.14 m/s of time trials (Galbraith 2014).
    """
    error = f"Standard error {words.number(speed.se_mps, 2)} m/s"
    shown_mps = speed.high_mps - speed.speed_mps
    if shown_mps <= speed.se_mps + ROUNDING_MPS:
        return f"{error}: that is the range."
    wide = words.number(shown_mps, 2)
    return f"{error}; the range is ± {wide} m/s, since time trials themselves differ by that much."


def _stand_in(speed: CriticalSpeed, review: Review) -> tuple[str, ...]:
    """What to enter where no threshold pace is told; the runner decides, since it may be too low.

    Source:
        Load law, section 4.2: threshold speed, or 95 % of critical speed.
    """
    if review.thresholds.threshold_speed_mps is not None:
        return ()
    pace = words.pace(speed.threshold_speed_mps, is_metric=review.profile.is_metric)
    return (
        f"You have told no threshold pace, so there is no pace load: 95 % of this speed, {pace}, "
        "can stand in for it. Enter it in Profile if it sounds right.",
    )


def _range(speed: CriticalSpeed, review: Review) -> str:
    is_metric = review.profile.is_metric
    middle = words.pace(speed.speed_mps, is_metric=is_metric)
    slow, fast = (words.pace(each, is_metric=is_metric) for each in (speed.low_mps, speed.high_mps))
    at_least = "at least " if speed.is_lower_bound else ""
    return f"{at_least}{middle} ({slow.split()[0]} to {fast})"


def _race(race: RaceEstimate, review: Review) -> Entry:
    """A range of times and the effort that it stands on; else the words why there is none."""
    key, name = f"race_{race.distance_m:.0f}", _name(race.distance_m, review)
    if race.low_s is None or race.high_s is None or race.from_distance_m is None:
        return Entry(name=name, value=words.UNKNOWN, text=race.note, key=key)
    on_day = words.day(race.from_date, today=review.today)
    took = words.duration(race.from_time_s)
    sentences = [
        f"From {_name(race.from_distance_m, review)} in {took} on {on_day}.",
        "You may be faster: that was no full effort." if race.is_lower_bound else "",
        "Often at least 10 min too fast." if race.distance_m >= MARATHON_M else "",
    ]
    return Entry(
        name=name,
        value=f"{words.duration(race.low_s)} to {words.duration(race.high_s)}",
        text=" ".join(filter(None, sentences)),
        why=f"{race.note}\n\n{WHY_RACE}",
        key=key,
    )


def _name(distance_m: float, review: Review) -> str:
    near = (name for metres, name in NAMED_M.items() if abs(metres - distance_m) < 1)
    return next(near, words.distance(distance_m, is_metric=review.profile.is_metric))


def _fastest(best: Performance, review: Review) -> Table:
    """Fastest time over each distance, in the last 90 days and ever."""
    recent = {row["target_m"]: row for row in _distances(best.recent)}
    rows: list[dict[str, Any]] = [
        {
            "Distance": _name(row["target_m"], review),
            "Last 90 days": words.duration(recent.get(row["target_m"], {}).get("elapsed_s")),
            "Ever": words.duration(row["elapsed_s"]),
            "On": row["local_date"],
        }
        for row in _distances(best.ever)
    ]
    return Table(
        title="Fastest distances",
        frame=pl.DataFrame(
            rows, schema={"Distance": str, "Last 90 days": str, "Ever": str, "On": pl.Date}
        ),
        alt="Fastest time over each distance",
        key="fastest_table",
        dates=("On",),
    )


def _distances(curve: pl.DataFrame) -> list[dict[str, Any]]:
    return curve.drop_nulls("target_m").sort("target_m").to_dicts()
