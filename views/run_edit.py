"""What the runner may change of one run: the questions, and what the answers change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.activity import BELTS, RUNNING
from core.diary import SPORTS, SUB_SPORTS, SURFACES, Change, Editable
from core.findings import Review
from core.run import RunDetail
from views import ask, entry_reading, hand, words
from views.question import Kind, Question
from views.run_words import moving_s, row_of

LABEL = "Change this run, or take it out"
STAYS = "The file itself stays as it is: what you change here lies over it and can be taken back."
OPTIONS = {
    Editable.SPORT: SPORTS,
    Editable.SUB_SPORT: SUB_SPORTS,
    Editable.SURFACE: SURFACES,
}
SWAPPED_HELP = "Pods on the wrong feet, or a strap turned round, on this run only."
_NOT_DRAWN = object()  # None is an empty field


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The questions and what stands in them at first, by the name of what they change."""

    questions: Mapping[str, Question]
    begin: Mapping[str, Any]


def form(detail: RunDetail, review: Review) -> Form:
    """What can be changed of this activity, with what is known of it."""
    row, is_metric = row_of(detail), review.profile.is_metric
    asked: dict[Editable, tuple[Kind, str]] = {
        Editable.SPORT: ("choice", "Sport"),
        Editable.SUB_SPORT: ("choice", "Kind"),
        Editable.TITLE: ("text", "Title"),
        Editable.GEAR: ("text", "Shoes" if row["sport"] == RUNNING else "Gear"),
    }
    is_guess = row["is_distance_estimated"] or row["is_manual"] or row["distance_m"] is None
    if is_guess or detail.is_distance_told:
        unit = words.distance_unit(is_metric=is_metric)
        asked[Editable.DISTANCE] = ("decimal", f"Distance, {unit}")
    if row["sub_sport"] in BELTS:
        asked[Editable.INCLINE] = ("decimal", "Slope of the treadmill, %")
    if row["sport"] == RUNNING:
        asked[Editable.SURFACE] = ("choice", "Surface")
    asked[Editable.RPE] = ("one_of", "How hard was it, from 0 to 10")
    asked[Editable.NOTES] = ("notes", "Notes")
    if detail.measure is not None:
        asked[Editable.SWAPPED] = ("switch", "Left and right were swapped on this run")
    return Form(
        questions={
            name.value: replace(_question(name, *how, row=row), help=_help(name, detail, review))
            for name, how in asked.items()
        },
        begin={name.value: _begin(name, row, is_metric=is_metric) for name in asked},
    )


def opened(asked: Form) -> Form:
    """The form as it was when it was opened, whatever another window has kept since.

    Else a field that was empty then would seem emptied now, and take that change back.
    """
    return replace(asked, begin={name: _stood(asked, name) for name in asked.questions})


def _stood(asked: Form, name: str) -> Any:
    """What stood in a field when it was first drawn; a field not on the page begins anew."""
    key = asked.questions[name].key
    if ask.kept(key, _NOT_DRAWN) is _NOT_DRAWN:
        ask.keep(_at_first(key), asked.begin[name])
    return ask.kept(_at_first(key), asked.begin[name])


def _at_first(key: str) -> str:
    return f"{key}_at_first"


def _question(name: Editable, kind: Kind, label: str, *, row: Mapping[str, Any]) -> Question:
    """Under a key of its own for each activity: another run is another form."""
    return Question(
        key=f"edit_{name.value}_{row['activity_id']}",
        label=label,
        kind=kind,
        options=_options(name, row[name.value]),
    )


def _help(name: Editable, detail: RunDetail, review: Review) -> str | None:
    """What a runner must know before this is changed, or taken back."""
    if name is Editable.SWAPPED:
        return SWAPPED_HELP
    if name is not Editable.DISTANCE or not detail.is_distance_told:
        return None
    recorded = words.distance(detail.recorded_m, is_metric=review.profile.is_metric)
    before = "none" if detail.recorded_m is None else recorded
    return f"You told this one; before, it was {before}. Empty the field to go back to that."


def _options(name: Editable, now: str | None) -> dict[str, str]:
    """What can be chosen; what the file says stays among it, though we would not offer it."""
    offered = OPTIONS.get(name, ())
    every = (now, *offered) if offered and now is not None and now not in offered else offered
    return {each: each.replace("_", " ").capitalize() for each in every}


def _begin(name: Editable, row: Mapping[str, Any], *, is_metric: bool) -> Any:
    now = row[name.value]
    if name is Editable.DISTANCE and now is not None:
        return round(now / words.metres_per_unit(is_metric=is_metric), 2)
    if name is Editable.RPE and now is not None:
        return round(now)
    if name is Editable.SWAPPED:
        return bool(now)
    return now or "" if name in (Editable.TITLE, Editable.GEAR, Editable.NOTES) else now


def save(detail: RunDetail, asked: Form, typed: Mapping[str, Any], *, is_metric: bool) -> None:
    """Keep what differs from what stood there at first; the form begins anew.

    Raises:
        EntryError: a value that cannot be; names the field.
    """
    row = row_of(detail)
    changed = changes(asked, typed, is_metric=is_metric)
    metres = {each.field: each.value for each in changed}.get(Editable.DISTANCE)
    if row["sport"] == RUNNING and isinstance(metres, float):
        entry_reading.check_speed(metres, moving_s(row), is_metric=is_metric)
    hand.change(row["activity_id"], changed)
    for question in asked.questions.values():
        ask.drop(question.key)


def changes(asked: Form, typed: Mapping[str, Any], *, is_metric: bool) -> list[Change]:
    """What differs; an emptied field takes the change back.

    Raises:
        EntryError: a number that cannot be, in the unit that was typed.
    """
    return [
        Change(field=Editable(name), value=_told(Editable(name), value, is_metric=is_metric))
        for name, value in typed.items()
        if value != asked.begin[name]
    ]


def _told(name: Editable, value: Any, *, is_metric: bool) -> str | float | bool | None:
    if isinstance(value, str):
        return value.strip() or None
    if name is Editable.SWAPPED:
        return True if value else None
    if value is None:
        return None
    told = entry_reading.checked(name.value, value, is_metric=is_metric)
    return None if told is None else float(told)
