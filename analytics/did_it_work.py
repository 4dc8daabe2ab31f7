"""A block of strength work looked back on: what was done, what changed, and what else did.

One runner before and after shows what followed, never what caused it; so nothing here says that
something worked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from analytics.effects import balance_effect, self_test_effects
from analytics.work_done import LOW_SHARE_PCT, adherence, quality_sets, unknown_sets
from core.activity import RUNNING
from core.effect import (
    BREAK_DAYS,
    LEAST_BLOCK_DAYS,
    MOST_BLOCK_DAYS,
    Block,
    DidItWork,
    Effect,
    Outcome,
    Work,
)
from core.findings import EDGE_SLACK, Evidence
from core.spoken import count, distance, full_date

DISTANCE_PCT = 20.0  # our choice: from here on the running itself was another
CAVEAT = (
    "What followed these weeks need not come from them: one runner, before and after, cannot show "
    "a cause. Much that matters is not recorded."
)
WITH_SESSIONS = "Log your strength sessions: six weeks of them can be looked back on."


def block_starts(work: Work, *, today: date) -> tuple[date, ...]:
    """The first days of all blocks, oldest first: at most twelve weeks each, parted by breaks.

    Args:
        work: Its finished sessions are looked at.
        today: Later sessions are left out.

    Source:
        Strength law, 3.6: after three weeks without a session it begins anew; a full block lasts
        ten to twelve weeks.
    """
    starts: list[date] = []
    last: date | None = None
    for day in _days(work, today=today):
        is_new = last is None or (day - last).days > BREAK_DAYS
        if is_new or (day - starts[-1]).days >= MOST_BLOCK_DAYS:
            starts.append(day)
        last = day
    return tuple(starts)


def block_from(began_on: date, work: Work, *, today: date) -> Block:
    """The block that began on a day, and as many days before it.

    It lasts twelve weeks, until today, or for a week after the last session before a break.
    """
    full = began_on + timedelta(days=MOST_BLOCK_DAYS - 1)
    last = began_on
    for day in _days(work, today=today):
        if last <= day <= full and (day - last).days <= BREAK_DAYS:
            last = day
    is_broken = (min(today, full) - last).days > BREAK_DAYS
    until = min(today, full, last + timedelta(days=6)) if is_broken else min(today, full)
    n_days = max(0, (until - began_on).days + 1)
    return Block(
        before_since=began_on - timedelta(days=n_days),
        began_on=began_on,
        until=until,
        n_days=n_days,
        is_long_enough=n_days >= LEAST_BLOCK_DAYS,
        is_over=is_broken or until == full,
    )


def did_it_work(evidence: Evidence, work: Work, *, began_on: date | None = None) -> DidItWork:
    """What changed from the weeks before a block of strength work to the block itself.

    Args:
        evidence: Runs, their balance, self-tests and diary.
        work: What was planned and done.
        began_on: The first day of the block; None takes the newest that is six weeks old, else
            the newest.

    Returns:
        Effects with interval and outcome, adherence, sets, what else changed, what to try
        instead. The same input gives the same answer.

    Source:
        Strength law, 3.6: review after six weeks, full block ten to twelve weeks.
    """
    began_on = began_on or _newest_start(work, today=evidence.today)
    if began_on is None:
        return DidItWork(block=None, text=WITH_SESSIONS, caveat=CAVEAT)
    block = block_from(began_on, work, today=evidence.today)
    kept = adherence(work, block)
    done = DidItWork(
        block=block,
        text=_too_short(block),
        adherence=kept,
        qualities=quality_sets(work, block),
        n_unknown_sets=unknown_sets(work, block),
        caveat=CAVEAT,
    )
    if not block.is_long_enough:
        return done
    effects = (balance_effect(evidence, block), *self_test_effects(evidence, block))
    return replace(
        done,
        text=summed_up(effects),
        effects=effects,
        also=also_changed(evidence, block),
        instead=_instead(effects, kept.share_pct, block),
    )


def summed_up(effects: Sequence[Effect]) -> str:
    """One sentence over all effects, which never says more than the strongest of them."""
    better = [each.title for each in effects if each.is_better]
    worse = [each.title for each in effects if each.is_better is False]
    parts = []
    if better:
        parts.append(f"These weeks were followed by a change for the better: {_listed(better)}.")
    if worse:
        parts.append(f"{'But a' if better else 'A'} change for the worse: {_listed(worse)}.")
    if parts:
        return " ".join(parts)
    if any(each.outcome is Outcome.NO_CHANGE for each in effects):
        return "No change seen in these weeks that is larger than chance and measuring error."
    return "There is not enough data to say whether anything changed in these weeks."


def also_changed(evidence: Evidence, block: Block) -> tuple[str, ...]:
    """What else was different in the block, as far as anything is recorded of it."""
    found = [
        *_distance(evidence, block),
        *_gear(evidence, block),
        *_diary(evidence, block, kind="pain", words="pain"),
        *_diary(evidence, block, kind="ill", words="illness"),
    ]
    return tuple(found)


def _newest_start(work: Work, *, today: date) -> date | None:
    starts = block_starts(work, today=today)
    long = [day for day in starts if block_from(day, work, today=today).is_long_enough]
    return max(long or starts, default=None)


def _days(work: Work, *, today: date) -> list[date]:
    is_past = pl.col("is_finished") & (pl.col("local_date") <= today)
    days: list[date] = work.sessions.filter(is_past)["local_date"].unique().sort().to_list()
    return days


def _too_short(block: Block) -> str:
    if block.is_over:
        return (
            f"This block ended after {block.n_days} days. It takes six weeks to look back on one."
        )
    on = block.began_on + timedelta(days=LEAST_BLOCK_DAYS - 1)
    return (
        f"This block is {block.n_days} days old. It can be looked back on from {full_date(on)}: "
        "six weeks are the least, ten to twelve are a full block."
    )


def _instead(effects: Sequence[Effect], share_pct: float | None, block: Block) -> tuple[str, ...]:
    """What to try where nothing got better, the likeliest reason first.

    Source:
        Strength law, 1 (doing it regularly; a taught start) and 3.6 (progress; full block).
    """
    if any(each.is_better for each in effects):
        return ()
    if all(each.outcome is Outcome.UNKNOWN for each in effects):
        return ("Test yourself before the next block and from its fifth week on: two dates tell.",)
    ways = []
    if share_pct is not None and share_pct < LOW_SHARE_PCT:
        ways.append("First do it regularly: fewer, shorter sessions that fit beat missed ones.")
    if block.n_days < MOST_BLOCK_DAYS:
        ways.append("Go on to ten or twelve weeks before you judge it.")
    return (
        *ways,
        "Make it harder: more weight, or the harder version, once the top of the range is easy.",
        "Swap an exercise for another that trains the same.",
        "Have somebody who knows watch you once: supervised programmes do better.",
    )


def _distance(evidence: Evidence, block: Block) -> list[str]:
    runs = evidence.activities.filter(pl.col("sport") == RUNNING)
    before, now = (_metres_a_week(part, block) for part in _parts(runs, block))
    if before is None or now is None or before <= 0:
        return []
    if abs(100 * (now / before - 1)) < DISTANCE_PCT - EDGE_SLACK:
        return []
    is_metric = evidence.profile.is_metric
    said, earlier = (distance(metres, is_metric=is_metric) for metres in (now, before))
    return [f"You ran {said} a week, against {earlier} before."]


def _metres_a_week(runs: pl.DataFrame, block: Block) -> float | None:
    """None where a run's distance is unknown: unknown is not zero."""
    if runs.is_empty() or runs["distance_m"].null_count():
        return None
    return float(runs["distance_m"].sum()) / (block.n_days / 7)


def _gear(evidence: Evidence, block: Block) -> list[str]:
    runs = evidence.activities.filter(pl.col("sport") == RUNNING)
    before, now = (set(part["gear"].drop_nulls()) for part in _parts(runs, block))
    new = sorted(now - before)
    return [f"You ran in other shoes: {_listed(new)}."] if new and before else []


def _diary(evidence: Evidence, block: Block, *, kind: str, words: str) -> list[str]:
    noted = evidence.diary.filter((pl.col("kind") == kind) & (pl.col("score_index") > 0))
    before, now = (part["local_date"].n_unique() for part in _parts(noted, block))
    if before == now:
        return []
    return [f"You noted {words} on {count(now, 'day')}, against {before} before."]


def _parts(table: pl.DataFrame, block: Block) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of before, and those of the block."""
    day = pl.col("local_date")
    known = table.filter(day.is_between(block.before_since, block.until))
    return known.filter(day < block.began_on), known.filter(day >= block.began_on)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
