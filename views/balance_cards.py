"""The three figures of Balance, and what measured them for how much of the time."""

from __future__ import annotations

import polars as pl

from core.findings import BALANCE_LEAST_RUNS, BALANCE_WATCH_PP, Review
from core.scalars import as_number
from views import words
from views.balance_charts import STRAP, present_measure, runs_behind, verdict
from views.balance_table import sensor_name
from views.balance_words import runs_on_side
from views.cards import FigureCard

SHIFT_FLAG_ID = "BALANCE_SHIFT"
CHANGE = "Change from your usual"
COVERED = {STRAP: "stance_balance_coverage_pct"}


def cards(review: Review) -> tuple[FigureCard, ...]:
    """Three figures: ground contact of each foot, change from the usual, runs on one side.

    None without a verdict: three dashes would say less than the answer does.
    """
    if verdict(review) is None:
        return ()
    return contact_card(review), change_card(review), lean_card(review)


def contact_card(review: Review) -> FigureCard:
    """Milliseconds on the ground, left and right, from contact time and balance.

    Source: imbalance law, section 1.2: L = 2 t b / 100, with t the mean of both feet.
    """
    said = verdict(review)
    both_ms = as_number(_counted_activities(review)["avg_stance_time_ms"].median())
    left_ms = right_ms = None
    if said is not None and both_ms is not None:
        left_ms = both_ms * (50 + said.lean_pp) / 50
        right_ms = both_ms * (50 - said.lean_pp) / 50
    return FigureCard(
        label="Left foot down",
        value=words.contact_time(left_ms),
        note="no contact time yet" if right_ms is None else f"right {words.contact_time(right_ms)}",
        help="Ground contact of one step, from the mean of both feet and the balance.",
    )


def lean_card(review: Review) -> FigureCard:
    """How many of the counted runs lie beyond our limit on the same side."""
    said = verdict(review)
    side = "right" if said is not None and said.lean_pp < 0 else "left"
    return FigureCard(
        label=f"Runs over {50 + BALANCE_WATCH_PP:.0f} % {side}",
        value=runs_on_side(review) if said else words.UNKNOWN,
        note=f"{BALANCE_LEAST_RUNS} runs are enough to judge",
        help="One run alone names no side: a sloping road or a slipped strap can do it.",
    )


def change_card(review: Review) -> FigureCard:
    """How far the last three runs lie from the runner's own usual, and how far is normal."""
    flag = next((each for each in review.flags if each.id == SHIFT_FLAG_ID), None)
    help_ = "The last three runs against the 8 to 20 before them, all with this sensor."
    if flag is None or flag.value is None or flag.high is None:
        note = "it takes 11 runs with one sensor"
        return FigureCard(label=CHANGE, value=words.UNKNOWN, note=note, help=help_)
    size = words.number(abs(flag.value), 1)
    side = "left" if flag.value > 0 else "right"
    return FigureCard(
        label=CHANGE,
        value="none" if size == "0.0" else f"{size} to the {side}",
        note=f"up to {words.number(flag.high - flag.value, 1)} points are normal",
        help=help_,
    )


def coverage(review: Review) -> str:
    """What measured the balance, and for how much of the running time of the counted runs."""
    runs = runs_behind(review)
    column = COVERED.get(present_measure(review) or "")
    covered = as_number(_counted_activities(review)[column].median()) if column else None
    told = runs["sensor"].drop_nulls()
    sensor = words.literal(sensor_name(told[-1])) if len(told) else "A sensor that gives no name"
    if covered is None:
        return f"{sensor}." if len(told) else ""
    return f"{sensor}: a balance for {words.number(covered)} % of the running time."


def _counted_activities(review: Review) -> pl.DataFrame:
    ids = runs_behind(review)["activity_id"].implode()
    return review.activities.filter(pl.col("activity_id").is_in(ids))
