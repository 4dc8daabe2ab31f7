"""Flags that concern sides and gait: the open ones as cards, and what else was looked at."""

from __future__ import annotations

from core.findings import Flag, Level, Review
from core.plan import WeekPlan
from views import words
from views.cards import MAX_OPEN_FLAGS, FlagCard, flag_card, raised
from views.panel import Link, Panel

GAIT = (
    "GCT_BALANCE",
    "BALANCE_SHIFT",
    "BALANCE_FATIGUE",
    "BALANCE_HILL",
    "BALANCE_SPEED",
    "LR_OTHER",
    "FORM_DRIFT",
    "CADENCE_LOW",
    "STIFFNESS_DROP",
    "TURN_BIAS",
)
SELF_TEST = "ST_"
OK_LOOKS, OPEN_LOOKS = "Looked at, and nothing stands out", "Not enough data yet"
NO_NEED = "Nothing to train for this. It is worth knowing, and worth a look at the road."
TO_STRENGTH = Link(page="pages/6_Strength.py", label="Open the plan", icon=":material/exercise:")


def concerned(review: Review) -> tuple[Flag, ...]:
    """The flags of this page that are up, in page order: gait, turns and self-tests."""
    return tuple(flag for flag in raised(review.flags) if is_ours(flag))


def is_ours(flag: Flag) -> bool:
    """Whether a flag belongs on this page."""
    return flag.id in GAIT or flag.id.startswith(SELF_TEST)


def open_panels(review: Review, plan: WeekPlan) -> tuple[Panel, ...]:
    """At most three cards, each with what to do and why we say it.

    Source:
        Imbalance law, 2.5.
    """
    cards = [_card(flag, review, plan) for flag in concerned(review)[:MAX_OPEN_FLAGS]]
    return tuple(_panel(card) for card in cards)


def also_seen(review: Review, plan: WeekPlan) -> tuple[Panel, ...]:
    """The flags beyond the first three."""
    cards = [_card(flag, review, plan) for flag in concerned(review)[MAX_OPEN_FLAGS:]]
    return tuple(_panel(card) for card in cards)


def looked_at(review: Review) -> str:
    """Every look of this page that raised nothing, with what it found or what is missing."""
    ours = [flag for flag in review.flags if flag.id in GAIT and flag.level < Level.WATCH]
    parts = (
        (OK_LOOKS, [flag for flag in ours if flag.level is Level.OK]),
        (OPEN_LOOKS, [flag for flag in ours if flag.level is Level.INSUFFICIENT]),
    )
    return "\n\n".join(
        f"**{head}**\n\n" + "\n".join(_line(flag) for flag in flags)
        for head, flags in parts
        if flags
    )


def _line(flag: Flag) -> str:
    return f"- {words.mark(flag.level, flag.tone).badge} **{flag.title}.** {flag.text}"


def _card(flag: Flag, review: Review, plan: WeekPlan) -> FlagCard:
    return flag_card(flag, plan, today=review.today, no_need=NO_NEED)


def _panel(card: FlagCard) -> Panel:
    advice = f"**What to do.** {card.advice}" if card.advice else ""
    return Panel(
        heading=card.title,
        badges=card.badges,
        text="\n\n".join(filter(None, (card.text, advice))),
        why=card.why,
        links=(TO_STRENGTH,),
    )
