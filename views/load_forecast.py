"""Next week as planned: the runs that the reader can change, and what they would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from core.findings import CEILING_RATIO, SPIKE_EDGES, Review
from core.forecast import Forecast, PlannedRun
from core.scalars import latest
from views import words
from views.cards import listed
from views.ceiling_chart import SIGNS, VERDICTS
from views.panel import Editor, Panel

DAY = "Day"
LONGEST_M = 300_000.0  # our choice: a slip of the hand, not a run
DAYS_AHEAD = 14
HINT = "Change, add or delete runs: the numbers and the dotted lines follow."
WHY = """\
**Inputs.** The runs in the table; to begin with, your usual week. Nothing else is assumed.

**Formula.** The ceiling of a day is 1.10 × the longest run of the 30 days before it, planned runs \
included. The load of a planned run is its distance × your own median load per kilometre of the \
last 90 days (of at least 5 runs); our choice.

**What it is not.** A calculation, not a forecast of how you will feel, and no advice to run so \
far: the ceiling is a limit, not a goal."""


def editor(forecast: Forecast, review: Review) -> Editor:
    """The planned runs as the reader edits them: a day, and a distance in the reader's unit."""
    per_unit = words.metres_per_unit(is_metric=review.profile.is_metric)
    column, today = _column(review), review.today
    rows = [
        {DAY: run.local_date, column: round(run.distance_m / per_unit, 1)}
        for run in forecast.planned
        if run.distance_m is not None
    ]
    return Editor(
        label="Runs planned for the days to come",
        frame=pl.DataFrame(rows, schema={DAY: pl.Date, column: pl.Float64}),
        key="planned_runs",
        dates={DAY: (today, today + timedelta(days=DAYS_AHEAD))},
        numbers=(column,),
    )


def planned(rows: Sequence[Mapping[str, Any]], review: Review) -> tuple[PlannedRun, ...]:
    """The runs of an edited table; a row that is not filled in yet is no run."""
    per_unit = words.metres_per_unit(is_metric=review.profile.is_metric)
    column = _column(review)
    return tuple(
        PlannedRun(local_date=day, distance_m=distance * per_unit)
        for row in rows
        if (day := _day(row.get(DAY))) is not None
        and isinstance(distance := row.get(column), int | float)
        and _is_possible(distance * per_unit)
    )


def refused(rows: Sequence[Mapping[str, Any]], review: Review) -> str:
    """Which distances of an edited table nobody can run, and the range; empty where none."""
    is_metric = review.profile.is_metric
    per_unit, unit = (
        words.metres_per_unit(is_metric=is_metric),
        words.distance_unit(is_metric=is_metric),
    )
    told = (row.get(_column(review)) for row in rows)
    bad = [
        words.together(f"{words.number(each, 1)} {unit}")
        for each in told
        if isinstance(each, int | float) and not _is_possible(each * per_unit)
    ]
    if not bad:
        return ""
    are = "is no distance" if len(bad) == 1 else "are no distances"
    longest = words.together(f"{words.number(LONGEST_M / per_unit)} {unit}")
    return (
        f"{listed(bad)} {are} of a run: it lies above 0 and goes up to {longest}. "
        f"{'That row is' if len(bad) == 1 else 'Those rows are'} left out."
    )


def _is_possible(distance_m: float) -> bool:
    return 0 < distance_m <= LONGEST_M


def _day(told: object) -> date | None:
    """The day of a cell; Streamlit gives a changed date as a moment."""
    if isinstance(told, datetime):
        return told.date()
    return told if isinstance(told, date) else None


def plan(forecast: Forecast, review: Review, rows: Sequence[Mapping[str, Any]] = ()) -> Panel:
    """What the planned runs would do to the ceiling and the curves, and which rows are no runs."""
    return Panel(
        heading=heading(forecast, review),
        text="\n\n".join(filter(None, (_runs(forecast, review), _curves(forecast, review)))),
        notice=refused(rows, review),
        caption=HINT,
        why=WHY,
    )


def heading(forecast: Forecast, review: Review) -> str:
    """Whether a planned run would be a jump, and where the ceiling would stand after the week."""
    above = _above(forecast).height
    if not forecast.planned:
        return "Next week as planned: no run"
    if above:
        return f"Next week as planned: {words.count(above, 'run')} above the ceiling"
    return f"Next week as planned: no jump, then up to {_distance(_then(forecast), review)}"


def _runs(forecast: Forecast, review: Review) -> str:
    """The planned runs that would go above their ceiling, then the ceiling after all of them."""
    lines = []
    for row in _above(forecast).iter_rows(named=True):
        on_day = words.day(row["local_date"], today=review.today)
        change = words.change(row["spike_ratio"], edges=SPIKE_EDGES)
        sign = SIGNS[VERDICTS[row["spike_class"]]]
        lines.append(
            f"- {sign} **{on_day}, {_distance(row['distance_m'], review)}** would be {change} "
            f"against your longest run of the 30 days before."
        )
    now, then = review.ceiling.distance_m, _then(forecast)
    if forecast.planned and then is not None:
        last = words.day(latest(forecast.ceilings["local_date"]), today=review.today)
        lines.append(
            f"- After {last} the ceiling would be {_distance(then, review)} (now "
            f"{_distance(now, review)})."
        )
    return "\n".join(lines)


def _curves(forecast: Forecast, review: Review) -> str:
    if forecast.missing is not None:
        return forecast.missing
    if review.load_metric is None:
        return ""  # the section above says why; rest alone would add up to a zero
    last = forecast.series.filter(~pl.col("is_warming_up")).tail(1)
    if last.is_empty():
        return ""
    row = last.row(0, named=True)
    return (
        f"- 42-day load would be {words.load(row['load_42_au'])}, 7-day load "
        f"{words.load(row['load_7_au'])}."
    )


def _above(forecast: Forecast) -> pl.DataFrame:
    """The planned runs that would be longer than 1.10 times their reference."""
    planned_days = [run.local_date for run in forecast.planned]
    return forecast.spikes.filter(
        pl.col("local_date").is_in(planned_days),
        pl.col("spike_class").is_in([name for name, level in VERDICTS.items() if level in SIGNS]),
    )


def _then(forecast: Forecast) -> float | None:
    """The ceiling after the last day to come, a run on that day included."""
    days = forecast.ceilings.drop_nulls("reference_distance_m")
    known = days["reference_distance_m"].tail(1).to_list()
    known += [run.distance_m for run in forecast.planned if run.distance_m is not None]
    return CEILING_RATIO * max(known) if known else None


def _distance(distance_m: float | None, review: Review) -> str:
    said = words.distance(distance_m, is_metric=review.profile.is_metric)
    return words.together(said)


def _column(review: Review) -> str:
    return f"Distance, {words.distance_unit(is_metric=review.profile.is_metric)}"
