"""Poses of the jumps and running drills."""

from __future__ import annotations

from views.figure import Arrow, Figure
from views.skeleton import Bent, Pose, Reach, Tiptoe

JUMPS: dict[str, Figure] = {
    "a_march": Figure(
        said="Standing tall on one leg with the other knee lifted to hip height, arms as in "
        "running; the foot lands under the hip and the other knee rises.",
        poses=(
            Pose(arms=(Bent(-100, -20), Bent(-92, -10))),
            Pose(
                root="toe1",
                at=(6, 0),
                legs=(Bent(-6, -92, 0), Bent(-90, -90, -30)),
                arms=(Bent(-135, -45), Bent(-45, 45)),
            ),
        ),
        arrows=(Arrow("knee0", (5, 2), 0.2),),
    ),
    "quick_step_drill": Figure(
        said="Steps on the spot, quick and light: one foot just off the floor, then the other.",
        poses=tuple(
            Pose(
                root="pelvis",
                at=(0, 43),
                spine=(87, 87),
                legs=legs,
                arms=arms,
            )
            for legs, arms in (
                ((Bent(-54, -120, -35), Reach(0, 0)), (Bent(-120, -30), Bent(-60, 25))),
                ((Reach(0, 0), Bent(-54, -120, -35)), (Bent(-60, 25), Bent(-120, -30))),
            )
        ),
        arrows=(Arrow((15, 6), until=(15, 17), is_both=True),),
    ),
    "pogo_two_leg": Figure(
        said="Small quick jumps on both feet with almost straight knees: on the floor, then a "
        "hand's width above it.",
        poses=(
            Pose(
                root="pelvis",
                at=(-1, 46.2),
                legs=(Tiptoe(7, 0, -24), Tiptoe(7, 0, -24)),
                arms=(Bent(-105, -40), Bent(-105, -40)),
            ),
            Pose(
                root="toe0",
                at=(5, 6),
                legs=(Bent(-90, -92, -68), Bent(-90, -92, -68)),
                arms=(Bent(-95, -25), Bent(-95, -25)),
            ),
        ),
        arrows=(Arrow((16, 4), until=(16, 18), is_both=True),),
    ),
    "pogo_single_leg": Figure(
        said="Small quick hops on one leg with an almost straight knee, landing under the hip.",
        poses=(
            Pose(
                root="pelvis",
                at=(-1, 46),
                legs=(Tiptoe(7, 0, -24), Bent(-70, -165, -100)),
                arms=(Bent(-105, -40), Bent(-105, -40)),
            ),
            Pose(
                root="toe0",
                at=(5, 6),
                legs=(Bent(-90, -92, -68), Bent(-64, -158, -95)),
                arms=(Bent(-95, -25), Bent(-95, -25)),
            ),
        ),
        arrows=(Arrow((16, 4), until=(16, 18), is_both=True),),
        work=("leg0",),
    ),
    "single_leg_hop_hold": Figure(
        said="From a bent leg you hop a short way forward and hold the landing on the same leg "
        "with a soft knee.",
        poses=(
            Pose(
                root="pelvis",
                at=(-30, 38),
                spine=(76, 74),
                head=82,
                legs=(Reach(-26, 0), Bent(-80, -174, -100)),
                arms=(Bent(-125, -95), Bent(-125, -95)),
            ),
            Pose(
                root="pelvis",
                at=(-5, 36),
                spine=(72, 68),
                head=78,
                legs=(Reach(0, 0), Bent(-78, -170, -100)),
                arms=(Bent(-50, 10), Bent(-50, 10)),
            ),
        ),
        arrows=(Arrow((-14, 3), until=(6, 3), bend=0.6),),
        work=("leg0",),
    ),
    "bounding": Figure(
        said="Long springy steps: one leg pushes off behind, the other knee drives forward, "
        "and you land on the other foot.",
        poses=(
            Pose(
                root="toe0",
                at=(-14, 0),
                spine=(84, 82),
                legs=(Bent(-112, -118, -58), Bent(-8, -88, 2)),
                arms=(Bent(-40, 50), Bent(-140, -60)),
            ),
            Pose(
                root="toe0",
                at=(-34, 14),
                spine=(86, 84),
                legs=(Bent(-112, -158, -105), Bent(-10, -62, 20)),
                arms=(Bent(-40, 50), Bent(-140, -60)),
            ),
        ),
        arrows=(Arrow((8, 4), until=(30, 4), bend=0.35),),
        work=("leg0",),
    ),
}
