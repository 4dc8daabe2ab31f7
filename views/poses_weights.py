"""Poses of squats, lunges, steps and deadlifts, with and without weights."""

from __future__ import annotations

from views.figure import Arrow, Figure, Thing
from views.poses_balance import AT_CHEST, HIPS_BEHIND, ON_HIP
from views.skeleton import Bent, Pose, Reach, Tiptoe
from views.things import between, chair, held, step, wall

HANGING = Bent(-92, -88)
ON_BACK = Bent(-112, 72, short=(0.75, 0.7, 1))  # hands at a bar behind the neck


def _squat(said: str, arm: Bent, things: tuple[Thing, ...]) -> Figure:
    """Both feet on the floor: standing, then sitting between the heels."""
    return Figure(
        said=said,
        poses=(
            Pose(arms=(arm, arm)),
            Pose(
                root="pelvis",
                at=(-13, 23),
                spine=(62, 60),
                head=72,
                legs=(Reach(0, 0), Reach(0, 0)),
                arms=(arm, arm),
            ),
        ),
        arrows=(Arrow("pelvis", (-8, 2), -0.1, is_both=True),),
        things=things,
    )


SQUATS: dict[str, Figure] = {
    "goblet_squat": _squat(
        "With a weight at the chest you sit between the heels and stand up.",
        AT_CHEST,
        (held("kettlebell", "hand0"),),
    ),
    "back_squat": _squat(
        "With a barbell on the upper back you sit down between the heels and stand up.",
        ON_BACK,
        (held("barbell", "shoulder0"),),
    ),
    "wall_sit": Figure(
        said="The back against the wall, the thighs level, the shins upright: you hold.",
        poses=(
            Pose(
                root="pelvis",
                at=(0, 22),
                legs=(Reach(21, 0), Reach(21, 0)),
                arms=(Bent(-84, -52), Bent(-84, -52)),
            ),
        ),
        things=(wall(-8.5),),
    ),
    "leg_press": Figure(
        said="Seated in the machine, you let the plate come near until the back would lift, and "
        "push it away with the whole foot.",
        poses=(
            Pose(
                root="pelvis",
                at=(-14, 14),
                spine=(140, 140),
                head=120,
                legs=(Reach(14, 40, 122), Reach(14, 40, 122)),
                arms=(Bent(-70, -40), Bent(-70, -40)),
            ),
            Pose(
                root="pelvis",
                at=(-14, 14),
                spine=(140, 140),
                head=120,
                legs=(Reach(8, 36, 116), Reach(8, 36, 116)),
                arms=(Bent(-70, -40), Bent(-70, -40)),
            ),
        ),
        things=(between("board", (-44, 33), (-18, 9), (-2, 9)), Thing("post", ((-12, 0),), 8)),
        extra=(
            (between("board", (18.5, 36), (8.5, 52)),),
            (between("board", (11.8, 32), (3.5, 49)),),
        ),
        arrows=(Arrow((24, 52), until=(12, 62), is_both=True),),
    ),
}

