"""Poses of the core exercises on the floor: on the back, on hands and knees, planks."""

from __future__ import annotations

from views.figure import Arrow, Figure
from views.skeleton import Arm, Bent, Leg, Pose, Reach, Tiptoe
from views.things import mat

LYING_HEAD = 155.0  # a little pillow of air: the head rests, the chin is not thrown back
KNEES_UP = (Reach(21, 0), Reach(21, 0))
ELBOW_TO_KNEE, ELBOW_AWAY = (
    Reach(-28, 25.5),
    Reach(-35.5, 15.5, is_turned=True, short=(0.95, 0.95, 1)),
)
TABLE_TOP = Bent(92, 2)
BACK_MAT = mat(-50, 46)


def _on_back(
    legs: tuple[Leg, Leg], arms: tuple[Arm, Arm], spine: tuple[float, float] = (180, 180)
) -> Pose:
    return Pose(
        root="pelvis",
        at=(0, 2.5),
        spine=spine,
        head=LYING_HEAD if spine[1] == 180 else spine[1] - 12,
        legs=legs,
        arms=arms,
    )


def _plank(
    legs: tuple[Leg, Leg] | None = None, arms: tuple[Arm, Arm] | None = None, head: float = 12
) -> Pose:
    """Head to the right: elbows under the shoulders, one straight line down to the toes."""
    straight = Tiptoe(-66, 0, -80)
    return Pose(
        root="pelvis",
        at=(-25, 13.4),
        spine=(6, 6),
        head=head,
        legs=legs or (straight, straight),
        arms=arms or (FOREARM, FOREARM),
    )


FOREARM = Bent(-93, -1)
FLOOR: dict[str, Figure] = {
    "crunch": Figure(
        said="On the back with knees bent and arms long, you lift only the shoulder blades, the "
        "hands slide forward, and you lower them.",
        poses=(
            _on_back(KNEES_UP, (Bent(-3, -1), Bent(-3, -1))),
            _on_back(KNEES_UP, (Bent(2, 6), Bent(2, 6)), (176, 146)),
        ),
        arrows=(Arrow("head", (-2, 10), -0.25),),
        things=(BACK_MAT,),
        is_lying=True,
    ),
    "sit_up": Figure(
        said="From lying on the back with knees bent you roll up until you sit, and roll down "
        "again slowly.",
        poses=(
            _on_back(KNEES_UP, (Bent(4, 6), Bent(4, 6))),
            _on_back(KNEES_UP, (Bent(-20, 5), Bent(-20, 5)), (100, 78)),
        ),
        arrows=(Arrow((-30, 15), until=(-8, 36), bend=-0.3, is_both=True),),
        things=(BACK_MAT,),
        is_lying=True,
    ),
    "bicycle": Figure(
        said="On the back, shoulder blades lifted: one elbow turns toward the opposite bent knee "
        "while the other leg stretches; then the other side.",
        poses=(
            _on_back(
                (Bent(108, 8), Bent(14, 10)),
                (ELBOW_AWAY, ELBOW_TO_KNEE),
                (172, 146),
            ),
            _on_back(
                (Bent(14, 10), Bent(108, 8)),
                (ELBOW_TO_KNEE, ELBOW_AWAY),
                (172, 146),
            ),
        ),
        arrows=(Arrow((22, 38), until=(46, 27), bend=0.2, is_both=True),),
        things=(BACK_MAT,),
        is_lying=True,
    ),
    "seated_twist": Figure(
        said="Seen from the front: seated with bent knees and a long back, you turn ribs and "
        "hands to one side, then to the other.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(0, 2.5),
                view="front",
                legs=(
                    Bent(122, -88, short=(0.9, 0.9, 0.45)),
                    Bent(58, -92, short=(0.9, 0.9, 0.45)),
                ),
                arms=hands,
            )
            for hands in (
                (Reach(-20, 13, is_turned=True), Reach(-18, 16, is_turned=True)),
                (Reach(18, 16), Reach(20, 13)),
            )
        ),
        arrows=(Arrow((-17, 50), until=(17, 50), bend=0.2, is_both=True),),
        things=(mat(-34, 34),),
    ),
    "dead_bug": Figure(
        said="On the back, arms up and knees above the hips: you lower one arm behind the head "
        "and stretch the opposite leg, back flat, then change.",
        poses=(
            _on_back((TABLE_TOP, TABLE_TOP), (Bent(90, 90), Bent(90, 90))),
            _on_back((Bent(14, 12), TABLE_TOP), (Bent(90, 90), Bent(162, 164))),
        ),
        arrows=(Arrow("toe0", (2, 0), -0.25), Arrow("hand1", (-3, 2), 0.3)),
        things=(mat(-56, 50),),
        is_lying=True,
    ),
    "bird_dog": Figure(
        said="On hands and knees you reach one arm forward and the opposite leg back, level with "
        "the trunk, then change.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(-22, 25),
                spine=(14, 12),
                head=-16,
                legs=(Bent(-90, 180, 180), back),
                arms=(front, Bent(-90, -90, 0)),
            )
            for back, front in (
                (Bent(-90, 180, 180), Bent(-90, -90, 0)),
                (Bent(184, 182, -105), Bent(22, 24)),
            )
        ),
        arrows=(
            Arrow((-45, 6), until=(-60, 20), bend=0.2),
            Arrow((8, 12), until=(32, 27), bend=-0.2),
        ),
        things=(mat(-52, 22),),
        is_lying=True,
    ),
    "forearm_plank": Figure(
        said="On forearms and toes, elbows under the shoulders, the body in one straight line.",
        poses=(_plank(),),
        things=(mat(-80, 24),),
    ),
    "plank_leg_lift": Figure(
        said="In the forearm plank you lift one foot a few centimetres with level hips, and swap.",
        poses=(_plank(), _plank((Tiptoe(-66, 0, -80), Bent(177, 177, -85)))),
        arrows=(Arrow((-70, 14), until=(-70, 23), is_both=True),),
        things=(mat(-80, 24),),
        is_lying=True,
    ),
    "plank_arm_lift": Figure(
        said="In the forearm plank with feet wide you reach one arm forward without rocking.",
        poses=(_plank(), _plank(arms=(FOREARM, Bent(22, 24)), head=-12)),
        arrows=(Arrow((17, 5), until=(27, 17), bend=-0.2, is_both=True),),
        things=(mat(-80, 24),),
        is_lying=True,
    ),
    "plank_crunch": Figure(
        said="On hands and toes with straight arms you draw one knee toward the elbow, shoulders "
        "over the hands, and swap slowly.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(-23.1, 23.5),
                spine=(17.9, 17.9),
                head=16,
                legs=(leg, Reach(-64, 10.3, -80)),
                arms=(Bent(-90, -90, 0), Bent(-90, -90, 0)),
            )
            for leg in (Reach(-64, 10.3, -80), Bent(-28, -172, -110))
        ),
        arrows=(Arrow((-46, 8), until=(-14, 14), bend=-0.15),),
        things=(mat(-80, 16),),
        is_lying=True,
    ),
}

