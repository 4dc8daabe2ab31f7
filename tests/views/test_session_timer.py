from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from views.session_timer import LEAD_S, held, hold_picture, rest_picture
from views.theme import DARK, LIGHT


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter() if "text" in text.tag]


def test_a_rest_counts_down_to_go() -> None:
    assert words(rest_picture(3, 60, LIGHT))[:4] == ["3", "2", "1", "go"]


def test_a_rest_that_was_drawn_again_goes_on_where_it_is() -> None:
    assert words(rest_picture(41.3, 60, LIGHT))[0] == "42"
    assert "-0.7s" in rest_picture(41.3, 60, LIGHT)


def test_the_bar_of_a_rest_is_as_long_as_its_share() -> None:
    assert "scaleX(0.5000)" in rest_picture(30, 60, LIGHT)


def test_a_hold_counts_in_and_then_up() -> None:
    assert words(hold_picture(0, 20, LIGHT))[:5] == ["−3", "−2", "−1", "0", "1"]


@pytest.mark.parametrize(("gone_s", "seconds"), [(0, 0), (LEAD_S, 0), (23.4, 20), (33.9, 30)])
def test_the_count_in_is_not_held(gone_s: float, seconds: int) -> None:
    assert held(gone_s) == seconds


def test_a_hold_that_was_drawn_again_shows_what_will_be_logged() -> None:
    assert words(hold_picture(23.4, 20, LIGHT))[0] == str(held(23.4))


def test_colours_are_those_of_the_ground() -> None:
    assert DARK.strength in rest_picture(10, 60, DARK)
    assert LIGHT.strength not in rest_picture(10, 60, DARK)


def test_a_reader_who_wants_no_motion_sees_a_bar_that_stands() -> None:
    assert re.search(r"prefers-reduced-motion:reduce", rest_picture(10, 60, LIGHT))
