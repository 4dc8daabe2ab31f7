"""The worked examples of the two laws, as far as this version computes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.check_examples import METRICS, agrees, answer, main

EXAMPLES = Path(__file__).parent.parent / "examples"
N_EXAMPLES = {"load": 125, "imbalance": 46}


def examples(name: str) -> list[dict[str, Any]]:
    """All worked examples of one law."""
    found: list[dict[str, Any]] = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    return found


EVERY = [example for name in N_EXAMPLES for example in examples(name)]


@pytest.mark.parametrize("example", EVERY, ids=lambda one: f"{one['id']} {one['metric']}")
def test_a_worked_example_of_the_laws_agrees(example: dict[str, Any]) -> None:
    ours = answer(example)
    assert agrees(ours, example["expected"], example["tolerance"]), (
        f"{example['id']} {example['metric']}: we say {ours}, the law says {example['expected']}"
    )


@pytest.mark.parametrize(("name", "n"), N_EXAMPLES.items())
def test_no_worked_example_of_the_laws_is_left_out(name: str, n: int) -> None:
    assert len(examples(name)) == n


def test_every_metric_of_the_laws_has_a_function() -> None:
    missing = {example["metric"] for example in EVERY} - METRICS.keys()
    assert not missing, f"Give {sorted(missing)} a row of METRICS in tests/check_examples.py."


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


@pytest.mark.parametrize(
    ("metric", "inputs", "expected"),
    [
        ("relative_damage", {"steps_ratio": 2, "force_ratio": 1, "exponent": 4}, 2),
        ("gap_factor_minetti", {"grade": None}, 1.0),
        ("graded_pace", {"pace_s_per_km": 360, "grade": None, "model": "empirical"}, 360.0),
        ("graded_pace", {"pace_s_per_km": 360, "grade": 0.05, "model": "Minetti"}, 276.615963),
        ("graded_pace", {"pace_s_per_km": 360, "grade": 0.05, "model": "nonsense"}, None),
        ("hrmax_age", {"age": 40, "formula": "Nes"}, 185.4),
        ("hrmax_age", {"age": 40, "formula": "220-age"}, None),
        ("riegel_time_s", {"time_s": 60, "distance_m": 1, "target_m": 1, "exponent": None}, 60.0),
        ("session_rpe", {"rpe_cr10": 6, "duration_min": 120, "note": None}, 720),
        ("trimp_edwards", {"minutes_in_zone": []}, None),
        ("trimp_lucia", {"minutes_in_zone": [70, 15, 5, 1]}, None),
        ("itrimp", {"duration_min": 60, "hr_reserve_fraction": -0.1, "a": 0.08, "b": 4.6}, 0.0),
        ("gct_balance_flag", {"run_medians_pp": [2.1, 0, 1.8, -0.4, -1.95]}, {"runs_beyond": 0}),
        ("vdot", {"distance_m": 100, "time_min": 200}, None),
        (
            "hr_load_coverage",
            {"partial_load": 60, "valid_s": 3700, "moving_s": 3600},
            {"load": 60.0, "coverage": 1.0},
        ),
        ("hr_load", {"trimp": 117.94, "lthr": 170, "hr_max": 190, "hr_rest": None}, None),
        (
            "trimp_banister_avg",
            {"duration_min": 60, "hr_avg": 150, "hr_max": 190, "sex": "m"},
            100.440290,
        ),
        (
            "trimp_banister_avg",
            {"duration_min": 60, "hr_avg": 150, "hr_rest": 60, "hr_max": 190, "sex": "woman"},
            113.516788,
        ),
        (
            "itrimp_fit",
            {"hr_reserve_fraction": [0.6] * 4, "lactate_mmol_l": [1, 2, 3, 4]},
            None,
        ),
        (
            "itrimp_fit",
            {"hr_reserve_fraction": [0.5, 0.6, 0.7, 0.8], "lactate_mmol_l": [0, 1, 2, 3]},
            None,
        ),
        (
            "critical_speed_dt",
            {"distance_m": [1200, 2400, 3600, None], "time_s": [240, 520, 806, 900]},
            {"cs": 4.24012386},
        ),
        (
            "cadence_lock",
            {"hr_runs": [[600, 150]], "cadence_runs": None},
            {"locked_s": 0, "status": "none"},
        ),
        (
            "moving_time_s",
            {"speed_runs": [[20, 3.0], [12, 0.2], [20, 3.0]], "cadence": [[20, 170], [20, 0]]},
            40,
        ),
        (
            "heel_raise_test",
            {"left": 18, "right": 27, "sex": "unknown", "age": 34},
            {"level": "act", "norm": None},
        ),
    ],
)
def test_an_unusual_but_lawful_input_is_answered(
    metric: str, inputs: dict[str, Any], expected: Any
) -> None:
    assert agrees(answer({"metric": metric, "inputs": inputs}), expected, 1e-5)


@pytest.mark.parametrize("load", [7, 28, 57, 110.3])
def test_the_load_of_a_lonely_session_is_that_of_its_day_to_the_last_digit(load: float) -> None:
    ours = answer(
        {
            "metric": "daily_load_local",
            "inputs": {
                "sessions": [["2026-11-20T09:00:00Z", load], ["2026-11-18T09:00:00Z", 5]],
                "tz": "UTC",
                "coverage": ["2026-11-19", "2026-11-20"],
            },
        }
    )
    assert ours == {"2026-11-19": 0, "2026-11-20": load}


@pytest.mark.parametrize(
    "changes",
    [
        {"metric": "lthr_zone_edges", "inputs": {"lthr": None}, "expected": [1, 2]},
        {"metric": "session_rpe", "inputs": {"rpe_cr10": 1, "duration_min": 1}, "expected": [1]},
        {"tolerance": "wide"},
        {"inputs": None},
        {"metric": ["two"]},
    ],
)
def test_an_example_that_cannot_be_compared_is_named_and_the_others_still_count(
    tmp_path: Path, changes: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(told(tmp_path, **changes))
    good = json.loads(Path(told(tmp_path)).read_text("utf-8"))
    file.write_text(json.dumps([good[0] | changes | {"id": 7}, *good]), encoding="utf-8")
    assert main([str(file)]) == 1
    printed = capsys.readouterr().out
    assert "1 of 2 agree" in printed
    assert "\n7 " in printed


def test_agreement_is_counted_by_example_and_not_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.loads(Path(told(tmp_path, id=1)).read_text("utf-8"))[0]
    file = tmp_path / "twins.json"
    file.write_text(json.dumps([good, good | {"expected": 1}]), encoding="utf-8")
    assert main([str(file)]) == 1
    assert "1 of   2" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[", "null", "[]", '{"a": 1}'])
def test_a_file_without_examples_is_said_in_a_sentence(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "none.json"
    file.write_text(text, encoding="utf-8")
    assert main([str(file)]) == 2
    assert "cannot be read" in capsys.readouterr().out


def test_a_file_with_a_byte_order_mark_or_a_name_around_its_list_is_read(tmp_path: Path) -> None:
    examples = json.loads(Path(told(tmp_path)).read_text("utf-8"))
    file = tmp_path / "wrapped.json"
    file.write_text(json.dumps({"examples": examples}), encoding="utf-8-sig")
    assert main([str(file)]) == 0
