"""Colours by meaning, and the one finish that every chart gets.

Left and right keep one colour everywhere. Chrome and named colours (`:orange[...]`, badges) live in
`.streamlit/config.toml` with the same values: orange is left, blue is right, yellow is watch,
red is act, green is ok, gray is info. A page never names a colour of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

import altair as alt

from core.findings import Side, Tone

FONT = '"Source Sans", sans-serif'  # ships with Streamlit: no request leaves the machine
LABEL_PX = 12
PADDING_PX = {"left": 0, "right": 2, "top": 2, "bottom": 2}

AnyChart = TypeVar("AnyChart", alt.Chart, alt.LayerChart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """What each colour means, for one of the two grounds.

    `watch` is for icons and areas, `watch_text` for words. `load_ramp` runs from little to much,
    `side_ramp` from the left end to the right end, `strength_ramp` from no set to many.
    """

    is_dark: bool
    background: str
    panel: str
    border: str
    grid: str
    text: str
    chart_text: str
    primary: str
    left: str
    right: str
    even: str
    load_42d: str
    load_7d: str
    difference: str
    other: str
    other_gray: str
    ok: str
    watch: str
    watch_text: str
    act: str
    info: str
    band_usual: str
    load_ramp: tuple[str, ...]
    side_ramp: tuple[str, ...]
    strength_ramp: tuple[str, ...]

    @property
    def bar(self) -> str:
        """Bars of distance: step 6 of the load ramp, at least 3.3 to 1 on the ground."""
        return self.load_ramp[5]

    @property
    def load_bar(self) -> str:
        """Bars of load: two steps stronger than distance, so that both can stand together."""
        return self.load_ramp[7]

    @property
    def strength(self) -> str:
        """The strongest step of the strength ramp: training work done or planned."""
        return self.strength_ramp[-1]

    def tone(self, tone: Tone) -> str:
        """The colour of a tone; always beside its icon and word, never alone."""
        return {Tone.RED: self.act, Tone.AMBER: self.watch, Tone.INFO: self.info}.get(
            tone, self.info
        )

    def side(self, side: Side) -> str:
        """The colour of a side; grey where no side is meant."""
        return {Side.LEFT: self.left, Side.RIGHT: self.right}.get(side, self.even)


LIGHT = Palette(
    is_dark=False,
    background="#FFFFFF",
    panel="#F3F6F9",
    border="#DFE5EA",
    grid="#EBEFF2",
    text="#0F1720",
    chart_text="#45525D",
    primary="#0B6BA8",
    left="#B35806",
    right="#1F5FA8",
    even="#8A949C",
    load_42d="#0072B2",
    load_7d="#D1580F",
    difference="#00634C",
    other="#4B2A7A",
    other_gray="#6B7780",
    ok="#00707A",
    watch="#B06A00",
    watch_text="#7A4A00",
    act="#8C1C13",
    info="#45525D",
    band_usual="#DDF0F1",
    load_ramp=(
        "#F2F7FB",
        "#DCEAF5",
        "#BFD9EC",
        "#9CC5E2",
        "#74ADD5",
        "#4C93C5",
        "#2C79B3",
        "#145F9A",
        "#0A487C",
        "#06335C",
    ),
    side_ramp=(
        "#7F3B08",
        "#B35806",
        "#E08214",
        "#FDB863",
        "#EDEFF1",
        "#EDEFF1",
        "#9CC9E8",
        "#5A9BD4",
        "#1F5FA8",
        "#0B3C78",
    ),
    strength_ramp=("#E4EAEE", "#B9DACF", "#5FA38F", "#00634C"),
)

DARK = replace(
    LIGHT,
    is_dark=True,
    background="#0F1720",
    panel="#1A2530",
    border="#2A3641",
    grid="#1D2934",
    text="#E6EDF3",
    chart_text="#A9B7C3",
    primary="#1F78C1",
    left="#F6A04D",
    right="#6DB3F2",
    even="#8A98A5",
    load_42d="#56B4E9",
    load_7d="#FF9A5C",
    difference="#B5EBD3",
    other="#AE3CFC",
    other_gray="#7C8B98",
    ok="#4CC9D6",
    watch="#F2B84B",
    watch_text="#F2B84B",
    act="#FF8F80",
    info="#A9B7C3",
    band_usual="#1E3A44",
    load_ramp=(
        "#16222D",
        "#12324A",
        "#0F4468",
        "#125887",
        "#1B6DA6",
        "#2C84C2",
        "#4C9DD6",
        "#76B7E4",
        "#A5D1F0",
        "#D6EBFA",
    ),
    side_ramp=(
        "#FFD0A1",
        "#F6A04D",
        "#C9742A",
        "#8A4E1C",
        "#2A3641",
        "#2A3641",
        "#1E527F",
        "#2F7DBD",
        "#6DB3F2",
        "#BFE0FF",
    ),
    strength_ramp=("#2A3641", "#24574B", "#4E9F88", "#B5EBD3"),
)


def finish(
    chart: AnyChart, palette: Palette, *, height: int, padding: dict[str, int] | None = None
) -> AnyChart:
    """Give a chart the house's type, grid and ground. Draw it with `theme=None`.

    Args:
        chart: A whole chart; a layer must not be finished before it is layered.
        palette: Colours of the ground it is drawn on.
        height: Pixels, axis and titles included.
        padding: Room at the edges for direct labels, over the house's own.
    """
    # Streamlit adds 20 px of its own below unless the spec itself (not its config) has a padding.
    room: Any = PADDING_PX | (padding or {})
    # Not `properties`: it holds each of them against the schema at every rerun; the tests do once.
    finished: AnyChart = chart.copy(deep=False)
    looks = {"height": height, "padding": room, "background": "transparent"}
    for name, value in (looks | {"config": _config(palette)}).items():
        setattr(finished, name, value)
    return finished


@cache
def _config(palette: Palette) -> alt.Config:
    """One object for all charts: each `configure_*` would copy a chart with all its layers."""
    return alt.Config(
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            domain=False,
            ticks=False,
            gridColor=palette.grid,
            labelColor=palette.chart_text,
            labelFontSize=LABEL_PX,
            labelPadding=6,
            titleColor=palette.chart_text,
            titleFontSize=LABEL_PX,
            titleFontWeight="normal",
        ),
        text=alt.MarkConfig(color=palette.chart_text, fontSize=LABEL_PX),
        title=alt.TitleConfig(color=palette.text, anchor="start", fontSize=14),
        legend=alt.LegendConfig(
            orient="top", labelColor=palette.chart_text, titleColor=palette.chart_text
        ),
    )
