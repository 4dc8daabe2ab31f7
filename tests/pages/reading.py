"""What a page says, read as a runner reads it."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


def said(page: AppTest) -> str:
    """All words of a page, from headers to errors and the figures on its cards."""
    calls = (page.info, page.success, page.warning, page.error)
    parts = (page.header, page.subheader, page.markdown, page.caption, *calls)
    cards = [f"{card.label} {card.value} {card.delta}" for card in page.metric]
    return " ".join([*(each.value for part in parts for each in part), *cards]).replace(
        "\u00a0", " "
    )


def charts(page: AppTest) -> list[str]:
    """What each chart says in place of a picture."""
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]
