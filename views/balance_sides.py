"""Which side is which: the question when a balance changes sides, and sensors worn the wrong way.

What the runner answers is kept with the runs themselves, so that it is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from core.athlete import Profile
from core.diary import Change, Editable
from core.findings import BALANCE_LEAST_RUNS, Level, Review
from core.scalars import as_number
from views import words
from views.balance_charts import balance_flag, measured, runs_behind
from views.cards import listed
from views.panel import Panel

SENSORS_OF = {
    "stance_balance_left_pct": "balance_sensor",
    "pod_balance_left_pct": "pod_sensor",
}
QUESTION = "Are the pods swapped, or is the strap turned?"
YES, NO = "Yes, swap these runs", "No, nothing was swapped"
SAID_YES = "Left and right of these runs have changed places. Open a run to take that back."
SAID_NO = "Kept. The change is taken as real, and your runs are judged as they are."
ANSWERED = (
    "You said that nothing was swapped. So the change is taken as real, and your runs are judged "
    "as they are. If it was swapped after all, say so here."
)
SWAP_LABEL = "Sensors worn the wrong way round"
SWAP_HELP = (
    "A strap put on upside down, or pods on the other foot, tells left for right. Choose it here, "
    "and all its runs are read the other way round. What you said of a single run stays."
)
VENDOR = "Garmin's bands"
VENDOR_HELP = (
    "A convention of one maker: good from 49.3 to 50.7 %, fair to 52.2 %. Half of all runners lie "
    "outside of good, and no study ties that to injury. We judge by your own usual instead."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideQuestion:
    """The runs whose sides may be swapped, each with what `is_swapped` must become for a yes."""

    text: str
    swapped: Mapping[int, bool]
    is_answered: bool = False

    @property
    def panel(self) -> Panel:
        """The question as a card."""
        return Panel(heading=QUESTION, text=self.text)

    def changes(self, *, is_yes: bool) -> dict[int, Change]:
        """What the answer changes, by the id of the run: a no keeps each run as it is read now."""
        return {
            run_id: Change(field=Editable.SWAPPED, value=turned if is_yes else not turned)
            for run_id, turned in self.swapped.items()
        }


def question(review: Review) -> SideQuestion | None:
    """What to ask where the balance has changed sides with about the same size; else None.

    After a no the runs are judged; the answer stays in sight until five newer runs have come.

    The runs are those that lean the new way without a break, up to today, and every shorter one
    between them, by the same sensor.

    Source:
        Imbalance law, 1, "Side safety".
    """
    flag = balance_flag(review)
    if flag is None or flag.n_runs < BALANCE_LEAST_RUNS:
        return None
    runs = _since_the_flip(review)
    if runs.is_empty():
        return None
    said = runs.filter(pl.col("is_swapped") == pl.col("is_worn_so"))["activity_id"]
    if said.is_in(flag.run_ids).any():
        return SideQuestion(text=ANSWERED, swapped=_wanted(runs), is_answered=True)
    if flag.level is not Level.INSUFFICIENT:
        return None
    days = runs["local_date"]
    first, last = (words.day(day, today=review.today) for day in (days[0], days[-1]))
    return SideQuestion(
        text=(
            f"Up to then you leaned to one side; since {first} it is the other, by about as much "
            f"({words.count(runs.height, 'run')}, the last on {last}). A turned strap or swapped "
            "pods look exactly like this, so nothing is judged until you say."
        ),
        swapped=_wanted(runs),
    )


def _wanted(runs: pl.DataFrame) -> dict[int, bool]:
    """For a yes: the other way round than now."""
    return {row["activity_id"]: not row["is_turned"] for row in runs.iter_rows(named=True)}


def _since_the_flip(review: Review) -> pl.DataFrame:
    """ACTIVITIES since the first run that leans the new way, and how each is read.

    Returns:
        With `is_turned`: it is read mirrored, and `is_worn_so`: its sensor is said to be worn the
        wrong way round. Where the runner said of a run what its sensor says anyway, that was a no.
    """
    behind = runs_behind(review)
    middle = as_number(behind["lean_pp"].median())
    if middle is None:
        return review.activities.clear()
    measure, sensor = behind["measure"][-1], behind["sensor"][-1]
    ours = (
        measured(review)
        .filter(
            pl.col("measure").eq_missing(pl.lit(measure)),
            pl.col("sensor").eq_missing(pl.lit(sensor)),
        )
        .sort("start_time")
    )
    other = ours.filter("is_eligible", pl.col("lean_pp") * middle < 0)["start_time"].max()
    new = ours if other is None else ours.filter(pl.col("start_time") > other)
    worn = SENSORS_OF.get(measure, "balance_sensor")
    turned = pl.col(worn).is_in(sorted(review.profile.swapped_sensors))
    return (
        review.activities.filter(pl.col("activity_id").is_in(new["activity_id"].implode()))
        .with_columns(is_worn_so=turned.fill_null(value=False))
        .with_columns(is_turned=pl.coalesce("is_swapped", "is_worn_so"))
        .sort("start_time")
    )


def sensors(review: Review) -> tuple[str, ...]:
    """Every sensor that ever measured a balance, and those chosen before, by name."""
    worn = pl.concat([review.activities[column] for column in SENSORS_OF.values()])
    return tuple(sorted({*worn.drop_nulls(), *review.profile.swapped_sensors}))


def ask(
    profile: Profile,
    review: Review,
    *,
    choose: Callable[..., list[str]],
    turn: Callable[..., bool],
) -> Profile:
    """The profile with what the runner chooses about sensors and bands.

    Args:
        profile: As it is kept.
        review: Names the sensors.
        choose: Draws a choice of several.
        turn: Draws a switch.
    """
    worn = sensors(review)
    swapped = profile.swapped_sensors
    if worn:
        chosen = choose(SWAP_LABEL, worn, default=sorted(swapped), help=SWAP_HELP, key="swapped")
        swapped = frozenset(chosen)
    has_bands = turn(VENDOR, value=profile.has_vendor_bands, help=VENDOR_HELP, key="vendor_bands")
    return replace(profile, swapped_sensors=swapped, has_vendor_bands=has_bands)


def constant(review: Review) -> str:
    """Which runs hold one and the same balance all along, so that nothing was measured."""
    flat = pl.any_horizontal("is_balance_constant", "is_pod_balance_constant")
    runs = review.activities.filter(flat.fill_null(value=False)).sort("start_time")
    if runs.is_empty():
        return ""
    newest = [words.day(day, today=review.today) for day in runs["local_date"].tail(3)]
    more = f"{words.count(runs.height, 'run')} hold" if runs.height > 1 else "1 run holds"
    of = f"the last of them on {newest[-1]}" if runs.height > len(newest) else listed(newest)
    return (
        f"{more} one and the same balance from start to end ({of}): nothing was measured. "
        "They count nowhere. Wet the strap, check its battery, or pair it again."
    )
