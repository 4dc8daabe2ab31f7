"""Poses of the core exercises in standing, and of rows, pull-downs and push-ups."""

from __future__ import annotations

from views.figure import Arrow, Figure, Thing
from views.poses_balance import HIPS_BEHIND
from views.skeleton import Bent, Pose, Reach
from views.things import between, chair, held, table, wall

SOFT = (Bent(-86, -94, 0), Bent(-86, -94, 0))
HAND_AT_HEAD = Bent(150, 20)  # seen from behind, the left one
EAR = Bent(-4, 128)  # the hand at the ear, in profile
ROW_ANCHOR = (46.0, 60.0)


def _pull(
    said: str, anchor: tuple[float, float], arms: tuple[Bent, Bent], *, lean: float = 90
) -> Figure:
    """Standing, both hands pull a band from an anchor on a post: before and after."""
    poses = tuple(Pose(spine=(lean, lean), legs=SOFT, arms=(arm, arm)) for arm in arms)
    return Figure(
        said=said,
        poses=poses,
        things=(
            Thing("post", ((anchor[0], 0),), anchor[1] + 4),
            between("band", "hand0", anchor),
        ),
        arrows=(Arrow("hand0", (6, -7)),),
    )


STANDING: dict[str, Figure] = {
    "standing_bicycle": Figure(
        said="Standing tall with the hands at the ears, you bring one elbow and the opposite knee "
        "together in front, then change.",
        poses=(
            Pose(arms=(EAR, EAR)),
            Pose(
                spine=(86, 64),
                head=58,
                legs=(Bent(-90, -90), Bent(34, -84)),
                arms=(Bent(-36, 98), Bent(-36, 98)),
            ),
        ),
        arrows=(Arrow((14, 22), until=(17, 44), bend=0.2),),
    ),
    "standing_side_crunch": Figure(
        said="Seen from behind: with one hand at the head you lift the knee of that side outward "
        "and bring elbow and knee together at the side.",
        poses=(
            Pose(
                root="heel1",
                view="back",
                legs=(Bent(-95, -90), Bent(-93, -93)),
                arms=(HAND_AT_HEAD, HIPS_BEHIND[1]),
            ),
            Pose(
                root="heel1",
                view="back",
                spine=(94, 110),
                legs=(Bent(168, -78, -100, short=(0.85, 0.9, 0.7)), Bent(-93, -93)),
                arms=(Bent(208, 62), Bent(-50, -125)),
            ),
        ),
        arrows=(Arrow("knee0", (-4, 0), -0.25), Arrow("elbow0", (-4, -3), 0.15)),
        work=("leg0", "arm0"),
    ),
    "wall_plank": Figure(
        said="Forearms on the wall, feet back, the body leans in one straight line.",
        poses=(
            Pose(
                at=(-32, 0),
                spine=(67, 67),
                head=70,
                legs=(Bent(-113, -113, 0), Bent(-113, -113, 0)),
                arms=(Bent(-28, 86), Bent(-28, 86)),
            ),
        ),
        things=(wall(11.5),),
    ),
    "standing_woodchop": Figure(
        said="With both hands at a weight or band you turn from high on one side down to the "
        "other hip and come back under control.",
        poses=(
            Pose(
                root="pelvis",
                at=(0, 42),
                view="front",
                spine=(90, 84),
                legs=(Reach(-11, 0, is_turned=True), Reach(11, 0)),
                arms=(Reach(20, 74), Reach(21, 74)),
            ),
            Pose(
                root="pelvis",
                at=(0, 39),
                view="front",
                spine=(92, 98),
                head=100,
                legs=(
                    Reach(-11, 0, is_turned=True, short=(0.97, 0.97, 1)),
                    Reach(11, 0, short=(0.97, 0.97, 1)),
                ),
                arms=(Reach(-14, 42), Reach(-13, 42, is_turned=True)),
            ),
        ),
        things=(held("dumbbell", "hand0"),),
        arrows=(Arrow((24, 66), until=(-16, 34), bend=0.3),),
    ),
    "pallof_press": Figure(
        said="A band pulls at the hands from the side: you press both hands straight away from "
        "the chest, hold, and do not let the trunk turn.",
        poses=tuple(Pose(legs=SOFT, arms=(arm, arm)) for arm in (Bent(-112, 30), Bent(-10, 0))),
        things=(
            between("board", (22, 10), (22, 74)),
            between("board", (16, 10), (28, 10)),
            between("band", "hand0", (22, 72)),
        ),
        arrows=(Arrow((9, 54), until=(26, 54)),),
    ),
    "suitcase_carry": Figure(
        said="You walk tall with one weight in one hand, without leaning to either side.",
        poses=(
            Pose(
                root="heel0",
                at=(9, 0),
                legs=(Bent(-72, -79, 0), Bent(-100, -132, -22)),
                arms=(Bent(-90, -90), Bent(-76, -62)),
            ),
            Pose(
                root="heel1",
                at=(9, 0),
                legs=(Bent(-100, -132, -22), Bent(-72, -79, 0)),
                arms=(Bent(-90, -90), Bent(-106, -92)),
            ),
        ),
        things=(held("kettlebell", "hand0"),),
        arrows=(Arrow((13, 12), until=(26, 12)),),
        work=("arm0",),
    ),
}

