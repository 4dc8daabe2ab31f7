"""The drawings: anatomy, ground contact, and SVG that is safe to show."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from core.findings import Side
from strength import plan_strength_week
from strength.library import library
from tests.strength.sweep import random_situation
from views.drawing import alt, drawing
from views.figure import Figure
from views.poses import FIGURES
from views.skeleton import (
    CHEST,
    FOREARM,
    HEAD_RADIUS,
    LUMBAR,
    SHIN,
    THIGH,
    UPPER_ARM,
    Bent,
    Pose,
    Reach,
    direction,
    joints,
)
from views.theme import DARK, LIGHT
from views.things import lines

SVG = "{http://www.w3.org/2000/svg}"
SITUATIONS, MOST_USED = 150, 40
LARGEST_BYTES = 4096
THICKNESS = 0.6  # how far a joint may lie in the floor line: less than half a stroke
IN_THE_AIR = {"pogo_two_leg-1", "pogo_single_leg-1", "bounding-1"}
BONES = {
    ("hip", "knee"): THIGH,
    ("knee", "heel"): SHIN,
    ("shoulder", "elbow"): UPPER_ARM,
    ("elbow", "wrist"): FOREARM,
}


def is_foreshortened(pose: Pose) -> bool:
    """Turned out of the page: angles on the page are then not those of the joints."""
    return any(getattr(limb, "short", (1, 1, 1)) != (1, 1, 1) for limb in pose.legs + pose.arms)


DRAWN = sorted(FIGURES)
POSES = [
    pytest.param(figure, n, id=f"{key}-{n}")
    for key, figure in sorted(FIGURES.items())
    for n in range(len(figure.poses))
]
ON_A_FLOOR = [each for each in POSES if not each.values[0].is_from_above]
GROUNDED = [each for each in ON_A_FLOOR if each.id not in IN_THE_AIR]
PROFILES = [
    pytest.param(pose, id=f"{key}-{n}")
    for key, figure in sorted(FIGURES.items())
    for n, pose in enumerate(figure.poses)
    if pose.view == "side" and not is_foreshortened(pose)
]


def turn(first: float, second: float) -> float:
    """From one direction to another, between -180 and 180 degrees."""
    return (second - first + 180) % 360 - 180


def limbs(pose: Pose) -> list[Bent]:
    """The limbs as directions, wherever they were given as targets."""
    at = joints(pose)
    return [
        Bent(
            direction(at[f"{a}{n}"], at[f"{b}{n}"]),
            direction(at[f"{b}{n}"], at[f"{c}{n}"]),
            direction(at[f"{c}{n}"], at[f"{d}{n}"]),
        )
        for n in (0, 1)
        for a, b, c, d in (("hip", "knee", "heel", "toe"), ("shoulder", "elbow", "wrist", "hand"))
    ]


def use() -> Counter[str]:
    """How often the engine chooses each exercise, over a fixed set of runners."""
    plans = (plan_strength_week(random_situation(seed)) for seed in range(SITUATIONS))
    return Counter(
        each.exercise.id
        for plan in plans
        for session in plan.sessions
        for each in session.prescriptions
    )


def test_every_drawing_belongs_to_an_exercise_of_the_library() -> None:
    assert set(DRAWN) <= set(library().exercises)


def test_the_exercises_that_the_engine_chooses_most_are_drawn() -> None:
    most = [key for key, _ in use().most_common(MOST_USED)]
    assert set(most) <= set(DRAWN)


def test_every_family_has_drawings() -> None:
    families = {exercise.family for exercise in library().exercises.values()}
    assert {library().exercises[key].family for key in DRAWN} == families


def test_only_one_sided_exercises_have_a_working_side() -> None:
    sided = {key for key, figure in FIGURES.items() if figure.work}
    assert sided <= {key for key, each in library().exercises.items() if each.per_side}


@pytest.mark.parametrize(("figure", "n"), POSES)
def test_bones_keep_their_length_and_only_look_shorter_toward_the_viewer(
    figure: Figure, n: int
) -> None:
    pose = figure.poses[n]
    at = joints(pose)
    for side in (0, 1):
        for (start, end), length in BONES.items():
            limb = (pose.legs if start in ("hip", "knee") else pose.arms)[side]
            short = getattr(limb, "short", (1, 1, 1))[start in ("knee", "elbow")]
            assert short <= 1
            assert abs(at[f"{start}{side}"] - at[f"{end}{side}"]) == pytest.approx(length * short)
    assert abs(at["pelvis"] - at["waist"]) == pytest.approx(LUMBAR)
    assert abs(at["waist"] - at["neck"]) == pytest.approx(CHEST)


@pytest.mark.parametrize("pose", PROFILES)
def test_no_joint_bends_beyond_what_people_can(pose: Pose) -> None:
    leg0, arm0, leg1, arm1 = limbs(pose)
    for leg in (leg0, leg1):
        assert -1 <= turn(leg.lower, leg.upper) <= 155, "knee"
        assert -2 <= turn(leg.lower, leg.end) <= 130, "ankle"
        assert -35 <= turn(pose.spine[0] + 180, leg.upper) <= 135, "hip"
    for arm in (arm0, arm1):
        assert -1 <= turn(arm.upper, arm.lower) <= 155, "elbow"
    assert abs(turn(*pose.spine)) <= 45, "back"
    head = pose.spine[1] if pose.head is None else pose.head
    assert -55 <= turn(pose.spine[1], head) <= 30, "neck"


@pytest.mark.parametrize(("figure", "n"), ON_A_FLOOR)
def test_nothing_of_the_body_lies_below_the_floor(figure: Figure, n: int) -> None:
    at = joints(figure.poses[n])
    low = {name: spot.imag for name, spot in at.items() if spot.imag < -THICKNESS}
    assert not low
    assert at["head"].imag >= HEAD_RADIUS - THICKNESS


@pytest.mark.parametrize(("figure", "n"), GROUNDED)
def test_the_body_rests_on_the_floor_or_on_a_thing(figure: Figure, n: int) -> None:
    at = joints(figure.poses[n])
    tops = [
        point.imag
        for thing in figure.things_of(n)
        if thing.kind in ("step", "chair", "table", "cushion", "board")
        for line in lines(thing, at)
        for point in line.points
    ]
    lowest = min(spot.imag for spot in at.values())
    assert min(abs(lowest - top) for top in (0.0, *tops)) <= 5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("key", DRAWN)
def test_a_drawing_is_small_valid_and_asks_for_nothing_from_outside(key: str, palette) -> None:
    svg = drawing(key, palette)
    assert svg is not None
    root = ElementTree.fromstring(svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "path", "text"}
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text
    assert svg.count("http") == 1, "only the name of the SVG language itself"
    assert not re.search(r"href|url\(|style=|\son\w+=|nan|inf\b", svg)
    assert len(svg.encode()) <= LARGEST_BYTES


@pytest.mark.parametrize("key", DRAWN)
def test_all_points_lie_on_the_page(key: str) -> None:
    svg = drawing(key, LIGHT)
    for data in re.findall(r' d="([^"]+)"', svg):
        for part in re.findall(r"[MLQ]([^MLQa]+)", data):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", part)]
            assert all(-1 <= x <= 161 for x in numbers[::2])
            assert all(-1 <= y <= 113 for y in numbers[1::2])


def test_the_side_is_a_word_and_a_colour_and_turns_the_figure() -> None:
    left = drawing("single_leg_squat", LIGHT, side=Side.LEFT)
    right = drawing("single_leg_squat", LIGHT, side=Side.RIGHT)
    assert ">left</text>" in left
    assert LIGHT.left in left
    assert ">right</text>" in right
    assert LIGHT.right in right
    assert LIGHT.left not in right


def test_without_a_side_the_working_limb_is_ink() -> None:
    plain = drawing("single_leg_squat", LIGHT, side=Side.NONE)
    assert LIGHT.left not in plain
    assert "<text" not in plain


def test_an_exercise_of_both_sides_has_no_side_colour() -> None:
    svg = drawing("goblet_squat", LIGHT, side=Side.RIGHT)
    assert svg == drawing("goblet_squat", LIGHT)
    assert LIGHT.right not in svg


def test_what_is_not_drawn_has_no_picture_but_a_sentence() -> None:
    assert drawing("no_such_exercise", LIGHT) is None
    undrawn = next(each for key, each in library().exercises.items() if key not in FIGURES)
    assert alt(undrawn).startswith(f"{undrawn.name}: {undrawn.cues[0]}")


@pytest.mark.parametrize("key", DRAWN)
def test_the_sentence_names_the_exercise_and_ends_well(key: str) -> None:
    said = alt(library().exercises[key])
    assert said.startswith(library().exercises[key].name)
    assert said.endswith(".")
    assert ("Drawn for the left." in said) == bool(FIGURES[key].work)


def test_the_same_exercise_gives_the_same_drawing() -> None:
    first = [drawing(key, DARK) for key in DRAWN]
    drawing.__globals__["_svg"].cache_clear()
    assert [drawing(key, DARK) for key in DRAWN] == first


def test_a_limb_cannot_reach_beyond_its_length() -> None:
    with pytest.raises(ValueError, match="the limb spans"):
        joints(Pose(root="pelvis", at=(0, 60), legs=(Reach(0, 0), Reach(0, 0))))
