from __future__ import annotations

import altair as alt
import polars as pl
import pytest
from altair.utils.schemapi import SchemaValidationError

from views.layers import Layers


def wrong() -> Layers:
    """A chart that Altair takes and its schema does not."""
    dots = alt.Chart(pl.DataFrame({"lean_pp": [1.0]})).mark_circle()
    chart = Layers(layer=[dots.encode(x=alt.X("lean_pp:Q"))])
    chart.height = "tall"
    return chart


def test_a_chart_is_held_against_the_schema_in_tests() -> None:
    with pytest.raises(SchemaValidationError):
        wrong().to_dict()


def test_a_chart_is_not_checked_at_every_rerun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Layers, "is_checked", False)
    assert wrong().to_dict()["height"] == "tall"