PULL: dict[str, Figure] = {
    "towel_row_isometric": Figure(
        said="A towel around a post or door handle: you lean back, elbows at the ribs, "
        "and hold the pull.",
        poses=(
            Pose(
                at=(6, 0),
                spine=(106, 104),
                head=98,
                legs=(Bent(-70, -82, 0), Bent(-70, -82, 0)),
                arms=(Bent(-112, 6), Bent(-112, 6)),
            ),
        ),
        things=(Thing("post", ((34, 0),), 80), between("towel", "hand0", (34, 56))),
        arrows=(Arrow((8, 62), until=(-4, 62)),),
    ),
    "one_arm_row": Figure(
        said="One hand on a chair and the back long, you pull a weight up until the elbow passes "
        "the hip, and lower it.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(-10, 39),
                spine=(20, 18),
                head=28,
                legs=(Reach(-20, 0), Reach(2, 0)),
                arms=(arm, Reach(27, 21.5, 0)),
            )
            for arm in (Bent(-90, -90), Bent(172, -88))
        ),
        things=(chair(21, 1), held("dumbbell", "hand0")),
        arrows=(Arrow((4, 15), until=(1, 31), bend=0.1),),
        work=("arm0",),
    ),
    "band_row": _pull(
        "Standing tall, you pull the band until the elbows are behind the ribs, shoulder blades "
        "back and down.",
        ROW_ANCHOR,
        (Bent(-16, -8), Bent(-128, -4)),
    ),
    "band_pulldown": _pull(
        "A band hangs from above head height: you pull the elbows down to the pockets.",
        (38.0, 98.0),
        (Bent(42, 42), Bent(-118, 24)),
        lean=88,
    ),
    "lat_pulldown": Figure(
        said="Seated at the machine, you pull the bar to the upper chest and let it up slowly.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(0, 23.5),
                spine=(92, lean),
                head=90,
                legs=(Reach(20, 0), Reach(20, 0)),
                arms=(arm, arm),
            )
            for lean, arm in ((92, Bent(76, 80)), (98, Bent(-84, 66)))
        ),
        things=(
            table(9, 21, -18),
            Thing("post", ((-20, 0),), 98),
            between("board", (-20, 96), (9, 96)),
            Thing("pulley", ((9, 96), "hand0")),
            held("dot", "hand0", 1.6),
        ),
        arrows=(Arrow("hand0", (7, 0)),),
    ),
    "incline_push_up": Figure(
        said="Hands on a table or wall, body in one straight line, you bend the elbows and push "
        "away again.",
        poses=(
            Pose(
                root="pelvis",
                at=(-16, 35.6),
                spine=(37, 37),
                legs=(Reach(-50, 9.3, -62), Reach(-50, 9.3, -62)),
                arms=(Reach(11.5, 20.6, 0), Reach(11.5, 20.6, 0)),
            ),
            Pose(
                root="pelvis",
                at=(-11.4, 28.4),
                spine=(26, 26),
                legs=(Reach(-50, 9.3, -68), Reach(-50, 9.3, -68)),
                arms=(Reach(11.5, 20.6, 0), Reach(11.5, 20.6, 0)),
            ),
        ),
        things=(table(6, 18.6, 20),),
        arrows=(Arrow((-18, 56), until=(-10, 45), is_both=True),),
    ),
}
