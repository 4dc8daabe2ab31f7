from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from core.schemas import RATIOS
from tests.makers import MadeRun, make_review
from views import load_ratio
from views.theme import LIGHT
from views.windows import CHOICES, TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
SHOWN = window(TWELVE_WEEKS, first_day=None, today=TODAY)


def ratios(*coupled: float | None) -> pl.DataFrame:
    rows = [
        {
            "local_date": TODAY - timedelta(days=len(coupled) - 1 - n),
            "coupled_ratio": value,
            "uncoupled_ratio": None if value is None else value * 1.1,
            "ewma_ratio": value,
        }
        for n, value in enumerate(coupled)
    ]
    return RATIOS.complete(pl.DataFrame(rows, infer_schema_length=None))


USUAL = ratios(None, 1.0, 1.429)


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("frame", [USUAL, RATIOS.empty(), ratios(None, None)])
def test_the_line_can_be_drawn_of_any_ratios(frame: Any, choice: str) -> None:
    shown = window(choice, first_day=date(2020, 1, 1), today=TODAY)
    assert load_ratio.ratio_chart(frame, LIGHT, shown=shown).to_dict()["height"] > 100


def test_the_ratio_comes_with_both_sentences_of_the_law() -> None:
    panel = load_ratio.ratio(USUAL, make_review(), LIGHT, shown=SHOWN)
    assert panel.heading == "7:28-day ratio 1.43"
    assert "Higher values went with *fewer* injuries in 5205 runners." in panel.text
    assert "‘sweet spot’ is not supported in runners." in panel.text


def test_the_line_is_grey_and_has_no_zones() -> None:
    spec = load_ratio.ratio_chart(USUAL, LIGHT, shown=SHOWN).to_dict()
    kinds = {layer["mark"]["type"]: layer["mark"] for layer in spec["layer"]}
    assert set(kinds) == {"point", "line"}
    assert kinds["line"]["color"] == LIGHT.other_gray


def test_under_28_days_there_is_a_bar_and_no_number() -> None:
    review = make_review(runs=[MadeRun(days_ago=n) for n in range(0, 20, 4)])
    panel = load_ratio.ratio(ratios(None), review, LIGHT, shown=SHOWN)
    assert panel.progress_text.startswith("**17 of 28 days known.**")
    assert panel.pictures == ()
