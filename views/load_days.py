"""What Load says of its days and weeks: how far, how much load, and how much of it is known."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from core.findings import Review
from core.scalars import as_number, earliest
from views import gaps, windows, words
from views.load_words import load_name, ran_within
from views.windows import ALL, LONGEST_MARKED_DAYS, TWELVE_WEEKS, Window

WEEK = 7
LEAST_DAYS = 14  # our choice: of less than two weeks there is no mean week


def window_of(choice: str, review: Review) -> Window:
    """The window for a choice of the reader, in weeks as they count them."""
    return windows.window(
        choice,
        first_day=earliest(review.days["local_date"]),
        today=review.today,
        begins_on_sunday=review.profile.week_begins_on_sunday,
    )


def usual_choice(review: Review) -> str:
    """The window that a page opens with: the quarter where it holds a run, else all of it."""
    quarter = window_of(TWELVE_WEEKS, review)
    return TWELVE_WEEKS if ran_within(review, quarter) else ALL


def heading(review: Review, *, shown: Window) -> str:
    """The average distance of a week; of less than two weeks how far it was in all."""
    days = shown.of(review.days)
    name = "Week by week" if shown.is_by_week else "Day by day"
    if days.height < LEAST_DAYS:
        said = _sum(days, review)
        in_all = f"{said} in {words.count(days.height, 'day')}"
        return f"{name}: {in_all}" if said else name
    said = _sum(days, review, per_day=WEEK)
    return f"{name}: {said} a week on average" if said else name


def distance_line(review: Review) -> str:
    """The distance of the last seven days; unknown runs and days are said, not summed as zero."""
    week = review.days.filter(pl.col("local_date") > review.today - timedelta(days=WEEK))
    days = (review.today - timedelta(days=ago) for ago in range(WEEK))
    has_gap = not all(gaps.is_known(review, day) for day in days)
    since = gaps.since(review)
    said = f"{_sum(week, review, has_gap=has_gap) or 'unknown'} in the last 7 days"
    return f"{said}, {since}" if since else said


def distance_alt(review: Review, *, shown: Window) -> str:
    """What the distance chart says."""
    return f"{heading(review, shown=shown)}; {distance_line(review)}."


def load_alt(review: Review, *, shown: Window) -> str:
    """What the load chart says: the highest of its bars, which are days or weeks."""
    known = shown.of(review.days).drop_nulls("load_au")
    if shown.is_by_week:
        known = known.group_by(shown.week_start()).agg(pl.col("load_au").sum())
    most = words.load(as_number(known["load_au"].max()))
    each = "week" if shown.is_by_week else "day"
    return f"{load_name(review)} of each {each}, at most {most}. {coverage(review, shown=shown)}"


def coverage(review: Review, *, shown: Window) -> str:
    """How many days of the window are known, and how the unknown ones are drawn."""
    days = shown.of(review.days)
    n_known = days.height - days["load_au"].null_count()
    sentences = [f"{n_known:,} of {words.count(days.height, 'day')} known."]
    if n_known < days.height:
        sentences.append(f"{_drawn(shown)} Unknown is not zero.")
    if days["is_load_estimated"].any():
        sentences.append("Pale: estimated from another measure, or only partly covered.")
    sentences += [review.load_notice or "", gaps.since_sentence(review)]
    return " ".join(filter(None, sentences))


def _drawn(shown: Window) -> str:
    """How a day of unknown load looks; question marks of many weeks would run into each other."""
    if not shown.is_by_week:
        return "Hatched with ?: you ran, load unknown."
    mark = "with ?" if shown.n_days <= LONGEST_MARKED_DAYS else "on a grey foot"
    return f"Pale {mark}: a week with a run whose load is unknown."


def _sum(
    days: pl.DataFrame, review: Review, *, per_day: int | None = None, has_gap: bool = False
) -> str:
    """The known distance, "at least" where a run or a day is not; empty where none is known."""
    is_floor = has_gap or days["distance_m"].null_count() > 0
    n_known_runs = days.drop_nulls("distance_m")["n_runs"].sum()
    if days.is_empty() or (is_floor and not n_known_runs):
        return ""
    total_m = float(days["distance_m"].sum()) * (per_day / days.height if per_day else 1)
    said = words.distance(total_m, is_metric=review.profile.is_metric)
    return f"{'at least ' if is_floor else ''}{said}"
