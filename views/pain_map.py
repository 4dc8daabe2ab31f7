"""What hurts and how it feels, on the page of the tests: the picture, the questions, the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import ceil
from typing import Any

import polars as pl

from core.diary import PAIN_DAYS, Pocket
from core.findings import Review
from views import cards, day_card, words
from views.body_map import Spot, body_alt, body_map
from views.profile_fields import PAIN_WORDS
from views.question import Question
from views.theme import Palette

LIST_DAYS, MOST_LINES = 28, 6
TITLE = "Where does it hurt?"
HINT = (
    "Choose a place, a side and a number: 0 is over, 10 the worst. A new answer replaces the old."
)
SLIDERS_TITLE = "How do you feel?"
SLIDERS_HINT = "The mean of your last three answers counts, from 4 on. 0 is not at all."
SLIDER_FLAGS = ("TIGHTNESS", "FOCUS_LOW")
SIDE_WORDS = {"left": ":orange[left]", "right": ":blue[right]", "none": ""}


def questions(names: tuple[str, ...], round_: int) -> dict[str, Question]:
    """Questions of the day under keys of this page; another round is empty again."""
    asked = day_card.questions(round_)
    return {name: replace(asked[name], key=f"tests_{asked[name].key}") for name in names}


def answered(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, with all else left open."""
    return dict.fromkeys((*day_card.PAIN_FIELDS, *day_card.SLIDERS)) | dict(typed)


def spots(review: Review) -> tuple[Spot, ...]:
    """What hurts now: the newest word on each place and side, and what the profile tells."""
    newest = _pains(review, days=PAIN_DAYS).unique(["place", "side"], keep="last")
    told = [
        Spot(place=row["place"], side=row["side"], score=ceil(row["score_index"]))
        for row in newest.sort("local_date", "entry_id").iter_rows(named=True)
    ]
    places = {spot.place for spot in told}
    profile = [
        Spot(place=pain.tag, side=pain.side, score=pain.score)
        for pain in review.profile.pains
        if pain.tag not in places
    ]
    return tuple(spot for spot in (*told, *profile) if spot.score > 0)


def picture(review: Review, palette: Palette, typed: Mapping[str, Any]) -> tuple[str, str]:
    """The body with its marks as SVG, and what it says; the place being typed has a ring."""
    place = typed.get("place")
    chosen = None if place is None else (place, typed.get("side") or "none")
    found = spots(review)
    return body_map(found, palette, chosen=chosen), body_alt([_plain(spot) for spot in found])


def heading(review: Review) -> str:
    """What hurts, worst first."""
    found = sorted(spots(review), key=lambda spot: -spot.score)
    if not found:
        return TITLE
    return f"What hurts: {cards.listed([_plain(spot) for spot in found])}"


def entries(review: Review) -> tuple[tuple[str, tuple[str, str, str]], ...]:
    """The pains of the last weeks, newest first, each with a button that takes it back."""
    rows = _pains(review, days=LIST_DAYS).sort("local_date", "entry_id", descending=True)
    return tuple(
        (
            _line(row, today=review.today),
            (f"{day_card.FORGET}{row['entry_id']}", "Take it back", ":material/undo:"),
        )
        for row in rows.head(MOST_LINES).iter_rows(named=True)
    )


def feelings(review: Review) -> str:
    """What the sliders come to, a line each."""
    said = {flag.id: flag for flag in review.flags if flag.id in SLIDER_FLAGS}
    return "\n\n".join(
        f"{words.mark(flag.level, flag.tone).badge} **{flag.title}.** {flag.text}"
        for flag in said.values()
    )


def _pains(review: Review, *, days: int) -> pl.DataFrame:
    since = review.today - timedelta(days=days - 1)
    is_recent = pl.col("local_date").is_between(since, review.today)
    told = review.diary.filter((pl.col("kind") == Pocket.PAIN) & is_recent)
    return told.drop_nulls(["place", "score_index"]).sort("local_date", "entry_id")


def _plain(spot: Spot) -> str:
    name = PAIN_WORDS[spot.place]
    small = name if name.startswith("Achilles") else name.lower()
    side = "" if spot.side == "none" else f"{spot.side} "
    return words.together(f"{side}{small} {spot.score} of 10")


def _line(row: Mapping[str, Any], *, today: date) -> str:
    side = SIDE_WORDS[row["side"]]
    name = " ".join(filter(None, (PAIN_WORDS[row["place"]], side)))
    score = f"**{row['score_index']:g} of 10**" if row["score_index"] else "over"
    return f"{words.day(row['local_date'], today=today)}: {name}, {score}"
