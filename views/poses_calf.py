"""Poses of the exercises for calf and foot."""

from __future__ import annotations

from dataclasses import replace

from views.figure import Arrow, Figure
from views.skeleton import Arm, Bent, Leg, Pose, Reach, Tiptoe
from views.things import held, step, wall

AT_WALL = 30.0  # where the wall stands for fingertips
TOUCH = Reach(AT_WALL - 3, 62, 55)
LIFTED = Bent(-84, -160, -95)
FOREFOOT, RISE = 10.5, -55.0
RISEN = (4.5, 8.6)  # where the heel is when the forefoot has not moved
UP_DOWN = Arrow((-6, 2), until=(-6, 13), is_both=True)


def _raise(said: str, free: Leg | None, *, bent: float = 0, arm: Arm | None = None) -> Figure:
    """A heel raise on both legs, or with a free one; `bent` is how much lower the hips are."""
    flat, risen = Reach(0, 0), Tiptoe(FOREFOOT, 0, RISE)
    down = Pose(
        root="pelvis",
        at=(-bent / 2, 43 - bent),
        spine=(88, 88),
        arms=(arm or TOUCH, TOUCH),
        legs=(flat, free or flat),
    )
    up = replace(
        down,
        at=(RISEN[0] - bent / 2, 43 + RISEN[1] - bent),
        legs=(risen, free or risen),
    )
    return Figure(
        said=said,
        poses=(down, up),
        arrows=(UP_DOWN,),
        things=(wall(AT_WALL),),
        work=("leg0",) if free else (),
    )


CALF: dict[str, Figure] = {
    "heel_raise_two_leg": _raise(
        "Fingertips on the wall, you rise on the balls of both feet and lower the heels slowly.",
        None,
    ),
    "heel_raise_single": _raise(
        "Fingertips on the wall, you rise on the ball of one foot and lower the heel slowly.",
        LIFTED,
    ),
    "bent_knee_heel_raise": _raise(
        "With both knees bent the whole time, you lift the heels straight up and lower them.",
        None,
        bent=5,
    ),
    "bent_knee_heel_raise_single": _raise(
        "Standing on one bent leg, you lift the heel straight up; the knee angle stays still.",
        Bent(-66, -165, -100),
        bent=5,
    ),
    "heel_raise_loaded": replace(
        _raise(
            "With a weight in the hand of the working side, you rise on the ball of one foot and "
            "lower the heel slowly.",
            LIFTED,
            arm=Bent(-98, -90),
        ),
        things=(wall(AT_WALL), held("dumbbell", "hand0")),
    ),
    "eccentric_heel_drop": Figure(
        said="The balls of the feet on the edge of a step: you rise on both feet, shift onto one, "
        "and lower that heel slowly.",
        poses=tuple(
            Pose(
                root="toe0",
                at=(6, 14),
                spine=(88, 88),
                legs=(
                    Bent(-90, -90, foot),
                    Bent(-84, -160, -95) if foot > 0 else Bent(-90, -90, foot),
                ),
                arms=(Reach(27, hand, 60), Reach(27, hand, 60)),
            )
            for foot, hand in ((RISE, 84), (18, 76))
        ),
        arrows=(Arrow((-9, 24), until=(-9, 9)),),
        things=(step(0, 30.5, 14), wall(30.5)),
        work=("leg0",),
    ),
    "knee_to_wall_rock": Figure(
        said="One foot stands a hand's width from the wall: the knee travels over the toes toward "
        "the wall and back while the heel stays down.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=at,
                spine=(86, 84),
                legs=(Reach(0, 0), Tiptoe(-18, 0, -38)),
                arms=(hand, hand),
            )
            for at, hand in (((-11, 38), Reach(10.5, 58, 60)), ((-6, 33.5), Reach(10.5, 55, 60)))
        ),
        arrows=(Arrow((3, 27), until=(12, 24), is_both=True),),
        things=(wall(14.5),),
        work=("leg0",),
    ),
    "calf_stretch_wall": Figure(
        said="Hands on the wall, one leg far behind with the heel down: first with the back knee "
        "straight, then with it bent.",
        poses=(
            Pose(
                root="heel0",
                at=(-26, 0),
                spine=(62, 62),
                legs=(Bent(-119, -119, 0), Reach(7, 0)),
                arms=(Reach(37, 62, 60), Reach(37, 62, 60)),
            ),
            Pose(
                root="pelvis",
                at=(-3, 38.5),
                spine=(66, 66),
                legs=(Reach(-11, 0), Reach(12, 0)),
                arms=(Reach(37, 64, 60), Reach(37, 64, 60)),
            ),
        ),
        arrows=(Arrow((-17, 37), until=(-8, 28), bend=0.2),),
        things=(wall(40.5),),
        work=("leg0",),
    ),
}
