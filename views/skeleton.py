"""A stick figure from angles: bones have one length each, so no pose can stretch a limb.

Directions are degrees on the page: 0 to the right, 90 up. A figure in profile faces right when it
stands upright; limb 0 is then the near one, its right. Seen from behind, limb 0 is the left one.
Places are complex numbers with y up and the floor at 0, in units of about 2 cm.
"""

from __future__ import annotations

import cmath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import acos, radians
from typing import Literal

LUMBAR, CHEST, TO_HEAD, HEAD_RADIUS = 12.5, 14.5, 10.4, 6.3
THIGH, SHIN, FOOT = 22.0, 21.0, 10.5
UPPER_ARM, FOREARM, HAND = 15.5, 15.5, 3.0
BELOW_NECK = 2.5  # the arms hang from here on the chest
HALF_SHOULDERS, HALF_HIPS = 8.5, 4.5  # seen from behind or in front
SHORT_FOOT = 0.45  # the same
OUT_OF_REACH = 0.3  # so much a target may lie beyond a straight limb

View = Literal["side", "back", "front"]
Joints = Mapping[str, complex]
"""`pelvis`, `waist`, `neck`, `head`, and `hip0`, `knee0`, `heel0`, `toe0`, `shoulder0`, `elbow0`,
`wrist0`, `hand0`, the same for limb 1."""


@dataclass(frozen=True, slots=True)
class Bent:
    """A limb by the directions of its bones; `end` is foot or hand, straight on when not told.

    `short` makes bones that point toward the viewer look shorter: 1 is in the plane of the page.
    """

    upper: float
    lower: float
    end: float | None = None
    short: tuple[float, float, float] = (1, 1, 1)


@dataclass(frozen=True, slots=True)
class Reach:
    """A limb by where it ends: the heel for a leg, the wrist for an arm. The joint is computed.

    Knees bend forward and elbows backward; `is_turned` bends them to the other side, for limbs
    that turn out of the page.
    """

    x: float
    y: float
    end: float | None = None
    is_turned: bool = False
    short: tuple[float, float, float] = (1, 1, 1)


@dataclass(frozen=True, slots=True)
class Tiptoe:
    """A leg that stands on the ball of the foot at a place; `end` is the direction of the foot."""

    x: float
    y: float
    end: float


