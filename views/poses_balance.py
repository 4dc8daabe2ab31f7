"""Poses of the balance exercises. One unit is about 2 cm, the floor is y = 0."""

from __future__ import annotations

from views.figure import Arrow, Figure
from views.skeleton import Bent, Pose, Reach
from views.things import between, chair, held, wall

ON_HIP = Bent(-115, -42)
HIPS_BEHIND = (Bent(-120, -55), Bent(-60, -125))  # hands on the hips, seen from behind
FORWARD = Bent(-12, 4)
AT_CHEST = Bent(-108, 44)
SQUAT_BACK = Bent(-75, -186, -120)  # the free leg of a one-leg squat
LIFTED = Bent(-78, -150)
STANDING = Pose(legs=(Bent(-90, -90), LIFTED), arms=(ON_HIP, ON_HIP))
SQUAT = Pose(
    root="pelvis",
    at=(-9, 33),
    spine=(64, 60),
    head=72,
    legs=(Reach(0, 0), SQUAT_BACK),
    arms=(FORWARD, FORWARD),
)
HINGE = Pose(
    root="pelvis",
    at=(-4, 41.5),
    spine=(6, 4),
    head=14,
    legs=(Reach(0, 0), Bent(184, 182)),
    arms=(Bent(-92, -90), Bent(-90, -88)),
)
TREE_LEGS = (Bent(-84, -84), Reach(0.5, 16, -84, short=(0.95, 0.95, 0.8)))

BALANCE: dict[str, Figure] = {
    "tree_pose": Figure(
        said="You stand on one leg, the other foot on the inner calf or thigh with the knee out "
        "to the side, hands together above the head.",
        poses=(
            Pose(
                view="back",
                legs=TREE_LEGS,
                arms=(Reach(-1, 93, is_turned=True), Reach(1, 93)),
            ),
        ),
        work=("leg0",),
    ),
    "tree_pose_eyes_closed": Figure(
        said="You stand on a cushion on one leg, the other foot on the inner calf or thigh, "
        "one hand near a wall.",
        poses=(
            Pose(
                at=(0, 5),
                view="back",
                legs=(TREE_LEGS[0], Reach(0.5, 21, -84, short=(0.95, 0.95, 0.8))),
                arms=(HIPS_BEHIND[0], Bent(-25, 10)),
            ),
        ),
        things=(wall(46), between("cushion", (-11, 0), (11, 0))),
        work=("leg0",),
    ),
    "star_reach": Figure(
        said="You stand on one slightly bent leg and tap the floor with the other foot in front, "
        "then far behind while the trunk leans forward.",
        poses=(
            Pose(
                root="pelvis",
                at=(-5, 39),
                spine=(88, 84),
                legs=(Reach(0, 0), Reach(18, 2.5, 18)),
                arms=(ON_HIP, ON_HIP),
            ),
            Pose(
                root="pelvis",
                at=(2, 36),
                spine=(58, 54),
                head=66,
                legs=(Reach(0, 0), Bent(-136, -138, -40)),
                arms=(ON_HIP, ON_HIP),
            ),
        ),
        arrows=(Arrow((16, 12), until=(-22, 12), bend=0.22),),
        work=("leg0",),
    ),
    "single_leg_sit_to_stand": Figure(
        said="You stand on one leg in front of a chair, then sit down slowly on the same leg "
        "with the other foot off the floor, and stand up again.",
        poses=(
            Pose(legs=(Bent(-90, -90), Bent(-62, -78)), arms=(FORWARD, FORWARD)),
            Pose(
                root="pelvis",
                at=(-20, 23),
                spine=(72, 66),
                head=76,
                legs=(Reach(0, 0), Bent(-8, -14)),
                arms=(FORWARD, FORWARD),
            ),
        ),
        arrows=(Arrow("pelvis", (-7, 2), -0.15, is_both=True),),
        things=(chair(-10),),
        work=("leg0",),
    ),
    "single_leg_squat": Figure(
        said="From standing on one leg you sit the hips back to mid-depth, arms forward, "
        "knee over the toes.",
        poses=(STANDING, SQUAT),
        arrows=(Arrow("pelvis", (-8, 2), -0.15, is_both=True),),
        work=("leg0",),
    ),
    "single_leg_deadlift": Figure(
        said="From standing on one leg the trunk tips forward while the other leg rises behind, "
        "head to heel in one line.",
        poses=(
            Pose(legs=(Bent(-90, -90), Bent(-93, -120, -12)), arms=(HINGE.arms[0], HINGE.arms[1])),
            HINGE,
        ),
        arrows=(
            Arrow("neck", (8, 10), 0.2, until=(22, 50)),
            Arrow((-9, 12), (-2, 0), -0.2, until=(-27, 36)),
        ),
        work=("leg0",),
    ),
    "single_leg_deadlift_supported": Figure(
        said="Standing on one leg with one hand on the wall, you push the hip straight back and "
        "the free leg goes behind.",
        poses=(
            Pose(legs=(Bent(-90, -90), Bent(-93, -118, -12)), arms=(HINGE.arms[0], Bent(-14, 2))),
            Pose(
                root="pelvis",
                at=(-4, 41.5),
                spine=(42, 38),
                head=52,
                legs=(Reach(0, 0), Bent(219, 217)),
                arms=(HINGE.arms[0], Reach(33, 58, 60)),
            ),
        ),
        arrows=(Arrow((-9, 12), (-2, 0), -0.2, until=(-27, 32)),),
        things=(wall(37),),
        work=("leg0",),
    ),
}

LOADED: dict[str, Figure] = {
    "single_leg_squat_loaded": Figure(
        said="Holding a weight at the chest, you sit back on one leg to mid-depth and stand up.",
        poses=(
            Pose(legs=(Bent(-90, -90), LIFTED), arms=(AT_CHEST, AT_CHEST)),
            Pose(
                root="pelvis",
                at=(-10, 32),
                spine=(70, 66),
                head=76,
                legs=(Reach(0, 0), SQUAT_BACK),
                arms=(AT_CHEST, AT_CHEST),
            ),
        ),
        arrows=(Arrow("pelvis", (-8, 2), -0.15, is_both=True),),
        things=(held("kettlebell", "hand0"),),
        work=("leg0",),
    ),
    "single_leg_deadlift_loaded": Figure(
        said="Standing on one leg with a weight in the hand, the trunk tips forward and the "
        "other leg rises behind; the weight stays near the standing leg.",
        poses=(
            Pose(legs=(Bent(-90, -90), Bent(-93, -120, -12)), arms=(Bent(-88, -86), ON_HIP)),
            Pose(
                root="pelvis",
                at=(-4, 41.5),
                spine=(12, 9),
                head=18,
                legs=(Reach(0, 0), Bent(192, 190)),
                arms=(Bent(-98, -96), Bent(193, 198)),
            ),
        ),
        arrows=(
            Arrow("neck", (8, 10), 0.2, until=(22, 52)),
            Arrow((-9, 12), (-2, 0), -0.2, until=(-27, 36)),
        ),
        things=(held("dumbbell", "hand0"),),
        work=("leg0",),
    ),
}
