"""Poses of yoga, stretching and breathing, and of pilates."""

from __future__ import annotations

from views.figure import Arrow, Figure, Thing
from views.poses_balance import ON_HIP
from views.skeleton import Bent, Pose, Reach, Tiptoe
from views.things import chair, mat, wall

UP = Bent(52, 98)  # past the face, not through it
FOLD = Pose(
    root="pelvis",
    at=(-6, 42),
    spine=(-20, -58),
    head=-108,
    legs=(Reach(0, 0), Reach(0, 0)),
    arms=(Reach(30, 3, -60), Reach(30, 3, -60)),
)
DOG = Pose(
    root="pelvis",
    at=(-6, 41),
    spine=(-46, -46),
    head=-95,
    legs=(Reach(-23, 2, -8), Reach(-23, 2, -8)),
    arms=(Reach(32, 1, 0), Reach(32, 1, 0)),
)

YOGA: dict[str, Figure] = {
    "sun_salutation_standing": Figure(
        said="Breathing in you reach both arms up, breathing out you fold forward with soft knees, "
        "hands toward the floor.",
        poses=(Pose(arms=(UP, UP)), FOLD),
        arrows=(Arrow((14, 96), until=(26, 56), bend=0.25),),
    ),
    "sun_salutation": Figure(
        said="A flow with the breath: from standing with arms up through the forward fold to the "
        "downward-facing dog and back.",
        poses=(Pose(at=(-23, 0), arms=(UP, UP)), DOG),
        arrows=(Arrow((-9, 96), until=(14, 40), bend=0.2),),
        things=(mat(-34, 40),),
    ),
    "downward_dog": Figure(
        said="Hands and feet on the mat, hips high, arms and back in one line, heels sinking "
        "softly.",
        poses=(DOG,),
        things=(mat(-34, 44),),
    ),
    "high_lunge": Figure(
        said="A long step: the front knee bent over the foot, the back leg long with the heel "
        "lifted, arms up, and hold.",
        poses=(
            Pose(
                root="pelvis",
                at=(0, 31),
                spine=(80, 92),
                legs=(Tiptoe(-29.3, 0, -60), Reach(19, 0)),
                arms=(UP, UP),
            ),
        ),
        work=("leg0",),
    ),
    "warrior_three": Figure(
        said="Standing on one leg, trunk and free leg tip into one level line, fingertips on a "
        "chair at first.",
        poses=(
            Pose(
                root="pelvis",
                at=(-1.5, 42.8),
                spine=(8, 6),
                head=16,
                legs=(Reach(0, 0), Bent(186, 184)),
                arms=(Reach(40.5, 22.5, -20), Reach(40.5, 22.5, -20)),
            ),
        ),
        things=(chair(36, 1),),
        work=("leg0",),
    ),
    "standing_forward_fold": Figure(
        said="Hands on a chair, knees soft, you hinge from the hips and let the back grow long.",
        poses=(
            Pose(
                root="pelvis",
                at=(-12, 40),
                spine=(4, -6),
                head=-16,
                legs=(Reach(-4, 0), Reach(-4, 0)),
                arms=(Reach(32, 21.5, 0), Reach(32, 21.5, 0)),
            ),
        ),
        things=(chair(26, 1),),
    ),
    "figure_four_floor": Figure(
        said="On the back with one ankle over the other knee, you draw the lower leg in until the "
        "hip stretches.",
        poses=(
            Pose(
                root="pelvis",
                at=(0, 2.5),
                spine=(180, 180),
                head=155,
                legs=(Bent(55, 165, 215, short=(1, 0.75, 0.5)), Bent(102, 4)),
                arms=(Reach(-4, 14), Reach(-4, 14)),
            ),
        ),
        things=(mat(-48, 34),),
        arrows=(Arrow((8, 34), until=(-6, 38), bend=-0.2),),
        work=("leg0",),
    ),
    "shoulder_neck_release": Figure(
        said="Standing at ease, you let the head sink slowly to one side and roll the shoulders "
        "in slow circles.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(0, 43),
                view="front",
                head=nod,
                legs=(Bent(-92, -90), Bent(-88, -90)),
                arms=(Bent(-98, -94), Bent(-82, -86)),
            )
            for nod in (90, 58)
        ),
        arrows=(
            Arrow((5, 90), until=(15, 83), bend=0.25),
            Arrow((-12, 76), until=(-18, 66), bend=-0.8),
        ),
    ),
    "paced_breathing": Figure(
        said="Seated upright on a chair, one hand on the belly, you breathe in for four counts and "
        "out for six.",
        poses=(
            Pose(
                root="pelvis",
                at=(-9, 23.5),
                legs=(Reach(10, 0), Reach(8, 0)),
                arms=(Bent(-100, -6, 20), Bent(-75, -25)),
            ),
        ),
        things=(chair(4),),
        arrows=(Arrow((4, 62), until=(18, 62), bend=-0.15, is_both=True),),
    ),
}

