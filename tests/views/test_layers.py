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


def handed_over(chart: Layers) -> dict[str, object]:
    """The chart as Streamlit takes it: with its data collected aside."""
    collected: dict[str, object] = {}
    alt.data_transformers.register("aside", collect)
    with alt.data_transformers.enable("aside", datasets=collected):
        spec = chart.to_dict()
    return spec | {"datasets": spec.get("datasets", {}) | collected}


def collect(data: pl.DataFrame, *, datasets: dict[str, object]) -> dict[str, str]:
    datasets[str(data.height)] = data
    return {"name": str(data.height)}


def right() -> Layers:
    dots = alt.Chart(pl.DataFrame({"lean_pp": [1.0, 2.0]})).mark_circle()
    return Layers(layer=[dots.encode(x=alt.X("lean_pp:Q"))])


def test_a_kept_chart_is_handed_over_the_same_again_with_its_data() -> None:
    chart = right()
    first, second = handed_over(chart), handed_over(chart)
    assert first == second
    assert set(second["datasets"]) == {"2"}


def test_what_was_handed_over_can_be_changed_without_harm_to_the_chart() -> None:
    chart = right()
    handed_over(chart)["layer"].clear()
    assert handed_over(chart)["layer"]


def test_a_chart_that_nobody_draws_is_written_anew() -> None:
    chart = right()
    handed_over(chart)
    assert "2" not in chart.to_dict()["datasets"]


def test_a_shallow_copy_can_be_changed_without_harm_to_the_chart() -> None:
    chart = right()
    chart.copy(deep=False).height = 40
    assert "height" not in chart.to_dict()
