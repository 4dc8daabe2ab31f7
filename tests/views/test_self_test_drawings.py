"""The drawings of the self-tests and the body: every test, every place, left on its own side."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from core.athlete import PAIN_TAGS
from core.guides import GUIDES
from core.self_tests import Timer
from views.body_map import BACK_X, FRONT_X, HEIGHT, PLACES, WIDTH, Spot, body_alt, body_map
from views.profile_fields import PAIN_WORDS
from views.self_test_clock import BEAT_S, LEAD_S, clock_picture, counted
from views.self_test_drawings import DRAWINGS, drawing
from views.theme import DARK, LIGHT, Palette

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def marks(svg: str) -> list[tuple[float, float, float]]:
    """Middle and radius of the marks, which have their score beside them."""
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" fill="#', svg)
    return [(float(x), float(y), float(r)) for x, y, r in found]


def drawn(*spots: Spot, chosen: tuple[str, str] | None = None) -> str:
    return body_map(spots, LIGHT, chosen=chosen)


def test_every_test_has_a_drawing_and_words_for_it() -> None:
    assert set(DRAWINGS) == set(GUIDES)
    assert all(each.alt.endswith(".") for each in DRAWINGS.values())


@THEMES
@pytest.mark.parametrize("test", GUIDES)
def test_a_drawing_is_whole_and_coloured_for_its_theme(test: str, palette: Palette) -> None:
    svg = drawing(test, palette)
    ET.fromstring(svg)
    assert palette.strength in svg


@pytest.mark.parametrize("test", GUIDES)
def test_nothing_is_drawn_beyond_the_frame(test: str) -> None:
    x, y = zip(*(point for each in DRAWINGS[test].strokes for point in each.points), strict=True)
    assert 0 < min(x) < max(x) < 380
    assert 0 < min(y) < max(y) < 200


@THEMES
def test_the_body_is_whole_and_coloured_for_its_theme(palette: Palette) -> None:
    svg = body_map([Spot(place="knee", side="left", score=4)], palette, chosen=("calf", "right"))
    ET.fromstring(svg)
    assert palette.watch in svg
    assert palette.left in svg


def test_every_place_that_can_hurt_is_on_the_map() -> None:
    assert set(PLACES) == set(PAIN_TAGS) == set(PAIN_WORDS)


@pytest.mark.parametrize("place", PAIN_TAGS)
@pytest.mark.parametrize("side", ["left", "right", "none"])
def test_a_mark_lies_inside_the_picture(place: str, side: str) -> None:
    for x, y, radius in marks(drawn(Spot(place=place, side=side, score=10))):
        assert radius <= x <= WIDTH - radius
        assert radius <= y <= HEIGHT - radius


def test_left_is_left_from_behind_and_right_from_the_front() -> None:
    ((calf, _, _),) = marks(drawn(Spot(place="calf", side="left", score=1)))
    ((knee, _, _),) = marks(drawn(Spot(place="knee", side="left", score=1)))
    assert calf < BACK_X
    assert knee > FRONT_X


def test_the_sides_are_mirror_images() -> None:
    ((left, _, _),) = marks(drawn(Spot(place="hamstring", side="left", score=3)))
    ((right, _, _),) = marks(drawn(Spot(place="hamstring", side="right", score=3)))
    assert BACK_X - left == right - BACK_X


def test_a_limb_without_a_side_is_marked_on_both() -> None:
    assert len(marks(drawn(Spot(place="knee", side="none", score=2)))) == 2
    assert len(marks(drawn(Spot(place="low_back", side="none", score=2)))) == 1


def test_more_pain_is_a_larger_mark_with_its_number() -> None:
    ((_, _, small),) = marks(drawn(Spot(place="knee", side="left", score=2)))
    svg = drawn(Spot(place="knee", side="left", score=9))
    assert marks(svg)[0][2] > small
    assert ">9<" in svg


def test_what_is_over_has_no_mark() -> None:
    assert not marks(drawn(Spot(place="knee", side="left", score=0)))


def test_the_place_being_typed_has_a_ring() -> None:
    assert "stroke-dasharray" in drawn(chosen=("knee", "left"))
    assert "stroke-dasharray" not in drawn()


def test_the_picture_says_what_is_marked() -> None:
    assert body_alt(["left knee 3 of 10"]).endswith("with marks: left knee 3 of 10.")
    assert body_alt([]).endswith("without a mark.")


@THEMES
@pytest.mark.parametrize("timer", [Timer.BEAT, Timer.STOPWATCH])
def test_the_clock_is_whole(timer: Timer, palette: Palette) -> None:
    ET.fromstring(clock_picture(timer, palette, run="1"))


def test_another_run_of_the_clock_is_another_picture_that_begins_anew() -> None:
    one, two = (clock_picture(Timer.BEAT, LIGHT, run=run) for run in ("1", "2"))
    assert one != two


def test_the_beat_is_one_raise_in_two_seconds_and_the_stopwatch_one_second() -> None:
    beat = clock_picture(Timer.BEAT, LIGHT, run="1")
    watch = clock_picture(Timer.STOPWATCH, LIGHT, run="1")
    assert ".d0{animation:roll 20s steps(10) 5s infinite}" in beat
    assert ".d0{animation:roll 10s steps(10) 5s infinite}" in watch


@pytest.mark.parametrize(
    ("elapsed_s", "timer", "expected"),
    [
        (LEAD_S - 1, Timer.BEAT, 0),
        (LEAD_S + BEAT_S * 18, Timer.BEAT, 18),
        (LEAD_S + BEAT_S * 18 + 1.9, Timer.BEAT, 18),
        (LEAD_S - 1, Timer.STOPWATCH, 0.0),
        (LEAD_S + 61.26, Timer.STOPWATCH, 61.3),
    ],
)
def test_the_count_leaves_out_the_counting_in(
    elapsed_s: float, timer: Timer, expected: float
) -> None:
    assert counted(elapsed_s, timer) == expected


def test_raises_are_whole_numbers() -> None:
    assert isinstance(counted(60.0, Timer.BEAT), int)
