"""What the runner types in: effort, notes, runs without a file, self-tests, the diary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from functools import partial

import polars as pl

import pipeline
from core.athlete import Profile
from core.diary import Change, DiaryEntry, Editable, ManualActivity, SelfTest
from core.log import Adjustment, Move, SessionDone
from views import memory


def change(activity_id: int, changes: Sequence[Change]) -> None:
    """Keep what the runner says of an activity; None takes it back.

    Raises:
        EntryError: a value that cannot be; names the field and its range.
    """
    pipeline.change(memory.store(), activity_id, changes, edited_at=datetime.now(UTC))


def say_effort(activity_id: int, rpe_index: float | None) -> None:
    """Keep how hard an activity felt, 0 to 10.

    Raises:
        EntryError: outside of that.
    """
    change(activity_id, [Change(field=Editable.RPE, value=rpe_index)])


def has_told_effort(activity_id: int) -> bool:
    """Whether the runner said how hard it felt; else the watch asked, or nobody."""
    return Editable.RPE in changes_of(activity_id)


def changes_of(activity_id: int) -> dict[Editable, str | float | bool | None]:
    """What the runner says of an activity so far."""
    ask = partial(pipeline.edits.changes_of, activity_id=activity_id)
    found = memory.asked("changes_of", activity_id, ask=ask)
    return {each.field: each.value for each in found}


def add_activity(entry: ManualActivity, *, today: date) -> int:
    """Keep a run or another activity without a file.

    Raises:
        EntryError: a value that cannot be.
    """
    return pipeline.add_manual(memory.store(), entry, today=today)


def replace_activity(activity_id: int, entry: ManualActivity, *, today: date) -> None:
    """Change what was typed in.

    Raises:
        EntryError: a value that cannot be.
    """
    pipeline.replace_manual(memory.store(), activity_id, entry, today=today)


def told_activity(activity_id: int) -> ManualActivity:
    """What was typed in: what a form begins with."""
    return pipeline.manual.told(memory.store(), activity_id)


def remove_activity(activity_id: int, *, is_manual: bool) -> None:
    """Take an activity out; one with a file can be brought back."""
    if is_manual:
        pipeline.manual.remove(memory.store(), activity_id)
    else:
        pipeline.removal.remove(memory.store(), activity_id, removed_at=datetime.now(UTC))


def restore_activity(activity_id: int) -> None:
    """Bring back an activity that was taken out."""
    pipeline.restore(memory.store(), activity_id)


def removed_activities() -> pl.DataFrame:
    """ACTIVITIES that were taken out."""
    return memory.asked("removed", ask=pipeline.removal.removed)


def add_self_test(test: SelfTest, *, today: date) -> int:
    """Keep a self-test.

    Raises:
        EntryError: a value that cannot be.
    """
    return pipeline.self_tests.add(memory.store(), test, today=today)


def remove_self_test(test_id: int) -> None:
    """Take out a self-test."""
    pipeline.self_tests.remove(memory.store(), test_id)


def note(entry: DiaryEntry, *, today: date) -> int:
    """Keep a line of the diary.

    Raises:
        EntryError: a value that cannot be.
    """
    return pipeline.diary.add(memory.store(), entry, today=today)


def remove_note(entry_id: int) -> None:
    """Take out a line of the diary."""
    pipeline.diary.remove(memory.store(), entry_id)


def log_session(done: SessionDone, *, log_id: int | None, today: date) -> int:
    """Keep a strength session as it is now, a new one or one that was begun; its key.

    Raises:
        EntryError: a value that cannot be; names the field and its range.
    """
    measures = pipeline.exercise_measures()
    if log_id is None:
        return pipeline.log.add(memory.store(), done, today=today, measures=measures)
    pipeline.log.replace(memory.store(), log_id, done, today=today, measures=measures)
    return log_id


def logged_session(log_id: int) -> SessionDone:
    """A session as it was logged."""
    return pipeline.log.one(memory.store(), log_id)


def session_under_way() -> int | None:
    """The key of the session that was begun last and is not finished."""
    return pipeline.log.under_way(memory.store())


def remove_session(log_id: int) -> None:
    """Take out a logged session."""
    pipeline.log.remove(memory.store(), log_id)


def move_session(moved: Move) -> None:
    """Move a session of the plan to another day of its week.

    Raises:
        EntryError: a day is not of that week.
    """
    pipeline.plans.move(memory.store(), moved)


def say_of_exercise(said: Adjustment, *, today: date) -> None:
    """Keep what the runner says of an exercise: too hard, too easy, it hurts, another instead.

    Raises:
        EntryError: a value that cannot be.
    """
    measures = pipeline.exercise_measures()
    pipeline.plans.adjust(memory.store(), said, today=today, measures=measures)


def take_back(said: Move | Adjustment) -> None:
    """Undo a move, or what was said of an exercise on a day."""
    pipeline.plans.take_back(memory.store(), said)


def adjustments() -> tuple[Adjustment, ...]:
    """All that the runner said of exercises."""
    return memory.asked("adjustments", ask=pipeline.plans.adjustments)


def save_profile(
    changed: Profile, *, valid_from: date, today: date, anew: Collection[str] = ()
) -> None:
    """Keep a changed profile; from `date.min` on it holds for all runs, `anew` even if unchanged.

    Raises:
        ProfileError: a value that nobody can have.
    """
    pipeline.athletes.save_profile(
        memory.store(), changed, valid_from=valid_from, today=today, anew=anew
    )


def renew(on_progress: Callable[[int, int], object]) -> int:
    """Read files again that an earlier version read; how many there were."""
    return pipeline.renew(memory.store(), workers=memory.workers(), on_progress=on_progress)


def n_old_files() -> int:
    """How many files an earlier version read."""
    return len(memory.asked("old_files", ask=pipeline.renewal.stale))
