"""What the week says about the log: sessions and weeks missed, when to test again, lost wishes.

Source: strength law, section 3.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.plan import Note, Situation, StrengthSession
from strength.extra import ended_because
from strength.gates import refusal
from strength.instead import is_same_work
from strength.library import library
from strength.missed import WEEK
from strength.steps import on_day
from strength.terms import Terms

REVIEW_EVERY_WEEKS = 6
TEXTS = {
    "weeks_missed": "You were away from strength work for three weeks or longer: one week of first "
    "doses, then on from where you were.",
    "week_missed": "A week went by without a session, so this is the same week once more. Nothing "
    "needs to be caught up.",
    "session_missed": "Last week had fewer sessions than this one plans. Just go on: nothing needs "
    "to be caught up.",
    "review_due": "Six weeks of work are done: take the self-tests again. They say better than any "
    "plan whether it helped.",
    "extra_set_enough": "Your weaker side has reached 95\u00a0% of the other in its test, so the "
    "extra set ends. Both sides go on alike.",
    "extra_set_over": "Six weeks of an extra set are over: both sides go on alike. A new self-test "
    "says whether it helped.",
}


def log_notes(
    situation: Situation, terms: Terms, sessions: Sequence[StrengthSession]
) -> tuple[Note, ...]:
    """What the log, the wishes and the dates ask to be said."""
    codes = (*_weeks(terms, sessions), *_tests(situation, terms))
    said = [Note(code=code, text=TEXTS[code]) for code in codes]
    return (*said, *_out(terms), *_lost_wishes(terms))


def _weeks(terms: Terms, sessions: Sequence[StrengthSession]) -> Iterator[str]:
    weeks = terms.weeks
    n_full = sum(session.kind == "full" for session in sessions)
    if weeks.is_return:
        yield "weeks_missed"
    elif weeks.is_repeat:
        yield "week_missed"
    elif weeks.n_last is not None and 0 < weeks.n_last < n_full:
        yield "session_missed"


def _tests(situation: Situation, terms: Terms) -> Iterator[str]:
    done = terms.profile.weeks_done
    if terms.weeks.trained and done and done % REVIEW_EVERY_WEEKS == 0:
        yield "review_due"
    ended = ended_because(situation.focus, terms.monday)
    if ended is None:
        return
    # The end of the six weeks is said in the first week after them, not for ever.
    if ended == "extra_set_enough" or ended_because(situation.focus, terms.monday - WEEK) != ended:
        yield ended


def _out(terms: Terms) -> Iterator[Note]:
    """S6, said once for the exercise itself; its harder versions are out without a word."""
    shelf = library().exercises
    for key, until in sorted(terms.history.out.items()):
        if (turn := terms.history.too_hard.get(key)) is not None:
            yield Note(
                code="out_for_two_weeks",
                text=f"{shelf[key].name} is out until {on_day(until)}: {turn.why}. Begin again one "
                "step easier. If the pain stays above 3 of 10, comes at night or makes you limp, "
                "stop and see a professional.",
            )


def _lost_wishes(terms: Terms) -> Iterator[Note]:
    """Swaps that cannot be: the plan says so rather than forget them."""
    shelf = library().exercises
    for old_id, new_id in sorted(terms.history.swapped.items()):
        old, new = shelf[old_id], shelf[new_id]
        if not is_same_work(old, new):
            why = f"trains something else than {old.name}, so it cannot take its place"
        elif refusal(new, terms) is not None:
            why = f"does not suit this week, so {old.name} or something near it stays"
        else:
            continue
        yield Note(code="swap_not_possible", text=f"{new.name} {why}.")
