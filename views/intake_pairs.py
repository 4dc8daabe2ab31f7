"""Recordings of one outing: what was decided and why, or what only the runner can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.findings import Review
from core.intake import Batch, Choice, Outcome, Recording, Richer, TakenIn, Verdict
from core.units import SECONDS_PER_HOUR
from views import cards, intake_tables, words
from views.intake_outings import Outing, aside
from views.intake_tables import Line

COUNTS: Mapping[Richer, str] = {
    Richer.DYNAMICS: "the one with ground contact counts",
    Richer.POWER: "the one with power counts",
    Richer.HEART_RATE: "the one with heart rate counts",
    Richer.LONGER: "the longer one counts",
    Richer.RECORDED: "the recorded one counts",
    Richer.FIRST: "they hold the same, so the one that came first counts",
}
MARKS: Mapping[Verdict, words.Mark] = {
    Verdict.SAME: words.Mark("=", "Came twice", "gray"),
    Verdict.CONFIRMED: words.Mark("=", "Came twice", "gray"),
    Verdict.ASKED: words.Mark("?", "Your call", "yellow"),
    Verdict.APART: words.Mark("✓", "Both count", "green"),
}
MOST_NAMES = 6
TWO = 2
UNNAMED = "generic"
FAULTS = (intake_tables.MARKS[Outcome.REFUSED], intake_tables.MARKS[Outcome.SKIPPED])


def of_batch(outings: Iterable[Outing], batch: Batch) -> tuple[Outing, ...]:
    """The outings to which this batch brought a recording."""
    return tuple(each for each in outings if each.is_of(batch.id))


def n_files(outings: Iterable[Outing], batch: Batch) -> int:
    """How many files of a batch hold a recording of one of the outings."""
    brought = (each for outing in outings for each in outing.recordings)
    return len({each.filename for each in brought if each.batch_id == batch.id})


def is_asked(outings: Iterable[Outing]) -> bool:
    """Whether one of the outings waits for an answer."""
    return any(each.verdict is Verdict.ASKED for each in outings)


def chosen(outings: Sequence[Outing], choice: Choice) -> Sequence[Outing]:
    """The outings for a choice of the reader: they say more than that a file was read."""
    return () if choice is Choice.READ else outings


def heading(outings: Sequence[Outing]) -> str:
    """How many outings there are, how many recordings do not count, and how many wait."""
    n_asked = sum(each.verdict is Verdict.ASKED for each in outings)
    n_aside = len(aside(outings))
    set_aside = f", {words.count(n_aside, 'recording')} set aside" if n_aside else ""
    asked = f", {n_asked:,} for you to decide" if n_asked else ""
    return f"Recorded more than once: {words.count(len(outings), 'outing')}{set_aside}{asked}"


def lines(outings: Iterable[Outing], review: Review) -> tuple[Line, ...]:
    """One line an outing, in the order given."""
    return tuple(
        Line(
            pairs=tuple(found.pair for found in each.pairs),
            mark=MARKS[each.verdict],
            name=_names(each),
            reason=f"{_reason(each)} {_when(each, review)}",
            answers=_answers(each),
        )
        for each in outings
    )


def report(
    items: Iterable[TakenIn],
    outings: Iterable[Outing],
    *,
    shown: Sequence[Outing],
    choice: Choice,
    review: Review,
) -> tuple[Line, ...]:
    """The lines about files and about the outings shown: faults first.

    Args:
        items: What became of the files.
        outings: All that were recorded twice: they tell which files do not count.
        shown: Those of them that may get a line of their own.
        choice: What the reader wants to see.
        review: What is known of the activities.
    """
    files = intake_tables.lines(items, review, spare=aside(outings))
    faults = [line for line in files if line.mark in FAULTS]
    others = [line for line in files if line.mark not in FAULTS]
    return (*faults, *lines(chosen(shown, choice), review), *others)


def _names(outing: Outing) -> str:
    names = [words.literal(each.filename) for each in outing.recordings]
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1:,} more"]
    return cards.listed(names)


def _reason(outing: Outing) -> str:
    pair, n_files = outing.pairs[0].pair, len(outing.recordings)
    thing = _thing(outing.recordings[0])
    if outing.verdict is Verdict.APART:
        return f"You said that these are {'two. Both' if n_files == TWO else 'apart. All'} count."
    if outing.verdict is not Verdict.ASKED and n_files > TWO:
        first = " and ".join(words.literal(each.filename) for each in outing.counting)
        count = "counts" if len(outing.counting) == 1 else "count"
        return f"The same {thing} in {n_files:,} files; {first} {count}. All files are kept."
    if outing.verdict is not Verdict.ASKED:
        return f"The same {thing} from two sources; {COUNTS[pair.because]}. Both files are kept."
    if pair.shift_s:
        return (
            f"These look like the same {thing}, with one clock {_hours(pair.shift_s)} off. "
            "Both count until you say so."
        )
    is_known = all(each.distance_m for each in outing.recordings)
    doubt = "they differ in length" if is_known else "a distance is missing"
    if len({each.sport for each in outing.recordings}) > 1:
        doubt = "as different sports"
    return (
        f"These were recorded at the same time, but {doubt}, so only you can tell "
        "whether they are the same. Both count until you say so."
    )


def _when(outing: Outing, review: Review) -> str:
    """Day, distance and time of the one that counts."""
    side = outing.recordings[0]
    far = words.distance(side.distance_m, is_metric=review.profile.is_metric)
    told = [words.day(side.local_date, today=review.today)]
    told += [far] if side.distance_m else []
    told += [words.duration(side.elapsed_s)] if side.elapsed_s else []
    return f"{', '.join(told)}."


def _answers(outing: Outing) -> Mapping[Verdict, str]:
    if outing.verdict is Verdict.ASKED:
        same = f"The same {_thing(outing.recordings[0])}"
        return {Verdict.CONFIRMED: same, Verdict.APART: "Two of them"}
    if outing.verdict is Verdict.APART:
        return {Verdict.CONFIRMED: "Count one"}
    n_files = len(outing.recordings)
    return {Verdict.APART: "Count both" if n_files == TWO else f"Count all {n_files:,}"}


def _thing(side: Recording) -> str:
    """What it is called where the sport is named, else an outing."""
    sport = side.sport or UNNAMED
    return "outing" if sport == UNNAMED else words.sport(sport)


def _hours(shift_s: int) -> str:
    hours = abs(shift_s) / SECONDS_PER_HOUR
    return f"{hours:g} {'hour' if hours == 1 else 'hours'}"
