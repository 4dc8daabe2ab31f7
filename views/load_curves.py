"""The section on the 42-day and the 7-day load: what it says, when it is silent, and why."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from core.findings import WARM_UP_DAYS, Review
from core.scalars import as_number
from views import load_why, words
from views.curves_chart import CURVES, curves_chart, difference_chart, numbers
from views.load_words import load_name
from views.panel import Panel, Picture, Table
from views.theme import Palette
from views.windows import Window

MOST_NAMED = 3  # more dates than this are in the table
WEAK = ":gray-badge[Evidence: weak]"
NOTHING = "No load is known, so there is nothing to add up. Unknown is not zero."
WHY = """\
**Inputs.** {name} of each day: {coverage}.

**Formula.** Each evening the 42-day load moves 2.4 % of the way from where it was to the load of \
the day, the 7-day load 13.3 %. Both start at the mean of the first 28 days; no number is shown \
for the first 42. The difference is the 42-day minus the 7-day load of the day before: what you \
brought to the start line.

**Evidence: weak.** Bookkeeping, not a measurement of form. Other tools call these curves fitness, \
fatigue and form; nothing here measures those. "42 days" is twice as fast a curve in some tools as \
in others, so compare only with your own past.

**Source.** The constants (1 − e^(−1/42) and 1 − e^(−1/7)) are those of GoldenCheetah and \
intervals.icu; the seed and the 42 silent days are our choice."""  # load law, 6.5


def curves(
    review: Review, palette: Palette, *, shown: Window, ahead: pl.DataFrame | None = None
) -> Panel:
    """Both curves and their difference; while warming up, how far it is; else what is missing.

    Args:
        review: The latest look.
        palette: Colours of the ground it is drawn on.
        shown: The window of the page.
        ahead: SERIES of the days after today, as planned.
    """
    n_days = _n_days(review)
    if n_days == 0:
        return Panel(heading="42-day and 7-day load", notice=_stopped(review), why=_why(review))
    if n_days <= WARM_UP_DAYS:
        return _warming_up(review, n_days)
    series = numbers(review, ahead)
    return Panel(
        heading=heading(review),
        badges=WEAK,
        pictures=_pictures(series, palette, shown, said=heading(review)),
        caption=caption(review, shown=shown, is_planned=_is_drawn(ahead, shown)),
        why=_why(review),
        tables=(_table(series, shown),),
    )


def today_of(review: Review) -> dict[str, float | None]:
    """The SERIES row that the page speaks of: the last covered day; empty where there is none."""
    known = numbers(review)
    return known.row(-1, named=True) if known.height else {}


def heading(review: Review) -> str:
    """The two numbers: "42-day load 26, 7-day load 31"."""
    row = today_of(review)
    return ", ".join(f"{name} load {words.load(row[column])}" for column, name in CURVES.items())


def caption(review: Review, *, shown: Window, is_planned: bool = False) -> str:
    """What lines and bars are, what they are not, and which days were filled in."""
    sentences = [
        "Bookkeeping, not a measurement of form. Solid: 42 days. Dashed: 7 days. "
        "Bars: the difference, of the evening before."
    ]
    if is_planned:
        sentences.append("Dotted and pale: as it will be if you run what is planned.")
    filled = shown.of(review.series).filter("is_imputed")["local_date"].to_list()
    if filled:
        named = [words.day(day, today=review.today) for day in filled[-MOST_NAMED:]]
        more = f" and {len(filled) - MOST_NAMED} more" if len(filled) > MOST_NAMED else ""
        marked = "Load unknown on some days" if shown.is_by_week else "Marked ?: load unknown"
        sentences.append(
            f"{marked}, filled in from the time you ran and your own usual load per hour "
            f"({', '.join(named)}{more})."
        )
    return " ".join(sentences)


def _is_drawn(ahead: pl.DataFrame | None, shown: Window) -> bool:
    """Whether the picture has a dotted part: a long window ends today."""
    return ahead is not None and shown.of(ahead)["load_42_au"].count() > 0


def _pictures(
    series: pl.DataFrame, palette: Palette, shown: Window, *, said: str
) -> tuple[Picture, ...]:
    upper = curves_chart(series, palette, shown=shown)
    lower = difference_chart(series, palette, shown=shown)
    last = series.filter(~pl.col("is_forecast"))["difference_au"].last()
    difference = words.signed(as_number(last))
    return (
        Picture(chart=upper, alt=f"{said}.", key="curves"),
        Picture(chart=lower, alt=f"Difference {difference} today.", key="difference"),
    )


def _table(series: pl.DataFrame, shown: Window) -> Table:
    whence = (
        pl.when("is_forecast")
        .then(pl.lit("planned"))
        .when("is_imputed")
        .then(pl.lit("filled in"))
        .otherwise(pl.lit("known"))
    )
    frame = shown.of(series).sort("local_date", descending=True)
    return Table(
        title="Table of the curves",
        frame=frame.select(
            pl.col("local_date").alias("Day"),
            pl.col("load_au").round(0).alias("Load"),
            whence.alias("Load is"),
            pl.col("load_42_au").round(0).alias("42-day load"),
            pl.col("load_7_au").round(0).alias("7-day load"),
            pl.col("difference_au").round(0).alias("Difference"),
        ),
        alt="42-day load, 7-day load and difference of each day",
        key="curves_table",
    )


def _n_days(review: Review) -> int:
    """Days of the stretch that the curves stand on; 0 where they have stopped or never began.

    Where no load is known at all, days of rest alone would add up to a zero that says nothing.
    """
    if review.load_metric is None:
        return 0
    loads = review.series.filter(~pl.col("is_forecast"))["load_au"]
    known = loads.is_not_null().reverse()
    if known.is_empty() or known.all():
        return known.len()
    return (~known).arg_max() or 0


def _warming_up(review: Review, n_days: int) -> Panel:
    until = review.covered_until or review.today
    first = until + timedelta(days=WARM_UP_DAYS + 1 - n_days)
    is_anew = review.series_notice is not None  # older runs would not make it sooner
    text = (
        f"**{n_days} of {WARM_UP_DAYS} days known.** The first numbers come on "
        f"{words.day(first, today=review.today)}"
        f"{'.' if is_anew else ', or sooner when you add older runs.'}"
    )
    return Panel(
        heading="42-day and 7-day load: warming up",
        notice=review.series_notice or "",
        progress=n_days / WARM_UP_DAYS,
        progress_text=text,
        why=_why(review),
    )


def _stopped(review: Review) -> str:
    """Why there is no curve today."""
    return NOTHING if review.load_metric is None else review.series_notice or NOTHING


def _why(review: Review) -> str:
    said = WHY.format(name=load_name(review), coverage=_coverage(review))
    return f"{said}\n\n{load_why.thresholds(review)}".strip()


def _coverage(review: Review) -> str:
    """How many days have a load; rest alone, where no load is known, is no knowledge."""
    if review.load_metric is None:
        return "none is known yet"
    days = review.series.filter(~pl.col("is_forecast"))
    n_filled = int(days["is_imputed"].fill_null(value=False).sum())
    n_unknown = days["load_au"].null_count()
    known = words.count(days.height - n_filled - n_unknown, "day")
    unknown = f", {n_unknown:,} unknown" if n_unknown else ""
    return f"{known} known (rest counts as 0), {n_filled:,} filled in{unknown}"
