"""Poses of the hip exercises: leg lifts, bridges, side steps."""

from __future__ import annotations

from views.figure import Arrow, Figure
from views.poses_balance import HIPS_BEHIND
from views.skeleton import Bent, Pose, Reach
from views.things import between, mat, step, wall

HIP: dict[str, Figure] = {
    "standing_hip_abduction": Figure(
        said="Seen from behind: standing tall on one leg with a hand on the wall, you lift the "
        "other leg to the side and lower it.",
        poses=(
            Pose(
                view="back",
                legs=(Bent(-86, -86), Bent(-88, -88)),
                arms=(Bent(-140, 172), HIPS_BEHIND[1]),
            ),
            Pose(
                view="back",
                legs=(Bent(-86, -86), Bent(-58, -58, -25, short=(1, 1, 0.5))),
                arms=(Bent(-140, 172), HIPS_BEHIND[1]),
            ),
        ),
        arrows=(Arrow("heel1", (8, 6), 0.2, is_both=True),),
        things=(wall(-40.5),),
        work=("leg0",),
    ),
    "wall_hip_press": Figure(
        said="Seen from behind: you stand on one leg with the wall at the other side and press "
        "the bent knee of the free leg sideways into the wall.",
        poses=(
            Pose(
                view="back",
                legs=(Bent(-86, -86), Bent(-28, -96, -60, short=(0.7, 0.9, 0.6))),
                arms=HIPS_BEHIND,
            ),
        ),
        arrows=(Arrow((9, 23), until=(18, 27)),),
        things=(wall(23.5),),
        work=("leg0",),
    ),
    "side_lying_hip_abduction": Figure(
        said="Lying on the side with the head on the lower arm, you lift the straight top leg "
        "and lower it slowly.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(0, 6.5),
                spine=(178, 171),
                head=172,
                legs=(
                    Bent(-2, 0, -2, short=(1, 1, 0.4)),
                    Bent(top, top, top, short=(1, 1, 0.4)),
                ),
                arms=(Bent(180, 178), Bent(-8, -18)),
                view="front",
            )
            for top in (-7, 27)
        ),
        arrows=(Arrow("heel1", (1, 3), 0.15, is_both=True),),
        things=(mat(-60, 56),),
        work=("leg1",),
        is_lying=True,
    ),
    "band_lateral_walk": Figure(
        said="Seen from behind: knees slightly bent with a band around the legs, you step to the "
        "side with small steps and keep the band tight.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(0, tall),
                view="back",
                legs=(
                    Reach(-wide, 0, is_turned=True, short=(0.95, 0.95, 1)),
                    Reach(wide, 0, short=(0.95, 0.95, 1)),
                ),
                arms=HIPS_BEHIND,
            )
            for wide, tall in ((8, 38), (19, 35.5))
        ),
        arrows=(Arrow((16, 3), until=(27, 3)), Arrow((-16, 3), until=(-27, 3))),
        things=(between("band", "knee0", "knee1"),),
    ),
    "hip_hike": Figure(
        said="Seen from behind: standing on a step with one straight leg, you let the free side "
        "of the pelvis drop and lift it again.",
        poses=tuple(
            Pose(
                at=(0, 12),
                spine=(90 + tilt, 90 - tilt / 4),
                head=90,
                view="back",
                legs=(Bent(-86, -86), Bent(-90 + tilt / 4, -90, -45, short=(1, 1, 0.5))),
                arms=(Bent(-150, 160), HIPS_BEHIND[1]),
            )
            for tilt in (-15, 14)
        ),
        arrows=(Arrow((14, 3), until=(14, 14), is_both=True),),
        things=(step(-12, 5, 12), wall(-42)),
        work=("leg0",),
    ),
    "glute_bridge": Figure(
        said="On the back with knees bent, you lift the hips until knees, hips and shoulders "
        "make one line.",
        poses=(
            Pose(
                root="pelvis",
                at=(0, 2.5),
                spine=(180, 180),
                head=155,
                legs=(Reach(22, 0), Reach(22, 0)),
                arms=(Bent(-3, -1), Bent(-3, -1)),
            ),
            Pose(
                root="neck",
                at=(-27, 2.5),
                spine=(201.5, 201.5),
                head=155,
                legs=(Reach(22, 0), Reach(22, 0)),
                arms=(Bent(-9, -1), Bent(-9, -1)),
            ),
        ),
        arrows=(Arrow("pelvis", (-3, 5), is_both=True),),
        things=(mat(-48, 36),),
        is_lying=True,
    ),
    "single_leg_bridge": Figure(
        said="On the back with one foot on the floor and the other leg long, you lift the hips "
        "and keep the pelvis level.",
        poses=(
            Pose(
                root="pelvis",
                at=(0, 2.5),
                spine=(180, 180),
                head=155,
                legs=(Reach(22, 0), Bent(38, 36)),
                arms=(Bent(-3, -1), Bent(-3, -1)),
            ),
            Pose(
                root="neck",
                at=(-27, 2.5),
                spine=(201.5, 201.5),
                head=155,
                legs=(Reach(22, 0), Bent(23, 22)),
                arms=(Bent(-9, -1), Bent(-9, -1)),
            ),
        ),
        arrows=(Arrow("pelvis", (-3, 5), is_both=True),),
        things=(mat(-48, 44),),
        work=("leg0",),
        is_lying=True,
    ),
    "standing_hip_extension": Figure(
        said="Leaning a little with both hands on the wall, you press one straight leg back "
        "without arching the back.",
        poses=tuple(
            Pose(
                root="heel1",
                spine=(82, 82),
                legs=(Bent(back, back), Bent(-90, -90)),
                arms=(Reach(31, 60, 60), Reach(31, 60, 60)),
            )
            for back in (-92, -122)
        ),
        arrows=(Arrow("heel0", (-3, 4), -0.2, is_both=True),),
        things=(wall(35),),
        work=("leg0",),
    ),
    "lateral_lunge": Figure(
        said="Seen from behind: from standing you step wide to one side and sit over that heel, "
        "the other leg stays straight.",
        poses=(
            Pose(
                view="back", root="heel1", legs=(Bent(-92, -92), Bent(-88, -88)), arms=HIPS_BEHIND
            ),
            Pose(
                root="pelvis",
                at=(-27, 28),
                spine=(88, 86),
                view="back",
                legs=(
                    Reach(-37, 0, is_turned=True, short=(0.78, 0.78, 1)),
                    Reach(6, 0),
                ),
                arms=HIPS_BEHIND,
            ),
        ),
        arrows=(Arrow((-14, 4), until=(-30, 4)), Arrow("pelvis", (-13, -4), -0.15)),
        work=("leg0",),
    ),
}
