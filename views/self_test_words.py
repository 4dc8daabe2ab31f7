"""What Tests says: the answer, what it stands on, when to test again, and which test waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from core.athlete import BONE
from core.findings import Flag, Level, Review, Side
from core.guides import FEW_HEEL_RAISES, GUIDES, TESTS
from core.self_tests import LEAST_HEEL_RAISES, Guide, SelfTested, Verdict
from views import cards, care, gaps, words
from views.balance_known import has_balance
from views.profile_fields import CONDITION_WORDS

SHORT = {
    "ST_CALF": "Heel raises",
    "ST_BRIDGE": "Bridges",
    "ST_SIDE_PLANK": "Side plank",
    "ST_SIT_STAND": "Five rises",
    "ST_REACH": "Reach ahead",
    "ST_HOP": "Hop",
    "ST_ANKLE": "Knee to wall",
}
FIRST = ("ST_CALF", "ST_SIT_STAND", "ST_ANKLE", "ST_REACH", "ST_SIDE_PLANK", "ST_BRIDGE")
"""In which order to begin: the first two need a wall, a chair and the clock of this page."""
N_FIRST = 2
HIDDEN = "ST_HOP"  # imbalance law, 2.4: the one test that is not even shown while it waits
WHY_AGAIN = (
    "Six weeks, because a change that comes sooner is mostly smaller than the error of the test."
)
NO_BALANCE = (
    "Your files hold no left-right balance: how alike your legs are is unknown, and a watch on "
    "the wrist cannot tell. These tests can."
)
NO_RUN = "No run is in yet. The tests need none."
BESIDE_BALANCE = (
    "A test looks at one leg at a time, a sensor at both while you run: they answer different "
    "questions, and for the side to train a test comes first."
)
NONE_AT_ALL = "None on either side: that tells nothing of a difference yet."
SIDE_COLOURS = {"left": "orange", "right": "blue"}


def answer(review: Review, found: SelfTested) -> str:
    """The main finding in one sentence, with the sides in their colours."""
    newest = newest_by_test(found)
    flags = in_order(review, found)
    if raised := [flag for flag in flags if flag.level >= Level.WATCH]:
        return _raised(raised[0], newest[raised[0].id])
    if not newest:
        first = cards.listed([SHORT[test].lower() for test in first_tests(found)])
        return f"Two tests to start with: {first}." if first else "No test while something hurts."
    if not [flag for flag in flags if flag.level is Level.OK]:
        is_none = any(each.is_none for each in newest.values())
        return NONE_AT_ALL if is_none else "Not enough to compare yet: one side has no number."
    if any(each.weaker_side is not Side.NONE for each in newest.values()):
        return "Only small differences between your sides."
    return "No difference beyond the test's error."


def caption(review: Review, found: SelfTested) -> str:
    """When it was tested, what comes next, and what the runs cannot tell."""
    days = {each.taken_on for each in newest_by_test(found).values() if each.taken_on}
    when = ""
    if days:
        told = [words.day(day, today=review.today) for day in sorted({min(days), max(days)})]
        when = f"Tested {words.together(' to '.join(told))}. {again(review, found)}"
    return " ".join(filter(None, (when, beside_runs(review))))


def beside_runs(review: Review) -> str:
    """What the runs tell of left and right, and what they cannot."""
    if review.spikes.is_empty():
        return gaps.no_run_yet(review, NO_RUN)
    return BESIDE_BALANCE if has_balance(review) else NO_BALANCE


def again(review: Review, found: SelfTested) -> str:
    """Which tests are due now, else from when the next one is."""
    late = [SHORT[due.test].lower() for due in found.due if due.is_due]
    if late:
        return f"Due again: {cards.listed(late)}."
    days = [due.due_on for due in found.due if due.due_on]
    if not days:
        return ""
    return f"Test again from {words.together(words.day(min(days), today=review.today))}."


def due_lines(review: Review, found: SelfTested) -> str:
    """A line for each test: when it was taken and is due again, as Markdown."""
    lines = []
    for due in found.due:
        name = f"**{SHORT[due.test]}**"
        if due.taken_on is None or due.due_on is None:
            lines.append(f"- {name}: not taken yet")
            continue
        last, then = (words.day(day, today=review.today) for day in (due.taken_on, due.due_on))
        then = ":yellow-badge[▲ Due now]" if due.is_due else f"again from {then}"
        lines.append(f"- {name}: {last}, {then}")
    return "\n".join(lines)


def in_order(review: Review, found: SelfTested) -> tuple[Flag, ...]:
    """The flags of the tests that were taken, as the page orders them; overdue ones last."""
    newest = newest_by_test(found)
    late = {due.test for due in found.due if due.is_due}
    taken = [flag for flag in review.flags if flag.id in newest]
    return tuple(sorted(taken, key=lambda flag: (flag.level < Level.WATCH, flag.id in late)))


def newest_by_test(found: SelfTested) -> dict[str, Verdict]:
    """The verdict that counts of each test that was taken."""
    return {each.test: each for each in found.verdicts}


def history(found: SelfTested, test: str) -> tuple[Verdict, ...]:
    """All verdicts of one test, oldest first."""
    return tuple(each for each in found.verdicts if each.test == test)


def first_tests(found: SelfTested) -> tuple[str, ...]:
    """Which tests to begin with: those that nothing speaks against."""
    return tuple(test for test in FIRST if not found.against[test])[:N_FIRST]


def offered(found: SelfTested) -> dict[str, str]:
    """The tests to choose from: id and name; the hop only when nothing speaks against it."""
    return {
        guide.id: guide.title
        for guide in TESTS
        if guide.id != HIDDEN or not found.against[guide.id]
    }


def next_test(found: SelfTested) -> str:
    """Which test the page opens with: a due one, else one never taken; what waits comes last."""
    taken, free = newest_by_test(found), [test for test in FIRST if not found.against[test]]
    late = [due.test for due in found.due if due.is_due and due.test in free]
    never = [test for test in free if test not in taken]
    return next(iter((*late, *never, *free, FIRST[0])))


def waits(test: str, found: SelfTested) -> str:
    """Why a test waits, in words; empty if nothing speaks against it."""
    told = found.against[test]
    if not told:
        return ""
    return f"{SHORT[test]} for another day: {because(told)}. {GUIDES[test].not_for}"


def because(told: Collection[str]) -> str:
    """What the runner told that speaks against a test, as prose."""
    said = [_reason(tag) for tag in sorted(set(told) - {FEW_HEEL_RAISES})]
    if FEW_HEEL_RAISES in told:
        said.append(f"fewer than {LEAST_HEEL_RAISES} heel raises on one leg")
    return cards.listed(said)


def amount(value: float | None, test: str) -> str:
    """A result with its unit: "18", "62 s", "8.5 cm"; said in words where there is none."""
    if value is None:
        return "not possible" if GUIDES[test].is_lower_better else "no number"
    unit = GUIDES[test].unit
    text = words.number(value, 0 if value == round(value) else 1)
    return words.together(f"{text} {unit}") if unit in ("s", "cm") else text


def sided(side: str, value: float | None, test: str) -> str:
    """One side of a test in its colour: ":orange[left 18]"."""
    return f":{SIDE_COLOURS[side]}[{words.together(f'{side} {amount(value, test)}')}]"


def both(found: Verdict, sides: Sequence[str] = ("left", "right")) -> str:
    """Both sides of a test, left first unless told."""
    values: Mapping[str, float | None] = {"left": found.left, "right": found.right}
    return ", ".join(sided(side, values[side], found.test) for side in sides)


def best_of(guide: Guide) -> str:
    """Which of several tries counts; empty where there is one."""
    if guide.n_tries == 1:
        return ""
    best = "shortest" if guide.is_lower_better else "longest"
    return f"Of {guide.n_tries} tries the {best} counts; one is enough."


def taken_on(day: date | None, review: Review) -> str:
    """The day of a test."""
    return words.day(day, today=review.today)


def _raised(flag: Flag, found: Verdict) -> str:
    """The better side first: the sentence ends with the one to train."""
    if flag.side is Side.NONE:
        return f"{SHORT[flag.id]}: {both(found)}. Train both sides alike."
    sides = ("right", "left") if flag.side is Side.LEFT else ("left", "right")
    return f"{SHORT[flag.id]}: {both(found, sides)}. Train the {flag.side.value} first."


def _reason(tag: str) -> str:
    if tag == BONE:
        return "a bone stress injury, now or earlier"
    if tag in care.SORE:
        said = care.SORE[tag]
        return said[0].lower() + said[1:]
    return CONDITION_WORDS[tag].lower()