BRIDGE_SLOPE = 201.5
PILATES: dict[str, Figure] = {
    "pilates_hundred": Figure(
        said="On the back with head and shoulder blades lifted and knees over the hips, the long "
        "arms make small quick pumps beside the body.",
        poses=(
            Pose(
                root="pelvis",
                at=(0, 2.5),
                spine=(174, 148),
                head=136,
                legs=(Bent(88, 2), Bent(88, 2)),
                arms=(Bent(-12, -4), Bent(-6, 2)),
            ),
        ),
        things=(mat(-46, 40),),
        arrows=(Arrow((14, 4), until=(14, 14), is_both=True),),
    ),
    "pilates_side_kick": Figure(
        said="Seen from above: lying on the side, the top leg swings forward and back while "
        "pelvis and waist stay still.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(0, 0),
                spine=(180, 178),
                legs=(Bent(top, top - 2), Bent(14, 12)),
                arms=(Bent(40, 100), Bent(176, 178)),
            )
            for top in (62, -16)
        ),
        things=(Thing("rug", ((-54, -12), (60, 22))),),
        arrows=(Arrow("heel0", (4, 0), -0.2, is_both=True),),
        work=("leg0",),
        is_lying=True,
        is_from_above=True,
    ),
    "pilates_shoulder_bridge_march": Figure(
        said="In the two-leg bridge you lift one foot until the thigh is upright, hips level, and "
        "change slowly.",
        poses=tuple(
            Pose(
                root="neck",
                at=(-27, 2.5),
                spine=(BRIDGE_SLOPE, BRIDGE_SLOPE),
                head=155,
                legs=(leg, Reach(22, 0)),
                arms=(Bent(-9, -1), Bent(-9, -1)),
            )
            for leg in (Reach(22, 0), Bent(86, -8))
        ),
        things=(mat(-48, 36),),
        arrows=(Arrow((29, 6), until=(23, 28), bend=0.2),),
        is_lying=True,
    ),
    "pilates_swimming": Figure(
        said="Lying face down and long, you lift opposite arm and leg a little and flutter from "
        "one pair to the other.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(-10, 2.8),
                spine=(4, 16),
                head=14,
                legs=legs,
                arms=arms,
            )
            for legs, arms in (
                ((Bent(182, 179, 178), Bent(168, 166, 166)), (Bent(20, 20), Bent(-8, -4))),
                ((Bent(168, 166, 166), Bent(182, 179, 178)), (Bent(-8, -4), Bent(20, 20))),
            )
        ),
        things=(mat(-66, 56),),
        arrows=(
            Arrow((48, 6), until=(48, 17), is_both=True),
            Arrow((-64, 5), until=(-64, 16), is_both=True),
        ),
        is_lying=True,
    ),
    "pilates_standing_leg_series": Figure(
        said="Standing tall beside the wall, the straight leg moves slowly to the front, then "
        "to the back, with a quiet trunk; to the side as well.",
        poses=tuple(
            Pose(
                root="heel1",
                legs=(Bent(way, way, foot), Bent(-90, -90)),
                arms=(ON_HIP, Bent(-14, 4)),
            )
            for way, foot in ((-66, 4), (-114, -14))
        ),
        things=(wall(37.5),),
        arrows=(Arrow((16, 4), until=(-16, 4), bend=-0.25, is_both=True),),
        work=("leg0",),
    ),
}