STEPS: dict[str, Figure] = {
    "split_squat": Figure(
        said="In a long stance you go straight down until the back knee is near the floor, and "
        "straight up.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=at,
                spine=(88, 88),
                legs=(Reach(14, 0), Tiptoe(-28, 0, -78)),
                arms=(ON_HIP, ON_HIP),
            )
            for at in ((-1, 40), (-3, 24))
        ),
        arrows=(Arrow((-16, 46), until=(-18, 30), is_both=True),),
        work=("leg0",),
    ),
    "rear_foot_split_squat": Figure(
        said="The back foot on a chair, weights in the hands: you go straight down on the front "
        "leg and stand up.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=at,
                spine=(84, 82),
                legs=(Reach(10, 0), Reach(-30, 25, -155)),
                arms=(HANGING, HANGING),
            )
            for at in ((1, 41), (-2, 27))
        ),
        things=(chair(-29, -1, 22), held("dumbbell", "hand0")),
        arrows=(Arrow((14, 44), until=(14, 30), is_both=True),),
        work=("leg0",),
    ),
    "walking_lunge": Figure(
        said="You take a long quiet step forward and lower the back knee toward the floor, then "
        "stand up into the next step.",
        poses=(
            Pose(
                at=(-24, 0),
                legs=(Bent(-62, -84, 8), Bent(-90, -90, 0)),
                root="heel1",
                arms=(ON_HIP, ON_HIP),
            ),
            Pose(
                root="pelvis",
                at=(-3, 24),
                spine=(88, 88),
                legs=(Reach(14, 0), Tiptoe(-28, 0, -78)),
                arms=(ON_HIP, ON_HIP),
            ),
        ),
        arrows=(Arrow((-2, 4), until=(16, 4), bend=0.4),),
        work=("leg0",),
    ),
    "step_up": Figure(
        said="The whole foot on a step, you stand up on that leg without a push from behind, and "
        "lower for two counts.",
        poses=(
            Pose(
                root="pelvis",
                at=(-7, 42),
                spine=(82, 80),
                legs=(Reach(8, 18), Reach(-12, 0)),
                arms=(Bent(-100, -60), Bent(-100, -60)),
            ),
            Pose(
                root="pelvis",
                at=(8, 61),
                legs=(Reach(8, 18), Bent(-82, -112)),
                arms=(HANGING, HANGING),
            ),
        ),
        things=(step(3, 26, 18),),
        arrows=(Arrow((-20, 46), until=(-15, 68), bend=-0.1),),
        work=("leg0",),
    ),
    "lateral_step_down": Figure(
        said="Seen from behind: standing on a step on one leg, you bend it for four counts until "
        "the other heel brushes the floor.",
        poses=(
            Pose(
                at=(0, 15),
                view="back",
                legs=(Bent(-86, -86), Bent(-86, -90, -20, short=(1, 1, 0.45))),
                arms=HIPS_BEHIND,
            ),
            Pose(
                root="pelvis",
                at=(4, 43),
                view="back",
                spine=(89, 88),
                legs=(
                    Reach(0, 15, is_turned=True, short=(0.7, 0.7, 1)),
                    Bent(-86, -88, 20, short=(1, 1, 0.45)),
                ),
                arms=HIPS_BEHIND,
            ),
        ),
        things=(step(-14, 5, 15),),
        arrows=(Arrow("heel1", (8, -1), is_both=True),),
        work=("leg0",),
    ),
}

LIFTS: dict[str, Figure] = {
    "romanian_deadlift": Figure(
        said="With weights in the hands the hips go back and the trunk tips forward, back long, "
        "knees soft; then stand up.",
        poses=(
            Pose(arms=(Bent(-86, -84), Bent(-86, -84))),
            Pose(
                root="pelvis",
                at=(-11, 40),
                spine=(24, 20),
                head=30,
                legs=(Reach(0, 0), Reach(0, 0)),
                arms=(Bent(-94, -94), Bent(-94, -94)),
            ),
        ),
        things=(held("dumbbell", "hand0"),),
        arrows=(Arrow("pelvis", (-6, 2), -0.1), Arrow("neck", (10, 8), 0.2, until=(24, 60))),
    ),
    "deadlift": Figure(
        said="From the floor you push up with legs and hips, the bar close to the legs, until you "
        "stand tall.",
        poses=(
            Pose(
                root="pelvis",
                at=(-14, 29),
                spine=(44, 42),
                head=52,
                legs=(Reach(0, 0), Reach(0, 0)),
                arms=(Reach(7, 15.5), Reach(7, 15.5)),
            ),
            Pose(arms=(Bent(-84, -84), Bent(-84, -84))),
        ),
        things=(held("barbell", "hand0", 10.5),),
        arrows=(Arrow((22, 14), until=(22, 34)),),
    ),
}
