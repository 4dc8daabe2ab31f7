"""How the running time was spread over easy, middle and hard, four weeks at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import polars as pl

from core.athlete import Origin
from core.findings import Review
from core.scalars import earliest
from views import load_eras, load_why, words
from views.measured import only_measured
from views.mix_chart import ZONES, mix_chart, span, whole
from views.panel import Panel, Picture, Table
from views.theme import Palette
from views.windows import Window

By = Literal["heart_rate", "pace"]
BY: dict[str, By] = {"Heart rate": "heart_rate", "Pace": "pace"}
FOUR_WEEKS = timedelta(weeks=4)
FEW, MANY = 3, 13  # periods of four weeks: a quarter, a year
NO_HEART_RATE = "No heart rate: HR load, zones, decoupling not available."
LOOK_BY_PACE = "Look by pace instead."
BY_PACE = "By pace they count in full."
TELL_A_PACE = "To look by pace instead, set a threshold pace in Profile."
NO_PACE = "No threshold pace is known, so pace has no zones. Set one in Profile."
TOO_LOW = (
    "if you have never run all-out with this sensor, your true maximum is higher and the hard "
    "share here too large. Set it in Profile."
)
TESTED = ("first_threshold_heart_rate_bpm", "second_threshold_heart_rate_bpm")
LAGS = {
    "heart_rate": "Heart rate lags, so intervals under 2 minutes are undercounted.",
    "pace": "Hills are allowed for, wind and ground are not.",
}
WHY = """\
**Inputs.** The moving seconds of each run, by {by}. {edges}

**Formula.** Easy lies below the first threshold, hard from the second on, middle between. Without \
a test of both, easy is {low} and hard is {high}: that is approximate. Shares are of the time with \
a zone; unknown time is never counted as easy.

**Polarisation index.** {index} It is log₁₀(easy ÷ middle × hard × 100) with shares from 0 to 1; \
above 2.00, with more hard than middle, a mix is called polarised (Treff 2019).

