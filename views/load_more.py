"""What stands below "more": the weeks, and the neutral volumes of what the feet did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from core.activity import RUNNING
from core.findings import Flag, Grade, Level, Review
from core.scalars import as_number
from views import words
from views.cards import why as why_of_flag
from views.panel import Entry, Panel

WEEK = timedelta(days=7)
LABEL = "More: weeks, steps, descent and the 7:28-day ratio"
SENTENCES = {
    "WEEK_CHANGE": "Weekly change has not predicted injury in the largest cohort.",
    "MONOTONY": "Convention from 25 athletes, about illness.",
    "RATIO": "Shown for comparison. Higher values went with *fewer* injuries in 5205 runners.",
}  # load law, 6.6
WHY_CHANGE = """\
**Inputs.** The distance of all runs of a whole week and of the week before it.

**Formula.** 100 × (this week − the week before) ÷ the week before. No number where the week \
before had no run, or where a distance is unknown.

**Evidence: mixed, leaning negative.** A trial of the 10 % rule in 532 runners found no difference \
(20.8 against 20.3 % injured: Buist 2008). In 874 novices more than 30 % a week had no overall \
effect (Nielsen 2014). In 5205 runners there was no relation (Schuster Brandt Frandsen 2025). One \
study of 261 runners found more injuries at +20 to 60 % after 21 days, and none after 56 and 98 \
(Damsted 2019). So this is a description; more than +60 % two weeks running is remarked on, which \
is our choice."""  # load law, 6.2
WHY_MONOTONY = """\
**Inputs.** The loads of the seven days of a whole week; days of rest count as 0. One unknown day \
and there is no number.

**Formula.** Monotony is the mean of the seven days divided by their standard deviation (of a \
sample, n − 1; tools that divide by n show 8 % more). Strain is the load of the week times the \
monotony.

**Evidence: weak.** Foster 1998 followed 25 athletes of several sports, and looked at illness, not \
at injury. The limit of 2.0 is a convention."""  # load law, 6.4
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


def weeks(review: Review) -> Panel:
    """Week change, monotony and strain of the last whole week."""
    whole = _whole_weeks(review)
    row = whole.row(-1, named=True) if whole.height else {}
    begun = words.day(row.get("week_start"), today=review.today)
    heading = f"Week of {begun}" if row else "No whole week is known yet"
    return Panel(heading=heading, entries=_week_entries(review, row) if row else ())


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


def _whole_weeks(review: Review) -> pl.DataFrame:
    """The weeks that are over and covered: on its last day a week is still under way."""
    is_over = pl.col("week_start") + WEEK <= review.today
    return review.weeks.filter(pl.col("n_days") == WEEK.days, is_over)


def _week_entries(review: Review, row: dict[str, Any]) -> tuple[Entry, ...]:
    is_metric = review.profile.is_metric
    change, monotony = row["change_pct"], row["monotony_ratio"]
    said = words.UNKNOWN if change is None else f"{words.signed(change)} %"
    distance = words.distance(row["distance_m"], is_metric=is_metric)
    return (
        Entry(
            name="Week change",
            value=f"{said}, to {distance}",
            grade=Grade.MIXED.value,
            text=_no_change(review, row) or _sentence(review, "WEEK_CHANGE"),
            why=_why(review, "WEEK_CHANGE", WHY_CHANGE),
            key="week_change",
        ),
        Entry(
            name="Monotony",
            value=words.number(monotony, 1),
            grade=Grade.WEAK.value,
            text=_no_monotony(review, row) or _sentence(review, "MONOTONY"),
            why=_why(review, "MONOTONY", WHY_MONOTONY),
            key="monotony",
        ),
        Entry(
            name="Strain",
            value=words.load(row["strain_au"]),
            grade=Grade.WEAK.value,
            text=_no_monotony(review, row)
            or f"{words.load(row['load_au'])} load × monotony. {SENTENCES['MONOTONY']}",
            why=WHY_MONOTONY,
            key="strain",
        ),
    )


def _no_change(review: Review, row: dict[str, Any]) -> str:
    """Why a week is not compared with the one before; empty where it is."""
    if row["change_pct"] is not None:
        return ""
    if row["distance_m"] is None:
        return "A run of this week has no distance."
    before = _whole_weeks(review).filter(pl.col("week_start") == row["week_start"] - WEEK)
    if before.is_empty():
        return "The week before it is not known as a whole."
    known_m = before["distance_m"].item()
    return "A run of the week before has no distance." if known_m is None else NO_RUN_BEFORE


def _no_monotony(review: Review, row: dict[str, Any]) -> str:
    """Why a week has neither monotony nor strain; empty where it has."""
    if row["monotony_ratio"] is not None:
        return ""
    if row["load_au"] is not None:
        return "No run in this week, so nothing to compare."
    is_day = pl.col("local_date").is_between(row["week_start"], row["week_start"] + WEEK, "left")
    n_unknown = review.days.filter(is_day)["load_au"].null_count()
    return f"The load of {words.count(n_unknown, 'day')} of this week is unknown."


NO_RUN_BEFORE = "No run in the week before, so there is nothing to compare with."


def _descent(review: Review, runs: pl.DataFrame) -> Entry:
    """Metres down in seven days; the largest single run of thirty beside it."""
    known = runs["descent_m"].drop_nulls()
    value = f"{words.number(float(known.sum()))} m" if known.len() else words.UNKNOWN
    month = review.activities.filter(
        pl.col("sport") == RUNNING,
        pl.col("local_date") >= review.today - timedelta(days=30),
    ).drop_nulls("descent_m")
    said = "No altitude in these runs." if not known.len() else _most(month, review.today)
    flag = _flag(review, "MOST_DESCENT")
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
        why=f"**How it is worked out.** {volume.how}\n\n{HONESTY}",
        key=f"volume_{volume.column}",
    )


def _of(n_known: int, n_runs: int) -> str:
    """How many of the runs have the number; nothing where all do."""
    return "" if n_known == n_runs else f" ({n_known} of {words.count(n_runs, 'run')})"


def _flag(review: Review, name: str) -> Flag | None:
    """The flag of this name, where it is raised."""
    return next((f for f in review.flags if f.id == name and f.level >= Level.WATCH), None)


def _sentence(review: Review, name: str) -> str:
    flag = _flag(review, name)
    return SENTENCES[name] if flag is None else flag.text


def _why(review: Review, name: str, usual: str) -> str:
    flag = _flag(review, name)
    return usual if flag is None else f"{usual}\n\n{why_of_flag(flag)}"
