"""How the runner is today: what hurts, stiffness, focus, illness; what is asked and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from typing import Any

import polars as pl

from core.athlete import Pain, Profile
from core.diary import PAIN_DAYS, DiaryEntry, Pocket
from core.errors import EntryError
from core.findings import Review
from views import care, words
from views.profile_fields import PAIN_WORDS
from views.question import SCALE, Question

TITLE = "How are you today?"
HINT = "Answer what you like; the rest stays unknown. 0 is nothing at all, 10 the worst."
OVER = "A pain that is over: choose its place, and 0."
SIDES = {"left": "Left", "right": "Right", "none": "Both, or the middle"}
_QUESTIONS: Mapping[str, Question] = {
    "place": Question(
        key="day_place",
        label="Something hurts",
        kind="choice",
        options=PAIN_WORDS,
        placeholder="nothing",
    ),
    "side": Question(key="day_side", label="On which side", kind="one_of", options=SIDES),
    "pain": Question(key="day_pain", label="How much it hurts", kind="one_of", options=SCALE),
    "tightness": Question(
        key="day_tightness",
        label="How stiff you feel",
        kind="one_of",
        options=SCALE,
        help="Muscles, neck, shoulders.",
    ),
    "focus": Question(
        key="day_focus",
        label="How bored or distracted you are in long runs",
        kind="one_of",
        options=SCALE,
    ),
}
SLIDERS = {"tightness": Pocket.TIGHTNESS, "focus": Pocket.FOCUS}
SAID = {Pocket.TIGHTNESS: "Stiffness", Pocket.FOCUS: "Boredom in long runs", Pocket.ILL: "Illness"}
FORGET = "forget_"
Button = tuple[str, str, str]
WELL: Button = ("well", "I am well again", ":material/mood:")
PAIN_FIELDS = ("place", "side", "pain")


def questions(round_: int) -> dict[str, Question]:
    """What is asked; another round is empty again."""
    return {name: replace(each, key=f"{each.key}_{round_}") for name, each in _QUESTIONS.items()}


def label(review: Review) -> str:
    """The line that opens: the question, and what was answered today."""
    said = [entry for _, entry in kept(review)]
    return f"{TITLE} {'; '.join(said)}" if said else TITLE


def read(typed: Mapping[str, Any], *, today: date) -> tuple[DiaryEntry, ...]:
    """The lines of the diary that were answered.

    Raises:
        EntryError: nothing was answered, or a pain lacks its place, side or score.
    """
    entries = [
        DiaryEntry(local_date=today, kind=kind, score_index=typed[name])
        for name, kind in SLIDERS.items()
        if typed[name] is not None
    ]
    if any(typed[name] is not None for name in PAIN_FIELDS):
        entries.insert(0, _pain(typed, today))
    if not entries:
        raise EntryError("Nothing is answered yet.", "Choose a number, or a place that hurts.")
    return tuple(entries)


def keep(
    review: Review,
    typed: Mapping[str, Any],
    *,
    note: Callable[..., int],
    save: Callable[[Profile], None],
) -> str:
    """Keep what was answered, and say what it changes.

    Args:
        review: What is known.
        typed: Answers, by the name of their question.
        note: Keeps a line of the diary.
        save: Keeps the profile.

    Raises:
        EntryError: what was answered cannot be kept; names the field.
    """
    # Of a review's own profile the week may only be found, and other pains be those of a diary day.
    told, after = review.told_profile, review.profile
    for entry in read(typed, today=review.today):
        note(entry, today=review.today)
        told, after = (with_pain(each, entry, diary=review.diary) for each in (told, after))
    if told != review.told_profile:
        save(told)
    return changed(review.profile, after)


def with_pain(profile: Profile, entry: DiaryEntry, *, diary: pl.DataFrame) -> Profile:
    """A profile with this pain in it: it closes gates in the plan until it is over.

    The other side of the same place counts with what the diary last said of it.
    """
    place = entry.place
    if entry.kind is not Pocket.PAIN or place is None:
        return profile
    score = max(ceil(entry.score_index), _other_sides(diary, entry))
    others = tuple(pain for pain in profile.pains if pain.tag != place)
    now = (Pain(tag=place, score=score),) if score else ()
    return replace(profile, pains=(*others, *now))


def kept(review: Review) -> tuple[tuple[int, str], ...]:
    """What was said today: key and words of each line."""
    rows = review.diary.filter(pl.col("local_date") == review.today).iter_rows(named=True)
    return tuple((row["entry_id"], _said(row)) for row in rows)


def changed(before: Profile, after: Profile) -> str:
    """What an answer changes: gates, the headline, or the mean of three answers."""
    if before.pains == after.pains:
        return "Kept. The last three answers on stiffness and focus count."
    if care.headline(after):
        return "Kept. Today begins with what hurts, and the plan leaves it alone."
    return "Kept. The plan of the week takes it into account."


def lines(review: Review) -> tuple[tuple[str, Button], ...]:
    """What holds today, each with what can be done about it: illness first, then the answers."""
    since = review.profile.ill_since
    well = ("Ill?", ("ill", "I am ill", ":material/sick:"))
    ill = well if since is None else (f"Ill since {care.day(since)}.", WELL)
    kept_lines = [
        (f"{said}.", (f"{FORGET}{entry_id}", "Take it back", ":material/undo:"))
        for entry_id, said in kept(review)
    ]
    return (ill, *kept_lines)


def act(
    clicked: str,
    review: Review,
    *,
    forget: Callable[[int], None],
    save: Callable[[Profile], None],
) -> None:
    """Do what the button of a line says.

    An illness begins today and ends when the runner is well; a pain that is taken back from the
    diary leaves the profile too.
    """
    if not clicked.startswith(FORGET):
        save(replace(review.told_profile, ill_since=review.today if clicked == "ill" else None))
        return
    entry_id = int(clicked.removeprefix(FORGET))
    forget(entry_id)
    place = dict(review.diary.select("entry_id", "place").iter_rows()).get(entry_id)
    told = review.told_profile
    pains = tuple(pain for pain in told.pains if pain.tag != place)
    if pains != told.pains:
        save(replace(told, pains=pains))


def _pain(typed: Mapping[str, Any], today: date) -> DiaryEntry:
    missing = {
        "place": "Where does it hurt?",
        "side": "On which side does it hurt?",
        "pain": "How much does it hurt?",
    }
    for name in PAIN_FIELDS:
        if typed[name] is None:
            advice = "From 0 to 10." if name == "pain" else "Choose from the list."
            raise EntryError(missing[name], advice, name)
    return DiaryEntry(
        local_date=today,
        kind=Pocket.PAIN,
        score_index=typed["pain"],
        place=typed["place"],
        side=typed["side"],
    )


def _other_sides(diary: pl.DataFrame, entry: DiaryEntry) -> int:
    """The worst of the other sides, by the newest line of each."""
    since = entry.local_date - timedelta(days=PAIN_DAYS - 1)
    others = diary.filter(
        pl.col("kind") == Pocket.PAIN,
        pl.col("place") == entry.place,
        pl.col("side") != entry.side,
        pl.col("local_date") >= since,
    )
    newest = others.sort("local_date", "entry_id").unique("side", keep="last")
    return ceil(max(newest["score_index"].to_list(), default=0))


def _said(row: Mapping[str, Any]) -> str:
    score = words.number(row["score_index"], 0)
    if row["kind"] != Pocket.PAIN:
        return f"{SAID[Pocket(row['kind'])]} {score} of 10"
    side = "" if row["side"] == "none" else f", {row['side']}"
    return f"{PAIN_WORDS[row['place']]}{side} {score} of 10"
