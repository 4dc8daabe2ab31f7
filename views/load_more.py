"""Neutral volumes of what the feet did: steps, time on the ground, descent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from core.activity import RUNNING
from core.findings import Grade, Review
from core.scalars import as_number
from views import words
from views.cards import why as why_of_flag
from views.load_weeks import WEEK, raised_flag
from views.panel import Entry, Panel

LEAST_SAID_M = 0.5  # less is printed as 0 m
LABEL = "More: weeks, steps, descent and the 7:28-day ratio"
HONESTY = """\
**What these volumes cannot say.** They are neutral numbers: no limit is known, and no flag hangs \
on them.

- Tissue is harmed far more by how large a load is than by how often it comes (Edwards 2018). By \
how much is not known well enough to say whether more, smaller steps are better or worse.
- Faster running lowers the load on the Achilles tendon per kilometre, while its wear rises or \
stays the same (Firminger 2020); fast running added less load on the shin than slow (Hunter 2019).
- The force under the foot does not follow the load on the shin across speeds and slopes (r = \
−0.29 ± 0.37 for the impact peak: Matijevich 2019).
- Weighted loads of an accelerometer set injured and uninjured runners apart in 9 athletes over 60 \
days (Kiernan 2018): a pilot, not a threshold.
- Time, distance, speed and steps explain 70 % of what an accelerometer sums up \
(10.3389/fspor.2020.575596): fair, but incomplete. No link to injury has been shown yet.
- Sensors differ in contact time and rise; running on the spot moved one by −81 ms (Drobnič 2023). \
Never compare two sensors."""  # load law, section 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One volume of ACTIVITIES: its name, how it is said, and how it comes about."""

    column: str
    name: str
    say: Callable[[float], str]
    how: str
    is_mean: bool = False


VOLUMES = (
    Volume(
        column="n_steps",
        name="Steps",
        say=words.number,
        how="Cadence of both feet, summed over the moving time.",
    ),
    Volume(
        column="ground_time_s",
        name="Time on the ground",
        say=words.duration,
        how="Steps times the contact time of each, both feet together.",
    ),
    Volume(
        column="flight_time_ms",
        name="Time in the air per step",
        say=words.contact_time,
        how="One step lasts 60 s ÷ cadence; less the contact time. The mean of the runs.",
        is_mean=True,
    ),
    Volume(
        column="peak_force_bw",
        name="Peak force, modelled",
        say=lambda value: f"{words.number(value, 1)} × body weight",
        how="π/2 × (time in the air ÷ contact time + 1), on the flat only: on slopes it does not "
        "hold (Morin 2005, Meyer 2023). A model, not a measurement. The mean of the runs.",
        is_mean=True,
    ),
    Volume(
        column="trunk_rise_m",
        name="Rise of the trunk",
        say=lambda value: f"{words.number(value)} m",
        how="Vertical oscillation of every step, summed. It is that of the trunk, not of the "
        "centre of mass, and no measure of energy.",
    ),
    Volume(
        column="steep_descent_m",
        name="Steep descent",
        say=lambda value: f"{words.number(value)} m",
        how="Metres down at slopes of −5 % and steeper.",
    ),
)


def volumes(review: Review) -> Panel:
    """Descent and the volumes of the last seven days that a sensor gave, with what they are not."""
    since = review.today - WEEK
    runs = review.activities.filter(
        pl.col("sport") == RUNNING, pl.col("local_date").is_between(since, review.today, "right")
    )
    known = [each for each in VOLUMES if runs[each.column].count()]
    entries = (_descent(review, runs), *(_volume(each, runs) for each in known))
    return Panel(
        heading="Seven days in steps and metres",
        notice="" if runs.height else "No run in the last 7 days.",
        entries=entries if runs.height else (),
        caption="Volumes. No limit is known.",
        why=HONESTY,
    )


def _descent(review: Review, runs: pl.DataFrame) -> Entry:
    """Metres down in seven days; the largest single run of thirty beside it."""
    known = runs["descent_m"].drop_nulls()
    value = f"{words.number(float(known.sum()))} m" if known.len() else words.UNKNOWN
    month = review.activities.filter(
        pl.col("sport") == RUNNING,
        pl.col("local_date") >= review.today - timedelta(days=30),
    ).drop_nulls("descent_m")
    said = "No altitude in these runs." if not known.len() else _most(month, review.today)
    flag = raised_flag(review, "MOST_DESCENT")
    return Entry(
        name="Descent, 7 days",
        value=f"{value}{_of(known.len(), runs.height)}",
        grade=Grade.DESCRIPTIVE.value if flag is None else flag.grade.value,
        text=said if flag is None else flag.text,
        why=(
            "**How it is worked out.** Altitude is smoothed over 100 m (over 200 m where it comes "
            "from satellites), and only falls of more than 3 m (10 m) count."
            + ("" if flag is None else f"\n\n{why_of_flag(flag)}")
        ),
        key="descent",
    )


def _most(month: pl.DataFrame, today: date) -> str:
    if month.is_empty():
        return "A volume. No limit is known."
    row = month.sort("descent_m").row(-1, named=True)
    if row["descent_m"] < LEAST_SAID_M:
        return "No descent in 30 days that would count."
    on_day = words.day(row["local_date"], today=today)
    return f"Most in 30 days: {words.number(row['descent_m'])} m in one run, on {on_day}."


def _volume(volume: Volume, runs: pl.DataFrame) -> Entry:
    known = runs[volume.column].drop_nulls().cast(pl.Float64)
    total = as_number(known.mean() if volume.is_mean else known.sum()) or 0.0
    span = "mean of" if volume.is_mean else "sum of"
    return Entry(
        name=volume.name,
        value=f"{volume.say(total)}{_of(known.len(), runs.height)}",
        grade=Grade.DESCRIPTIVE.value,
        text=f"The {span} 7 days.",
        why=f"**How it is worked out.** {volume.how}",
        key=f"volume_{volume.column}",
    )


def _of(n_known: int, n_runs: int) -> str:
    """How many of the runs have the number; nothing where all do."""
    return "" if n_known == n_runs else f" ({n_known} of {words.count(n_runs, 'run')})"
