from __future__ import annotations

import tomllib
from pathlib import Path

import altair as alt
import polars as pl
import pytest

from core.findings import Side, Tone
from views.theme import DARK, LIGHT, Palette, finish

CONFIG = tomllib.loads(
    (Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text("utf-8")
)["theme"]
BOTH = pytest.mark.parametrize(
    ("palette", "chrome"), [(LIGHT, CONFIG["light"]), (DARK, CONFIG["dark"])], ids=["light", "dark"]
)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@BOTH
@pytest.mark.parametrize(
    ("meaning", "name"),
    [
        ("left", "orangeTextColor"),
        ("right", "blueTextColor"),
        ("watch", "yellowColor"),
        ("watch_text", "yellowTextColor"),
        ("act", "redTextColor"),
        ("ok", "greenColor"),
        ("info", "grayTextColor"),
        ("background", "backgroundColor"),
        ("panel", "secondaryBackgroundColor"),
        ("border", "borderColor"),
        ("text", "textColor"),
        ("primary", "primaryColor"),
    ],
)
def test_chrome_and_charts_mean_the_same_by_a_colour(
    palette: Palette, chrome: dict[str, str], meaning: str, name: str
) -> None:
    assert getattr(palette, meaning) == chrome[name]


@BOTH
@pytest.mark.parametrize("name", ["orange", "blue", "yellow", "red", "green", "gray"])
def test_a_badge_is_legible(palette: Palette, chrome: dict[str, str], name: str) -> None:
    assert contrast(chrome[f"{name}TextColor"], chrome[f"{name}BackgroundColor"]) >= 4.5


@BOTH
@pytest.mark.parametrize("meaning", ["text", "chart_text", "left", "right", "watch_text", "act"])
def test_words_are_legible_on_the_ground(
    palette: Palette, chrome: dict[str, str], meaning: str
) -> None:
    assert contrast(getattr(palette, meaning), palette.background) >= 4.5


@BOTH
@pytest.mark.parametrize("meaning", ["bar", "load_bar", "even", "ok", "watch", "strength"])
def test_marks_stand_out_from_the_ground(
    palette: Palette, chrome: dict[str, str], meaning: str
) -> None:
    assert contrast(getattr(palette, meaning), palette.background) >= 3.0


@BOTH
def test_the_ramps_have_the_ten_steps_that_streamlit_wants(
    palette: Palette, chrome: dict[str, list[str]]
) -> None:
    ramps = (chrome["chartSequentialColors"], chrome["chartDivergingColors"])
    assert (list(palette.load_ramp), list(palette.side_ramp)) == ramps
    assert {len(ramp) for ramp in ramps} == {10}


def test_plain_theme_holds_no_colour_so_that_the_reader_can_switch() -> None:
    assert not [name for name in CONFIG if "olor" in name]


def test_the_answer_is_the_largest_text_of_a_page() -> None:
    title, header, *others = (
        float(size.removesuffix("rem")) for size in CONFIG["headingFontSizes"]
    )
    assert header > max(title, *others)


def test_no_font_is_fetched() -> None:
    assert not {"font", "fontFaces", "headingFont", "codeFont"} & CONFIG.keys()


def test_a_side_keeps_its_colour() -> None:
    assert (LIGHT.side(Side.LEFT), LIGHT.side(Side.NONE)) == (LIGHT.left, LIGHT.even)


def test_a_tone_has_its_colour() -> None:
    assert (DARK.tone(Tone.RED), DARK.tone(Tone.NONE)) == (DARK.act, DARK.info)


def test_a_finished_chart_has_its_padding_in_the_spec_and_not_in_the_config() -> None:
    chart = alt.Chart(pl.DataFrame({"a": [1]})).mark_point().encode(x="a:Q")
    spec = finish(chart, LIGHT, height=240, padding={"right": 40}).to_dict()
    assert (spec["height"], spec["padding"]["right"]) == (240, 40)
