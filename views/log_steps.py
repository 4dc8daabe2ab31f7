"""A session under way as data: which set of which side comes next, and what was logged of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.findings import Side
from core.log import Kind, SessionDone, SetDone
from core.plan import Prescription, StrengthSession

SIDES = (Side.LEFT, Side.RIGHT)
STOP_ABOVE = 3  # strength law, S6: pain over 3 of 10
FAMILIES = {"yoga": Kind.YOGA, "pilates": Kind.PILATES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One set of one side. `at` is the place of its exercise in the session, from 0."""

    each: Prescription
    at: int
    set_index: int
    side: Side
    n_sets: int

    @property
    def key(self) -> tuple[str, int, Side]:
        """What tells it apart from all other sets of the session."""
        return self.each.exercise.id, self.set_index, self.side


def steps(session: StrengthSession) -> tuple[Step, ...]:
    """Every set of the session in order: the side that begins, the other, then the next set."""
    return tuple(
        step for at, each in enumerate(session.prescriptions) for step in _of_exercise(each, at)
    )


def next_step(
    planned: tuple[Step, ...],
    done: SessionDone,
    *,
    skipped: Collection[str] = (),
    at: int | None = None,
) -> Step | None:
    """What comes next; None when nothing is left.

    Args:
        planned: All sets of the session.
        done: As logged so far.
        skipped: Exercises that were left out.
        at: The exercise that the runner chose; else the one of the last set, or a later one.
    """
    logged = {_key(each) for each in done.sets}
    ahead = [
        step for step in planned if step.key not in logged and step.each.exercise.id not in skipped
    ]
    begin = _last_at(planned, done) if at is None else at
    return next((step for step in ahead if step.at >= begin), ahead[0] if ahead and at else None)


def suggested(step: Step, done: SessionDone) -> tuple[float, float | None]:
    """Amount and weight to begin with: those of the side before, else of the set before.

    The other side copies the count. A first set begins at the lower end of its range: what nobody
    changes is no claim of more.
    """
    before = [each for each in done.sets if each.exercise_id == step.each.exercise.id]
    amount, load = float(step.each.amount[0]), step.each.load_kg
    if before:
        last = before[-1]
        amount = amount if last.amount is None else last.amount
        load = load if last.load_kg is None else last.load_kg
    return amount, load


def with_set(done: SessionDone, one: SetDone) -> SessionDone:
    """The session with one set more, or with that set as it is now."""
    others = tuple(each for each in done.sets if _key(each) != _key(one))
    return replace(done, sets=(*others, one))


def without_last(done: SessionDone) -> SessionDone:
    """The session without the set that was logged last."""
    return replace(done, sets=done.sets[:-1])


def rests_after(step: Step, planned: tuple[Step, ...]) -> int:
    """Seconds of rest after a set: none between the sides, none at the end."""
    later = [other for other in planned if other.at == step.at and other.key != step.key]
    has_other_side = any(
        other.set_index == step.set_index and planned.index(other) > planned.index(step)
        for other in later
    )
    return 0 if has_other_side or step is planned[-1] else step.each.exercise.rest_s


def as_planned(session: StrengthSession, *, on: date) -> SessionDone:
    """The whole session at its targets: the lower end of each range, at the told weight."""
    sets = tuple(
        SetDone(
            exercise_id=step.each.exercise.id,
            set_index=step.set_index,
            side=step.side,
            amount=float(step.each.amount[0]),
            load_kg=step.each.load_kg,
            reps_in_reserve=step.each.reps_in_reserve,
        )
        for step in steps(session)
    )
    return SessionDone(
        local_date=on,
        kind=kind_of(session),
        planned_for=session.day,
        duration_s=session.minutes * 60.0,
        sets=sets,
    )


def begun(session: StrengthSession, *, on: date, at: datetime) -> SessionDone:
    """A session that has just begun."""
    return SessionDone(
        local_date=on,
        start_time=at,
        kind=kind_of(session),
        planned_for=session.day,
        is_finished=False,
    )


def kind_of(session: StrengthSession) -> Kind:
    """Yoga or pilates only where every exercise is."""
    families = {each.exercise.family for each in session.prescriptions}
    return FAMILIES.get(families.pop(), Kind.STRENGTH) if len(families) == 1 else Kind.STRENGTH


def _of_exercise(each: Prescription, at: int) -> list[Step]:
    sides: tuple[Side, ...] = (Side.NONE,)
    if each.exercise.per_side:
        sides = SIDES[::-1] if each.start_side is Side.RIGHT else SIDES
    wanted = [(n, side) for n in range(each.sets) for side in sides]
    n_sets = each.sets
    if each.extra_set_side is not Side.NONE:
        wanted.append((each.sets, each.extra_set_side))
        n_sets += 1
    return [Step(each=each, at=at, set_index=n, side=side, n_sets=n_sets) for n, side in wanted]


def _key(each: SetDone) -> tuple[str, int, Side]:
    return each.exercise_id, each.set_index, each.side


def _last_at(planned: tuple[Step, ...], done: SessionDone) -> int:
    """The exercise of the set that was logged last; what was passed over before stays so."""
    if not done.sets:
        return 0
    last = done.sets[-1].exercise_id
    return next((step.at for step in planned if step.each.exercise.id == last), 0)
