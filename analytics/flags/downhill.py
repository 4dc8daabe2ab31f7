"""The descent of a week against that of the four weeks before it.

The law's "race hills" (descent per kilometre of the goal) are left out: no race descent is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from analytics.flags.recent import recent_runs
from analytics.flags.rule import Reading
from core.activity import BELTS
from core.findings import EDGE_SLACK, Evidence, Level
from core.scalars import earliest, latest
from core.spoken import short_date

WEEK_DAYS, WEEKS_BEFORE = 7, 4
DESCENT_WATCH, DESCENT_ACT = (1.5, 200.0), (2.0, 300.0)  # imbalance law, 2.2: ratio, metres more


def downhill_load(
    descent_7d_m: float | None, before_m: Sequence[float | None]
) -> tuple[float | None, float | None, Level]:
    """Descent of a week over the mean of the four before, how much more it is, and the level.

    Where the weeks before had none, there is no ratio: any rise is beyond it.

    Source:
        Imbalance law, 2.2, `DOWNHILL_LOAD`.

    Example:
        >>> downhill_load(620, [260, 300, 280, 240])[1:]
        (350.0, <Level.ACT: 3>)
    """
    known = [week for week in before_m if week is not None]
    if descent_7d_m is None or len(known) < len(before_m) or len(known) < WEEKS_BEFORE:
        return None, None, Level.INSUFFICIENT
    mean = sum(known) / len(known)
    ratio, more = (descent_7d_m / mean if mean > 0 else None), descent_7d_m - mean
    for level, (most, least_m) in ((Level.ACT, DESCENT_ACT), (Level.WATCH, DESCENT_WATCH)):
        is_steep = ratio is None or ratio > most + EDGE_SLACK
        if is_steep and more >= least_m - EDGE_SLACK:
            return ratio, more, level
    return ratio, more, Level.OK


def downhill_reading(evidence: Evidence) -> Reading:
    """Descent of the last seven known days against the four weeks before."""
    first, last = earliest(evidence.days["local_date"]), latest(evidence.days["local_date"])
    if first is None or last is None:
        return Reading(words={"missing": "No run yet. It takes five weeks of runs with altitude."})
    end = min(last, evidence.today)
    if (evidence.today - end).days >= WEEK_DAYS:
        return Reading(words={"missing": f"Nothing added since {short_date(end)}."})
    lacking = WEEK_DAYS * (WEEKS_BEFORE + 1) - (end - first).days - 1
    if lacking > 0:
        return Reading(words={"missing": _more_days(lacking)})
    weeks, week = _descents(evidence, end)
    ratio, _, level = downhill_load(weeks[0], weeks[1:])
    seen = Reading(run_ids=tuple(week["activity_id"].drop_nulls()), n_runs=week.height)
    if level is Level.INSUFFICIENT:
        return replace(seen, words={"missing": NO_ALTITUDE})
    words = {"descent": f"{weeks[0]:.0f}", "r": "" if ratio is None else f"{ratio:.1f}"}
    say = None if ratio is not None else SORE if level is Level.ACT else NONE_BEFORE
    return replace(seen, value=ratio, level=level, say=say, words=words)


NO_ALTITUDE = (
    "A run of the last five weeks has no altitude, so its descent is unknown and the weeks cannot "
    "be compared."
)
NONE_BEFORE = "This week had {descent} m of descent, and the four weeks before had none."
SORE = f"{NONE_BEFORE} Expect sore thighs. Keep the next days flat."


def _more_days(lacking: int) -> str:
    days = "1 more day" if lacking == 1 else f"{lacking} more days"
    return f"Your usual descent is that of the four weeks before. It takes {days} of history."


def _descents(evidence: Evidence, end: date) -> tuple[list[float | None], pl.DataFrame]:
    """Metres down in the week that ends on a day and the four before it, and that week's runs."""
    ago = (pl.lit(end) - pl.col("local_date")).dt.total_days() // WEEK_DAYS
    runs = recent_runs(evidence, days=WEEK_DAYS * (WEEKS_BEFORE + 2)).with_columns(
        week_index=ago,
        # A belt has no way down that its watch would record.
        descent_m=pl.when(pl.col("sub_sport").is_in(list(BELTS)))
        .then(pl.col("descent_m").fill_null(0.0))
        .otherwise("descent_m"),
    )
    weeks = [runs.filter(pl.col("week_index") == week) for week in range(WEEKS_BEFORE + 1)]
    sums = [None if week["descent_m"].null_count() else week["descent_m"].sum() for week in weeks]
    return [None if one is None else float(one) for one in sums], weeks[0]