SHORT_FEET = (1, 1, 0.4)


def _side_plank(said: str, tops: tuple[float, ...]) -> Figure:
    """The lower forearm carries, seen from the front; `tops` are directions of the top leg."""
    return Figure(
        said=said,
        poses=tuple(
            Pose(
                root="elbow0",
                spine=(165, 165),
                legs=(
                    Bent(-16.5, -16.5, -16, short=SHORT_FEET),
                    Bent(top, top, top, short=SHORT_FEET),
                ),
                arms=(
                    Bent(-90, 180, short=(1, 0.5, 1)),
                    Bent(88, 90) if len(tops) == 1 else Bent(-8, -40),
                ),
                view="front",
            )
            for top in tops
        ),
        things=(mat(-22, 78),),
        work=("arm0", "leg0"),
        is_lying=len(tops) > 1,
        arrows=(Arrow((72, 9), until=(72, 24), is_both=True),) if len(tops) > 1 else (),
    )


SIDE: dict[str, Figure] = {
    "side_plank": _side_plank(
        "On one forearm and the side of the foot, elbow under the shoulder, the body is straight "
        "from head to feet.",
        (-21,),
    ),
    "side_plank_leg_lift": _side_plank(
        "In the side plank you lift the top leg a hand's width and lower it.", (-21, 6)
    ),
    "side_plank_knees": Figure(
        said="On one forearm and the lower knee, shins bent back, the hips are lifted so that "
        "shoulder, hip and knee make one line.",
        poses=(
            Pose(
                root="elbow0",
                spine=(156, 156),
                legs=(
                    Bent(-24, 18, 18, short=(1, 0.55, 0.4)),
                    Bent(-29, 18, 18, short=(1, 0.55, 0.4)),
                ),
                arms=(Bent(-90, 180, short=(1, 0.5, 1)), Bent(-8, -40)),
                view="front",
            ),
        ),
        things=(mat(-22, 62),),
        work=("arm0", "leg0"),
    ),
}
