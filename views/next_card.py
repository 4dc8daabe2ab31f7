"""The card of the next run, the same figure on Today and on Load."""

from __future__ import annotations

from core.findings import Review
from views import care, words
from views.next_limit import Basis, limit

LABELS = {
    Basis.BELOW_JUMP: "Next run, shorter than",
    Basis.BEFORE_BREAK: "Next run, well below",
}
LABEL = "Next run, up to"
OUR_CHOICE = {
    Basis.BEFORE_JUMP: "Your longest run before the jump, for a week after it (our choice).",
    Basis.BELOW_JUMP: "The jump itself, for a week after it (our choice).",
    Basis.BEFORE_BREAK: "Your median run of the month before the break (our choice).",
    Basis.SINCE_BREAK: "Your longest run since the break, for two weeks after it (our choice).",
}
MADE_OF = {
    Basis.BEFORE_JUMP: ", made of the jump",
    Basis.BELOW_JUMP: ", made of the jump",
    Basis.BEFORE_BREAK: ", from before the break",
}
"""Why the law's ceiling is not the answer."""
REST = "rest comes first"


def label(review: Review) -> str:
    """What the figure is."""
    return LABELS.get(limit(review).basis, LABEL)


def value(review: Review) -> str:
    """How far the next run may be; none for a runner who is ill."""
    found = None if care.is_ill(review.profile) else limit(review).distance_m
    return words.distance(found, is_metric=review.profile.is_metric)


def note(review: Review) -> str:
    """That rest comes first, or the ceiling where the figure is another one; else empty."""
    if care.is_ill(review.profile):
        return REST
    found = limit(review)
    if found.basis in (Basis.CEILING, Basis.NONE):
        return ""
    said = words.distance(review.ceiling.distance_m, is_metric=review.profile.is_metric)
    return f"ceiling {said}{MADE_OF.get(found.basis, '')}"


def help_text(review: Review) -> str:
    """What the figure stands on, and what the ceiling is."""
    ceiling = review.ceiling
    longest = words.distance(ceiling.reference_distance_m, is_metric=review.profile.is_metric)
    on_day = words.day(ceiling.reference_date, today=review.today)
    which = "" if ceiling.distance_m is None else f" ({longest} on {on_day})"
    law = f"1.10 times the longest run of the last 30 days{which}. A limit, not a goal."
    ours = OUR_CHOICE.get(limit(review).basis)
    return law if ours is None else f"{ours} The ceiling is {law}"
