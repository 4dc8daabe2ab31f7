"""What comes before every figure: what hurts, an illness, a pregnancy, as the runner told it."""

from __future__ import annotations

from datetime import date

from core.athlete import BONE, Profile
from views.words import DAY_NAMES, MONTH_NAMES

REST_FROM = 4  # strength law, S1: from here on a professional comes before any leg work
SORE = {
    "achilles": "Your Achilles tendon hurts",
    "ankle": "Your ankle hurts",
    "bone_stress": "A bone hurts",
    "calf": "Your calf hurts",
    "hamstring": "Your hamstring hurts",
    "hip_groin": "Your hip or groin hurts",
    "knee": "Your knee hurts",
    "low_back": "Your lower back hurts",
    "low_back_floor": "Your lower back hurts on the floor",
    "neck": "Your neck hurts",
    "plantar": "The sole of your foot hurts",
    "shoulder": "Your shoulder hurts",
    "wrist": "Your wrist hurts",
}
ADVICE = "rest it, and see a professional before you build up"
LOOKS_AT_RUNS = "The ceiling looks at your runs alone, not at how you are."
REST = "rest comes first, and running waits until you are well"
STOP = "Stop with pain over 3 of 10 while running, with limping, or with pain at night."
PREGNANT = (
    "Ask your midwife or doctor how far and how hard you may run. The figures here do not know "
    "of a pregnancy."
)


def headline(profile: Profile) -> str:
    """What hurts most and an illness, with what to do, before any distance; empty without.

    Source:
        Imbalance law, section 2.5: a pain report stands above everything.
    """
    return " ".join(filter(None, (_pain(profile), _illness(profile))))


def is_ill(profile: Profile) -> bool:
    """Whether the runner told of an illness that is not over."""
    return profile.ill_since is not None


def day(on: date) -> str:
    """A day of the last weeks, whatever the year: "Thu 19 Nov"."""
    return f"{DAY_NAMES[on.weekday()]} {on.day} {MONTH_NAMES[on.month - 1]}"


def _illness(profile: Profile) -> str:
    return (
        "" if profile.ill_since is None else f"You are ill since {day(profile.ill_since)}: {REST}."
    )


def _pain(profile: Profile) -> str:
    for tag, score in _worst_first(profile):
        if score >= REST_FROM or tag == BONE:
            return f"{SORE[tag]}, {score} of 10: {ADVICE}."
    if BONE in profile.conditions:
        return f"You told of a bone stress injury: {ADVICE}."
    return ""


def warnings(profile: Profile) -> tuple[str, ...]:
    """All that hurts and a pregnancy, each as one text for an amber box."""
    said = [f"{SORE[tag]}, {score} of 10." for tag, score in _worst_first(profile)]
    if BONE in profile.conditions:
        said.append("You told of a bone stress injury.")
    pain = " ".join([*said, STOP]) if said else ""
    pregnant = PREGNANT if "pregnancy" in profile.conditions else ""
    return tuple(filter(None, (pain, pregnant)))


def _worst_first(profile: Profile) -> list[tuple[str, int]]:
    """Every place that hurts with its worst score; a suspected bone before all others."""
    worst: dict[str, int] = {}
    for pain in profile.pains:
        worst[pain.tag] = max(pain.score, worst.get(pain.tag, 0))
    sore = [(tag, score) for tag, score in worst.items() if score > 0]
    return sorted(sore, key=lambda each: (each[0] != BONE, -each[1]))
