"""What nobody can have run, felt or counted: all that is typed in is checked before it is kept."""

from __future__ import annotations

from datetime import date, timedelta

from core import spoken
from core.activity import RUNNING
from core.athlete import PAIN_TAGS
from core.diary import (
    FASTEST_MPS,
    MOST_LETTERS,
    SIDES,
    SLOWEST_MPS,
    SPORTS,
    SUB_SPORTS,
    SURFACES,
    TYPED_RANGES,
    Change,
    DiaryEntry,
    Editable,
    ManualActivity,
    Pocket,
    SelfTest,
)
from core.errors import EntryError
from store.ranges import check_known, check_range

EARLIEST = date(2000, 1, 1)  # as for files: an earlier day is a slip of the keys
TESTS = tuple(name for name in TYPED_RANGES if name.startswith("ST_"))
N_REACHES = 3  # imbalance law, 2.4: ahead, back and in, back and out

_LISTS = {
    "sport": ("sport", SPORTS),
    "sub_sport": ("kind of sport", SUB_SPORTS),
    "surface": ("surface", SURFACES),
}


def check_change(change: Change) -> None:
    """Pass if an activity could be like this; what is taken back always could.

    Raises:
        EntryError: names the field and what it may be.
    """
    if change.value is not None:
        _check_value(change.field.value, change.value)


def check_manual(entry: ManualActivity, *, today: date) -> None:
    """Pass if somebody could have done this.

    Raises:
        EntryError: names the first field that cannot be, and its range.
    """
    if entry.start_time.tzinfo is None:
        raise ValueError("The start of an activity has a time zone.")
    check_day(entry.local_date, today, field="local_date")
    if abs(entry.start_time.date() - entry.local_date) > timedelta(days=1):
        raise EntryError(
            "The start is not on the day of the run.", "Check the day and the time.", "start_time"
        )
    for name in ManualActivity.__dataclass_fields__:
        value = getattr(entry, name)
        if value is not None and name not in {"start_time", "local_date"}:
            _check_value(name, value)
    if entry.sport == RUNNING and entry.distance_m is not None:
        _check_speed(entry.distance_m / entry.duration_s)


def _check_speed(speed_mps: float) -> None:
    """Pass if somebody could run like this: the pages say the same in the runner's own unit."""
    check = "Check the distance and how long it took."
    if speed_mps > FASTEST_MPS:
        raise EntryError("Nobody runs that far in that time.", check, "distance_m")
    if speed_mps < SLOWEST_MPS:
        raise EntryError("No run takes that long for that way.", check, "distance_m")


def check_self_test(test: SelfTest, *, today: date) -> None:
    """Pass if somebody could have done this; a side that could not be done has no number.

    Raises:
        EntryError: names the first field that cannot be, and its range.
    """
    check_known("test", [test.test], TESTS, field="test")
    check_day(test.taken_on, today, field="taken_on")
    span = TYPED_RANGES[test.test]
    for field, value in (("left", test.left), ("right", test.right)):
        if value is not None:
            check_range(span, value, field=field)
    for field, parts in (("left_parts", test.left_parts), ("right_parts", test.right_parts)):
        if parts and len(parts) != N_REACHES:
            raise EntryError(
                f"There are {len(parts)} reaches of one side.", "The test has three.", field
            )
        for value in parts:
            check_range(span, value, field=field)
    if test.leg_length_m is not None:
        check_range(TYPED_RANGES["leg_length_m"], test.leg_length_m, field="leg_length_m")
    check_text("notes", test.notes)


def check_diary(entry: DiaryEntry, *, today: date) -> None:
    """Pass if a day could have been like this.

    Raises:
        EntryError: names the first field that cannot be, and its range.
    """
    check_day(entry.local_date, today, field="local_date")
    check_range(TYPED_RANGES["score_index"], entry.score_index, field="score_index")
    if entry.kind is Pocket.PAIN or entry.place is not None:
        check_known("place of pain", [entry.place], PAIN_TAGS, field="place")
    if entry.kind is Pocket.PAIN or entry.side is not None:
        check_known("side", [entry.side], SIDES, field="side")
    check_text("notes", entry.notes)


def _check_value(name: str, value: object) -> None:
    if name in _LISTS:
        what, known = _LISTS[name]
        check_known(what, [value], known, field=name)
    elif name in TYPED_RANGES:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise EntryError(
                f"{TYPED_RANGES[name].words} is no number.", "Write it in digits.", name
            )
        check_range(TYPED_RANGES[name], value, field=name)
    elif name == Editable.SWAPPED:
        if not isinstance(value, bool):
            raise TypeError(f"`{name}` is true or false.")
    else:
        check_text(name, value)


def check_text(name: str, value: object) -> None:
    """Pass if a text is short enough; None is.

    Raises:
        EntryError: it is not.
    """
    if value is None:
        return
    if not isinstance(value, str):
        raise TypeError(f"`{name}` is text.")
    if len(value) > MOST_LETTERS[name]:
        raise EntryError(
            f"This text has {len(value):,} letters.",
            f"There is room for {MOST_LETTERS[name]:,}.",
            name,
        )


def check_day(day: date, today: date, *, field: str) -> None:
    """Pass if something could have been done on that day.

    Raises:
        EntryError: the day is still to come, or before there were watches.
    """
    if day > today:
        raise EntryError(
            f"{spoken.day(day, today=today)} is still to come.",
            f"Choose a day up to today, {spoken.day(today, today=today)}.",
            field,
        )
    if day < EARLIEST:
        raise EntryError(
            f"{spoken.day(day, today=today)} is too long ago.",
            f"Choose a day from {spoken.full_date(EARLIEST)} on, up to today.",
            field,
        )
