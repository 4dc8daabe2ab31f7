"""Next week as it is usual or planned: runs that the reader can change, and what they would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from core.findings import CEILING_RATIO, SPIKE_EDGES, Review
from core.forecast import Forecast, PlannedRun
from core.scalars import latest
from views import recent_jump, words
from views.cards import listed
from views.ceiling_chart import SIGNS, VERDICTS
from views.next_limit import Basis, limit
from views.panel import Editor, Panel

DAY = "Day"
LONGEST_M = 300_000.0  # our choice: a slip of the hand, not a run
DAYS_AHEAD = 14
SLACK_M = 50.0  # the table shows distances to a tenth
USUAL = "If next week goes like your last weeks"
EMPTY = "Next week: add the runs that you plan"
HINT = "Change, add or delete runs: the numbers and the dotted lines follow."
WHY = """\
**Inputs.** The runs in the table; to begin with, the days of your usual week as Today shows them \
(told in Profile, or run in at least three of your last six weeks), each as far as is usual on \
that weekday. Nothing else is assumed.

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
    said = (_why_empty(forecast, review), _runs(forecast, review), _curves(forecast, review))
    return Panel(
        heading=heading(forecast, review),
        text="\n\n".join(filter(None, said)),
        notice=refused(rows, review),
        caption=HINT,
        why=WHY,
    )


def heading(forecast: Forecast, review: Review) -> str:
    """Whether a run would be a jump or too far for now, and the ceiling after the week."""
    above, beyond = _above(forecast).height, len(_beyond(forecast, review))
    if not forecast.planned:
        return "Next week as planned: no run" if forecast.usual else EMPTY
    week = USUAL if _is_usual(forecast, review) else "Next week as planned"
    if above:
        return f"{week}: {words.count(above, 'run')} above the ceiling"
    if beyond:
        most = _distance(limit(review).distance_m, review)
        return f"{week}: {words.count(beyond, 'run')} too far for now, past {most}"
    then = _distance(_then(forecast), review)
    is_ceiling = limit(review).basis is Basis.CEILING
    return f"{week}: no jump, then up to {then}" if is_ceiling else f"{week}: no jump"


def _is_usual(forecast: Forecast, review: Review) -> bool:
    """Whether the table still holds what it began with; it shows distances to a tenth."""
    unit = words.metres_per_unit(is_metric=review.profile.is_metric)
    shown = [
        [(run.local_date, round(run.distance_m / unit, 1)) for run in runs if run.distance_m]
        for runs in (forecast.usual, forecast.planned)
    ]
    return sorted(shown[0]) == sorted(shown[1])


def _why_empty(forecast: Forecast, review: Review) -> str:
    """Why the table begins without a run; empty where it does not."""
    if forecast.usual or forecast.planned:
        return ""
    if review.usual_week is not None and not review.usual_week.has_fixed_days:
        return "No regular days were found in your runs, so none is filled in."
    return "Your usual week is not known, so no run is filled in."


def _beyond(forecast: Forecast, review: Review) -> list[PlannedRun]:
    """The planned runs further than the next run should go, while a jump or a break says so."""
    found = limit(review)
    left = recent_jump.days_left(review)
    until = review.today + timedelta(days=DAYS_AHEAD if left is None else left)
    if found.distance_m is None or found.basis is Basis.CEILING:
        return []
    return [
        run
        for run in forecast.planned
        if run.local_date <= until and (run.distance_m or 0.0) > found.distance_m + SLACK_M
    ]


def _runs(forecast: Forecast, review: Review) -> str:
    """The planned runs above their ceiling or too far for now, then the ceiling after all."""
    lines = []
    for row in _above(forecast).iter_rows(named=True):
        on_day = words.day(row["local_date"], today=review.today)
        change = words.change(row["spike_ratio"], edges=SPIKE_EDGES)
        sign = SIGNS[VERDICTS[row["spike_class"]]]
        lines.append(
            f"- {sign} **{on_day}, {_distance(row['distance_m'], review)}** would be {change} "
            f"against your longest run of the 30 days before."
        )
    above = set(_above(forecast)["local_date"])
    most = _distance(limit(review).distance_m, review)
    lines += [
        f"- **{words.day(run.local_date, today=review.today)}, "
        f"{_distance(run.distance_m, review)}** would be past {most}, as far as to go for now."
        for run in _beyond(forecast, review)
        if run.local_date not in above
    ]
    now, then = review.ceiling.distance_m, _then(forecast)
    is_answer = limit(review).basis is Basis.CEILING  # else it stays what the page calls no goal
    if forecast.planned and then is not None and (is_answer or then != now):
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
    head = "42-day load would be" if forecast.planned else "Without a run, 42-day load would be"
    return f"- {head} {words.load(row['load_42_au'])}, 7-day load {words.load(row['load_7_au'])}."


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