Leg = Bent | Reach | Tiptoe
Arm = Bent | Reach
HANGING = Bent(-92, -86)
STRAIGHT = Bent(-90, -90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One position of the body. `at` is where the joint `root` lies; the rest follows from it."""

    root: str = "heel0"
    at: tuple[float, float] = (0, 0)
    spine: tuple[float, float] = (90, 90)
    head: float | None = None
    legs: tuple[Leg, Leg] = (STRAIGHT, STRAIGHT)
    arms: tuple[Arm, Arm] = (HANGING, HANGING)
    view: View = "side"


def joints(pose: Pose) -> dict[str, complex]:
    """Every joint of a pose.

    Raises:
        ValueError: a limb shall reach what lies beyond its length, or the root hangs on such a
            limb.
    """
    by_angles = _placed(pose, 0j)
    if pose.root not in by_angles:
        raise ValueError(f"the root {pose.root} must hang on limbs given by their directions")
    return _placed(pose, complex(*pose.at) - by_angles[pose.root], with_reaches=True)


def _placed(pose: Pose, pelvis: complex, *, with_reaches: bool = False) -> dict[str, complex]:
    """The joints from the pelvis outward; limbs with a target only on the second pass."""
    waist = pelvis + _step(LUMBAR, pose.spine[0])
    neck = waist + _step(CHEST, pose.spine[1])
    nod = pose.spine[1] if pose.head is None else pose.head
    found = {"pelvis": pelvis, "waist": waist, "neck": neck, "head": neck + _step(TO_HEAD, nod)}
    is_flat = pose.view == "side"
    hips, shoulders = (0.0, 0.0) if is_flat else (HALF_HIPS, HALF_SHOULDERS)
    yoke = neck - _step(BELOW_NECK, pose.spine[1])
    for n, turn in ((0, 90), (1, -90)):
        found[f"hip{n}"] = hip = pelvis + _step(hips, pose.spine[0] + turn)
        found[f"shoulder{n}"] = shoulder = yoke + _step(shoulders, pose.spine[1] + turn)
        leg, arm = pose.legs[n], pose.arms[n]
        if with_reaches or isinstance(leg, Bent):
            ends = (f"knee{n}", f"heel{n}", f"toe{n}")
            leg = leg if is_flat else _turned_out(leg, n)
            found |= dict(zip(ends, _leg(hip, leg), strict=True))
        if with_reaches or isinstance(arm, Bent):
            ends = (f"elbow{n}", f"wrist{n}", f"hand{n}")
            found |= dict(zip(ends, _arm(shoulder, arm), strict=True))
    return found


def _turned_out(leg: Leg, n: int) -> Leg:
    """Feet that are not told point outward, and look short from behind or in front."""
    if isinstance(leg, Tiptoe) or leg.end is not None:
        return leg
    return replace(leg, end=(180, 0)[n], short=(*leg.short[:2], SHORT_FOOT))


def _leg(hip: complex, leg: Leg) -> tuple[complex, complex, complex]:
    if isinstance(leg, Tiptoe):
        heel = complex(leg.x, leg.y) - _step(FOOT, leg.end)
        leg = Reach(heel.real, heel.imag, leg.end)
    if isinstance(leg, Reach):
        end = 0.0 if leg.end is None else leg.end
        knee, heel = _bent_to(hip, leg, (THIGH, SHIN), turn=-1 if leg.is_turned else 1)
        return knee, heel, heel + _step(FOOT * leg.short[2], end)
    knee = hip + _step(THIGH * leg.short[0], leg.upper)
    heel = knee + _step(SHIN * leg.short[1], leg.lower)
    end = leg.lower + 90 if leg.end is None else leg.end
    return knee, heel, heel + _step(FOOT * leg.short[2], end)


def _arm(shoulder: complex, arm: Arm) -> tuple[complex, complex, complex]:
    if isinstance(arm, Reach):
        turn = 1 if arm.is_turned else -1
        elbow, wrist = _bent_to(shoulder, arm, (UPPER_ARM, FOREARM), turn=turn)
        straight_on = direction(elbow, wrist)
    else:
        elbow = shoulder + _step(UPPER_ARM * arm.short[0], arm.upper)
        wrist = elbow + _step(FOREARM * arm.short[1], arm.lower)
        straight_on = arm.lower
    end = straight_on if arm.end is None else arm.end
    return elbow, wrist, wrist + _step(HAND * arm.short[2], end)


def _bent_to(
    start: complex, limb: Reach, bones: tuple[float, float], *, turn: int
) -> tuple[complex, complex]:
    """The joint between two bones and their end, by the law of cosines."""
    upper, lower = bones[0] * limb.short[0], bones[1] * limb.short[1]
    way = complex(limb.x, limb.y) - start
    far = abs(way)
    if not abs(upper - lower) <= far <= upper + lower + OUT_OF_REACH:
        raise ValueError(
            f"({limb.x}, {limb.y}) is {far:.1f} away, the limb spans {upper + lower:.1f}"
        )
    far = min(far, upper + lower)
    cosine = (upper**2 + far**2 - lower**2) / (2 * upper * far)
    along = way / abs(way)
    middle = start + along * upper * cmath.exp(1j * turn * acos(max(-1.0, min(1.0, cosine))))
    return middle, start + along * far


def direction(start: complex, end: complex) -> float:
    """The direction from one place to another, in degrees."""
    return cmath.phase(end - start) * 180 / cmath.pi


def _step(length: float, towards: float) -> complex:
    return cmath.rect(length, radians(towards))
