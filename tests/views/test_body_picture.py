"""The body picture: every muscle has its place, and picture, list and sentence agree."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from core.findings import Side
from core.plan import WeekPlan
from strength.library import library
from tests.plan_makers import make_exercise, make_plan, make_prescription, make_session
from views.body_picture import (
    Trained,
    body_list,
    body_message,
    body_picture,
    fill,
    fills,
    regions_of,
)
from views.body_regions import REGIONS, WHOLE_BODY
from views.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
MUSCLES = sorted({name for each in library().exercises.values() for name in each.muscles})


def week(*trained: tuple[str, int], extra: Side = Side.NONE) -> WeekPlan:
    """A week of one session with sets for some muscles."""
    told = [
        make_prescription(exercise=make_exercise(muscles=(muscle,)), sets=n, extra_set_side=extra)
        for muscle, n in trained
    ]
    return make_plan(make_session(prescriptions=told))


def halves(svg: str) -> list[ElementTree.Element]:
    """The four halves: left and right from behind, left and right from the front."""
    bodies = ElementTree.fromstring(svg).findall(f"{SVG}g")
    return [half for body in bodies for half in body.findall(f"{SVG}g")[1]]


@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_of_the_library_has_a_region(muscle: str) -> None:
    assert regions_of(make_exercise(muscles=(muscle,)))


def test_no_region_waits_for_a_muscle_that_the_library_does_not_have() -> None:
    assert {muscle for region in REGIONS for muscle in region.muscles} <= set(MUSCLES)


def test_whole_body_is_every_region() -> None:
    assert regions_of(make_exercise(muscles=(WHOLE_BODY,))) == REGIONS


def test_every_region_is_seen_from_some_side() -> None:
    assert all(region.front or region.back for region in REGIONS)


def test_the_list_begins_with_the_most_sets() -> None:
    rows = body_list(week(("obliques", 2), ("soleus", 4), ("glutes", 3)))
    assert rows == (
        Trained(region="Calves", left=4, right=4),
        Trained(region="Buttocks", left=3, right=3),
        Trained(region="Side trunk", left=2, right=2),
    )


def test_an_exercise_counts_once_for_a_region_with_two_of_its_muscles() -> None:
    both = make_exercise(muscles=("gastrocnemius", "soleus"))
    plan = make_plan(make_session(prescriptions=[make_prescription(exercise=both, sets=3)]))
    assert body_list(plan) == (Trained(region="Calves", left=3, right=3),)


def test_an_extra_set_counts_on_its_side_only() -> None:
    (row,) = body_list(week(("soleus", 3), extra=Side.LEFT))
    assert (row.left, row.right, row.sets) == (4, 3, 4)
    assert row.label == "4 left, 3 right"


def test_the_sentence_names_the_three_most_trained() -> None:
    plan = week(("soleus", 9), ("hip abductors", 6), ("glutes", 1), ("triceps", 1))
    assert body_message(plan) == (
        "This week trains most: calves (9 sets), outer hip (6 sets) and upper arms (1 set)."
    )


def test_an_empty_week_is_said_and_drawn_without_work() -> None:
    assert body_message(make_plan()) == "This week trains no part of the body."
    assert body_list(make_plan()) == ()
    colours = {
        path.get("fill") for half in halves(body_picture(make_plan(), LIGHT)) for path in half
    }
    assert colours == {LIGHT.strength_ramp[0]}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_more_sets_get_a_later_step_of_the_ramp(palette) -> None:
    drawn = [fill(sets, palette) for sets in (0, 1, 3, 6, 9)]
    assert drawn == list(fills(palette))
    assert len(set(drawn)) == 5
    assert (fill(2, palette), fill(5, palette), fill(30, palette)) == (drawn[1], drawn[2], drawn[4])


def test_the_extra_set_is_seen_on_the_left_of_the_body_from_behind() -> None:
    svg = body_picture(week(("soleus", 5), extra=Side.LEFT), LIGHT)
    left, right, *_ = halves(svg)
    assert left.get("transform") == "scale(-1 1)"
    assert right.get("transform") is None
    assert fill(6, LIGHT) in {path.get("fill") for path in left}
    assert fill(5, LIGHT) in {path.get("fill") for path in right}


def test_from_the_front_left_lies_on_the_right_of_the_page() -> None:
    *_, left, right = halves(body_picture(week(("quadriceps", 5), extra=Side.LEFT), LIGHT))
    assert left.get("transform") is None
    assert right.get("transform") == "scale(-1 1)"
    assert fill(6, LIGHT) in {path.get("fill") for path in left}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_picture_is_valid_named_and_asks_for_nothing_from_outside(palette) -> None:
    svg = body_picture(week(("glutes", 4)), palette)
    root = ElementTree.fromstring(svg)
    assert root.find(f"{SVG}title").text == "What the week trains"
    assert root.find(f"{SVG}desc").text == body_message(week(("glutes", 4)))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "desc", "g", "path", "ellipse", "rect", "text"),
    }
    assert svg.count("http") == 1, "only the name of the SVG language itself"
    assert "href" not in svg


def test_the_sides_are_words_in_their_colours() -> None:
    texts = ElementTree.fromstring(body_picture(make_plan(), DARK)).findall(f"{SVG}text")
    sides = [(each.text, each.get("fill")) for each in texts if each.text in ("left", "right")]
    left, right = ("left", DARK.left), ("right", DARK.right)
    assert sides == [left, right, right, left]


def test_the_same_week_gives_the_same_picture() -> None:
    assert body_picture(week(("lats", 3)), LIGHT) == body_picture(week(("lats", 3)), LIGHT)
