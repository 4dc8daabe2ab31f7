"""The worked examples of the two laws, as far as this version computes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.check_examples import METRICS, agrees, answer, main

EXAMPLES = Path(__file__).parent.parent / "examples"


def examples() -> list[Any]:
    """Those whose metric has a function."""
    found = [e for f in sorted(EXAMPLES.glob("*.json")) for e in json.loads(f.read_text("utf-8"))]
    return [pytest.param(e, id=f"{e['id']} {e['metric']}") for e in found if e["metric"] in METRICS]


def metrics_to_come() -> list[str]:
    """Metrics of the laws that no function of ours computes yet."""
    found = [e for f in sorted(EXAMPLES.glob("*.json")) for e in json.loads(f.read_text("utf-8"))]
    return sorted({e["metric"] for e in found} - METRICS.keys())


@pytest.mark.parametrize("example", examples())
def test_a_worked_example_of_the_laws_agrees(example: dict[str, Any]) -> None:
    ours = answer(example)
    assert agrees(ours, example["expected"], example["tolerance"]), (
        f"{example['id']} {example['metric']}: we say {ours}, the law says {example['expected']}"
    )


def test_the_examples_of_the_law_are_those_in_the_repository() -> None:
    assert len(examples()) >= 80


def test_metrics_that_are_still_to_come_are_named() -> None:
    missing = metrics_to_come()
    if missing:
        pytest.skip(f"{len(missing)} metrics have no function yet: {', '.join(missing)}")


def told(tmp_path: Path, **changes: Any) -> str:
    """A file with one example that agrees, unless changed."""
    example = {
        "id": "X1",
        "metric": "next_run_ceiling_km",
        "inputs": {"longest_30d_km": 12.0},
        "expected": 13.2,
        "tolerance": 1e-9,
    }
    file = tmp_path / "examples.json"
    file.write_text(json.dumps([example | changes]), encoding="utf-8")
    return str(file)


def test_the_command_succeeds_when_all_agree(tmp_path: Path) -> None:
    assert main([told(tmp_path)]) == 0


def test_the_command_fails_when_an_example_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([told(tmp_path, expected=13.3)]) == 1
    assert "X1 next_run_ceiling_km: 13.2" in capsys.readouterr().out


def test_the_command_fails_on_an_unknown_metric(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([told(tmp_path, metric="horoscope")]) == 1
    assert "unknown metric" in capsys.readouterr().out


def test_the_command_fails_on_inputs_that_break_us(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([told(tmp_path, inputs={})]) == 1
    assert "KeyError" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ours", "expected"),
    [(0.0, None), (None, 0), (True, 1), ("ok", "watch"), ({"a": 1}, {"a": 1, "b": None})],
)
def test_null_words_and_truths_agree_only_exactly(ours: Any, expected: Any) -> None:
    assert not agrees(ours, expected, 10)


def test_an_answer_may_say_more_than_was_asked() -> None:
    assert agrees({"a": 1.0, "b": 2}, {"a": 1}, 0)


@pytest.mark.parametrize(
    ("metric", "inputs", "expected"),
    [
        ("trimp_edwards", {"minutes_in_zone": [10, None, 15, 10, 5]}, None),
        ("symmetry_angle", {"left": None, "right": 245.0}, None),
        ("symmetry_angle", {"left": 0, "right": 0}, None),
        ("symmetry_index_robinson", {"left": 0, "right": 0}, None),
        ("si_from_balance", {"contact_left_pct": None}, None),
        ("decay_alpha", {"n_days": None}, None),
        ("decay_alpha", {"n_days": 42, "convention": None}, 0.023528313),
        ("ctl", {"daily_load": {"repeat": [[42.0, 100.0]]}, "seed": 0}, 63.212056),
        ("monotony", {"week": [60] * 7, "ddof": None, "cap": None}, 10.0),
        ("ascent_descent_m", {"altitude_m": None}, {"ascent": None, "descent": None}),
        ("gct_balance_flag", {"run_medians_pp": [1.6, None, 1.9]}, {"level": "insufficient"}),
        ("turn_bias", {"headings_deg": None}, {"right_deg": 0.0, "left_deg": 0.0, "tb": None}),
        ("imputed_load", {"duration_h": 1, "load_per_hour_same_sport_90d": None}, None),
    ],
)
def test_an_input_that_is_null_gives_null_or_the_default(
    metric: str, inputs: dict[str, Any], expected: Any
) -> None:
    assert agrees(answer({"metric": metric, "inputs": inputs}), expected, 1e-6)


def test_a_threshold_of_0_m_gives_the_naive_sums_of_the_law() -> None:
    heights = [100, 101, 100, 102, 104, 103, 105, 104, 101, 98, 99, 97]
    ours = answer(
        {"metric": "ascent_descent_m", "inputs": {"altitude_m": heights, "threshold_m": 0}}
    )
    assert ours == {"ascent": 8.0, "descent": 11.0}


def test_only_the_last_five_runs_count_for_the_balance() -> None:
    medians = [-9.0, 0.1, 1.6, 1.4, 1.9, 1.2, 1.7]
    ours = answer({"metric": "gct_balance_flag", "inputs": {"run_medians_pp": medians}})
    assert (ours["M"], ours["level"]) == (1.6, "watch")
