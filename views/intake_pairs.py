"""Two recordings of one outing: what was decided and why, or what only the runner can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.findings import Review
from core.intake import Batch, Choice, Richer, StoredPair, Verdict
from views import words
from views.intake_tables import Line

COUNTS: Mapping[Richer, str] = {
    Richer.DYNAMICS: "the one with ground contact counts",
    Richer.POWER: "the one with power counts",
    Richer.HEART_RATE: "the one with heart rate counts",
    Richer.LONGER: "the longer one counts",
    Richer.FIRST: "they hold the same, so the one that came first counts",
}
MARKS: Mapping[Verdict, words.Mark] = {
    Verdict.SAME: words.Mark("=", "Came twice", "gray"),
    Verdict.CONFIRMED: words.Mark("=", "Came twice", "gray"),
    Verdict.ASKED: words.Mark("?", "Your call", "yellow"),
    Verdict.APART: words.Mark("✓", "Both count", "green"),
}
SECONDS_PER_HOUR = 3600


def of_batch(pairs: Iterable[StoredPair], batch: Batch) -> tuple[StoredPair, ...]:
    """Open questions, and the pairs to which this batch brought a side."""
    return tuple(
        each
        for each in pairs
        if each.pair.verdict is Verdict.ASKED
        or batch.id in (each.spare.batch_id, each.counts.batch_id)
    )


def chosen(pairs: Sequence[StoredPair], choice: Choice) -> Sequence[StoredPair]:
    """The pairs for a choice of the reader: something to look at, and no file of its own."""
    return pairs if choice is Choice.TO_LOOK_AT else ()


def heading(pairs: Sequence[StoredPair]) -> str:
    """How many pairs there are, and how many wait for an answer."""
    n_asked = sum(each.pair.verdict is Verdict.ASKED for each in pairs)
    asked = f", {n_asked:,} for you to decide" if n_asked else ""
    return f"Recorded twice: {len(pairs):,}{asked}"


def lines(pairs: Iterable[StoredPair], review: Review) -> tuple[Line, ...]:
    """One line a pair, in the order given."""
    return tuple(
        Line(
            pair=each.pair,
            mark=MARKS[each.pair.verdict],
            name=f"{words.literal(each.counts.filename)} and {words.literal(each.spare.filename)}",
            reason=f"{_reason(each)} {_when(each, review)}",
            answers=_answers(each),
        )
        for each in pairs
    )


def _reason(found: StoredPair) -> str:
    thing, pair = words.sport(found.counts.sport or ""), found.pair
    if pair.verdict is Verdict.APART:
        return "You said that these are two. Both count."
    if pair.verdict is not Verdict.ASKED:
        return f"The same {thing} from two sources; {COUNTS[pair.because]}. Both files are kept."
    if pair.shift_s:
        return (
            f"These look like the same {thing}, with one clock {_hours(pair.shift_s)} off. "
            "Both count until you say so."
        )
    return (
        "These were recorded at the same time, but a distance is missing, so only you can tell "
        "whether they are the same. Both count until you say so."
    )


def _when(found: StoredPair, review: Review) -> str:
    """Day, distance and time of the one that counts."""
    side = found.counts
    far = words.distance(side.distance_m, is_metric=review.profile.is_metric)
    told = [words.day(side.local_date, today=review.today)]
    told += [far] if side.distance_m else []
    told += [words.duration(side.elapsed_s)] if side.elapsed_s else []
    return f"{', '.join(told)}."


def _answers(found: StoredPair) -> Mapping[Verdict, str]:
    thing = words.sport(found.counts.sport or "")
    if found.pair.verdict is Verdict.ASKED:
        return {Verdict.CONFIRMED: f"The same {thing}", Verdict.APART: "Two of them"}
    if found.pair.verdict is Verdict.APART:
        return {Verdict.CONFIRMED: "Count one"}
    return {Verdict.APART: "Count both"}


def _hours(shift_s: int) -> str:
    hours = abs(shift_s) / SECONDS_PER_HOUR
    return f"{hours:g} {'hour' if hours == 1 else 'hours'}"