**Evidence: descriptive.** In 348 athletes polarised training was no better than pyramidal, and \
for recreational runners if anything the reverse (Rosenblat 2025). This describes what you did; it \
is no target."""  # load law, section 8


def since(shown: Window) -> date:
    """From when on the periods are asked for: a quarter, or the year that a long window allows."""
    return shown.today - (MANY if shown.is_by_week else FEW) * FOUR_WEEKS + timedelta(days=1)


def intensity(
    periods: pl.DataFrame, review: Review, palette: Palette, *, by: By, shown: Window
) -> Panel:
    """The mix of the latest four weeks and of those before.

    Args:
        periods: INTENSITY, oldest first.
        review: The latest look.
        palette: Colours of the ground it is drawn on.
        by: "heart_rate" or "pace": what the zones stand on.
        shown: The window of the page: a quarter has three periods, a longer one up to a year.
    """
    last = periods.tail(MANY if shown.is_by_week else FEW)
    known = last.drop_nulls("easy_pct")
    why = _why(last, review, by)
    if known.is_empty():
        return Panel(heading="Easy, middle, hard", notice=_missing(review, by), why=why)
    row = known.row(-1, named=True)
    said = heading(row)
    picture = Picture(
        chart=mix_chart(known, palette, today=review.today),
        alt=f"{said}, {span(row, today=review.today)}.",
        key="intensity",
    )
    return Panel(
        heading=said,
        pictures=(picture,),
        caption=caption(row, review, by, has_more=_has_more(known, review)),
        why=why,
        tables=(_table(periods),),
    )


def heading(row: dict[str, Any]) -> str:
    """The three shares of one period: "76 % easy, 16 % middle, 8 % hard"."""
    shares = whole([row[column] for column in ZONES])
    return ", ".join(
        f"{share} % {name}" for share, name in zip(shares, ZONES.values(), strict=True)
    )


def caption(row: dict[str, Any], review: Review, by: By, *, has_more: bool = False) -> str:
    """Which weeks the heading speaks of, what is unknown in them, and what blurs it."""
    total = sum(row[f"{name}_s"] or 0.0 for name in (*ZONES.values(), "unknown"))
    unknown = 100 * (row["unknown_s"] or 0.0) / total if total else 0.0
    runs = words.count(row["n_runs"], "run")
    sentences = [f"{span(row, today=review.today)}, {runs}."]
    if has_more:
        sentences.append("The bars are four weeks each, of the latest year only.")
    if row["is_approximate"]:
        sentences.append(_edges(row, review, by, word="Approximate: zones from"))
        sentences.append(_doubt(review, by))
    if unknown >= 0.5:
        without = row["n_runs_unknown"]
        whole = f", {words.count(without, 'run')} wholly" if without else ""
        sentences.append(f"{words.number(unknown)} % of the time has no zone{whole}: left out.")
    return " ".join(filter(None, (*sentences, _lag(review, by), "A description, not a target.")))


def _lag(review: Review, by: By) -> str:
    is_other_better = by == "heart_rate" and _knows_pace(review)
    return f"{LAGS[by]} {BY_PACE}" if is_other_better else LAGS[by]


def _missing(review: Review, by: By) -> str:
    """What the zones lack, and what to do about it (load law, section 10)."""
    if by == "pace":
        return NO_PACE
    if has_heart_rate(review):
        return load_why.no_load(review)
    return f"{NO_HEART_RATE} {LOOK_BY_PACE if _knows_pace(review) else TELL_A_PACE}"


def has_heart_rate(review: Review) -> bool:
    """Whether any activity has a heart rate that was measured."""
    return only_measured(review.activities)["avg_heart_rate_bpm"].count() > 0


def usual_by(review: Review) -> str:
    """What the card opens with: pace where only that can have zones."""
    heart_rate, pace = BY
    return pace if _knows_pace(review) and not has_heart_rate(review) else heart_rate


def _knows_pace(review: Review) -> bool:
    return review.thresholds.threshold_speed_mps is not None


def _has_more(drawn: pl.DataFrame, review: Review) -> bool:
    """Whether runs lie before the year that bars are drawn of."""
    first, oldest = earliest(drawn["period_start"]), earliest(review.days["local_date"])
    is_year = drawn.height > FEW
    return is_year and first is not None and oldest is not None and oldest < first


def _table(periods: pl.DataFrame) -> Table:
    minutes = [
        (pl.col(f"{name}_s") / 60).round(0).alias(f"{name.capitalize()}, min")
        for name in (*ZONES.values(), "unknown")
    ]
    return Table(
        title="Table of the four-week periods",
        frame=periods.reverse().select(
            pl.col("period_start").alias("From"),
            pl.col("period_end").alias("To"),
            pl.col("n_runs").alias("Runs"),
            *minutes,
            pl.col("polarisation_index").round(2).alias("Polarisation index"),
            pl.col("mix").alias("Mix"),
        ),
        alt="Minutes in each zone, four weeks a row",
        key="intensity_table",
        dates=("From", "To"),
    )


def _edges(row: dict[str, Any], review: Review, by: By, *, word: str) -> str:
    """Which thresholds the zones of some weeks stand on; a tested pair before a single one."""
    days = (row["period_start"], row["period_end"])
    pair = [_held(field, review, days) for field in TESTED] if by == "heart_rate" else []
    if all(pair) and pair:
        return f"{word} your thresholds of {' and '.join(pair)} (from your profile)."
    field = "threshold_heart_rate_bpm" if by == "heart_rate" else "threshold_speed_mps"
    threshold = getattr(review.thresholds, field)
    if threshold is None:
        return ""
    return f"{word} a threshold of {_held(field, review, days)} ({words.origin(threshold)})."


def _held(field: str, review: Review, days: tuple[date, date]) -> str:
    first, last = days
    return load_eras.said(field, review, load_eras.held(field, review, since=first, until=last))


def _doubt(review: Review, by: By) -> str:
    """That a highest heart rate seen in runs may be too low, which makes the hard share too large.

    Source:
        Load law, section 8 ("HRmax").
    """
    highest = review.thresholds.max_heart_rate_bpm
    if by == "pace" or highest is None or highest.origin is not Origin.OBSERVED:
        return ""
    seen = words.together(f"{words.number(highest.value)} bpm")
    return f"The highest heart rate that your runs show is {seen}: {TOO_LOW}"


def _why(periods: pl.DataFrame, review: Review, by: By) -> str:
    known = periods.drop_nulls("polarisation_index")
    index = "None of these weeks has one: it needs time in all three zones."
    if known.height:
        row = known.row(-1, named=True)
        weeks = span(row, today=review.today)
        index = f"{words.number(row['polarisation_index'], 2)} in {weeks}: {row['mix']}."
    names = {"heart_rate": "heart rate", "pace": "pace on the flat"}
    edges = {
        "heart_rate": ("below 90 % of the threshold heart rate", "at or above it"),
        "pace": ("below 85 % of critical speed (threshold speed ÷ 0.95)", "above critical speed"),
    }
    low, high = edges[by]
    since = earliest(periods["period_start"]) or review.today
    said = _edges(
        {"period_start": since, "period_end": review.today}, review, by, word="They stand on"
    )
    return WHY.format(by=names[by], edges=said, index=index, low=low, high=high)
