"""What the browser session knows of a session under way, and how each set reaches the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from core.errors import AppError
from core.log import SessionDone, SetDone
from core.plan import StrengthSession
from views import ask, hand, session
from views.log_steps import STOP_ABOVE, Step, rests_after, steps, with_set, without_last
from views.session_timer import held
from views.theme import Palette

PLANNED, SKIPPED, AT = "log_planned", "log_skipped", "log_at"
REST, HOLD, PAUSED = "log_rest", "log_hold", "log_paused"
REFUSED, STOPPED = "log_refused", "log_stopped"
TOLD = ("amount", "load", "reserve", "pain", "more_pain")
EFFORT, MINUTES, NOTES = "log_effort", "log_minutes", "log_notes"
ALL = (PLANNED, SKIPPED, AT, REST, HOLD, PAUSED, REFUSED, STOPPED, EFFORT, MINUTES, NOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A session under way: its key, its plan (None where the plan is gone), and the colours."""

    log_id: int
    planned: StrengthSession | None
    palette: Palette

    @property
    def steps(self) -> tuple[Step, ...]:
        """All sets that were planned."""
        return steps(self.planned) if self.planned else ()


def plan_of(log_id: int) -> StrengthSession | None:
    """The plan of a session: as it was begun, or after a reload that of its day."""
    known: tuple[int, StrengthSession | None] | None = ask.kept(PLANNED, None)
    if known is None or known[0] != log_id:
        day = hand.logged_session(log_id).planned_for
        ahead = (*session.plan().sessions, *session.coming_plan().sessions)
        known = (log_id, next((each for each in ahead if each.day == day), None))
        ask.keep(PLANNED, known)
    return known[1]


def save(desk: Desk, step: Step, keys: Mapping[str, str]) -> None:
    """Keep a set at once, then rest, or leave the exercise where it hurt.

    Args:
        desk: The session.
        step: The set.
        keys: What is told of it, to the name under which the browser session has it.
    """
    if hold_gone() is not None:  # the clock still runs: what it counts is what was held
        stop_hold(keys["amount"])
    told = {what: ask.kept(key, None) for what, key in keys.items()}
    pain = told["pain"] if told["more_pain"] is None else max(told["pain"] or 0, told["more_pain"])
    one = SetDone(
        exercise_id=step.each.exercise.id,
        set_index=step.set_index,
        side=step.side,
        amount=told["amount"],
        load_kg=told["load"],
        reps_in_reserve=told["reserve"],
        pain_index=pain,
    )
    ask.keep(STOPPED, None)
    if not keep(desk, with_set(hand.logged_session(desk.log_id), one)):
        return
    ask.keep(HOLD, None)
    rest(rests_after(step, desk.steps))
    if (pain or 0) > STOP_ABOVE:
        skip(step)
        ask.keep(STOPPED, step.each.exercise.name)


def keep(desk: Desk, done: SessionDone) -> bool:
    """Keep the session as it is now; what cannot be is said when the card is drawn again."""
    try:
        hand.log_session(done, log_id=desk.log_id, today=max(session.today(), done.local_date))
    except AppError as error:
        ask.keep(REFUSED, error)
        return False
    return True


def finish(desk: Desk, done: SessionDone) -> bool:
    """Put effort, minutes and notes to the session, and end it."""
    minutes = ask.kept(MINUTES, None)
    finished = replace(
        done,
        is_finished=True,
        rpe_index=ask.kept(EFFORT, None),
        duration_s=None if minutes is None else minutes * 60.0,
        notes=ask.kept(NOTES, None) or None,
    )
    is_kept = keep(desk, finished)
    if is_kept:
        forget()
    return is_kept


def undo(desk: Desk) -> None:
    """Take the last set back."""
    keep(desk, without_last(hand.logged_session(desk.log_id)))
    ask.keep(REST, None)
    ask.keep(STOPPED, None)


def skip(step: Step) -> None:
    """Leave an exercise out."""
    ask.keep(SKIPPED, {*ask.kept(SKIPPED, ()), step.each.exercise.id})
    ask.keep(HOLD, None)


def skip_all(desk: Desk) -> None:
    """Go to the end: nothing more is asked."""
    ask.keep(SKIPPED, {step.each.exercise.id for step in desk.steps})


def go_back() -> None:
    """To the first set that is not done."""
    ask.keep(SKIPPED, set())
    ask.keep(AT, 0)


def rest(seconds: int) -> None:
    """Begin a rest; none with 0 seconds."""
    until = session.now() + timedelta(seconds=seconds)
    ask.keep(REST, (until, seconds) if seconds else None)


def rest_left() -> tuple[float, float] | None:
    """Seconds that are left of the rest, and how long it is; None when it is over."""
    until = ask.kept(REST, None)
    left_s = 0.0 if until is None else (until[0] - session.now()).total_seconds()
    return (left_s, until[1]) if left_s > 0 else None


def start_hold() -> None:
    """Start the clock of a hold."""
    ask.keep(HOLD, session.now())


def hold_gone() -> float | None:
    """Seconds since the clock was started; None where it does not run."""
    since = ask.kept(HOLD, None)
    return None if since is None else (session.now() - since).total_seconds()


def stop_hold(key: str) -> None:
    """Stop the clock; what it counted stands in the field."""
    gone_s = hold_gone()
    if gone_s is not None:
        ask.keep(key, float(held(gone_s)))
    ask.keep(HOLD, None)


def add(key: str, by: float) -> None:
    """One step more or less in a field."""
    ask.keep(key, max(0.0, (ask.kept(key, None) or 0.0) + by))


def taken(name: str) -> Callable[[], None]:
    """Forget one thing, as the answer to a click."""
    return lambda: ask.keep(name, None)


def forget() -> None:
    """The session is over: nothing of it is left in the browser session."""
    for name in ALL:
        ask.drop(name)
