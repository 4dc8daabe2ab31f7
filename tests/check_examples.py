"""Worked examples against our functions: `python -m tests.check_examples FILE.json`.

Prints the agreement per metric, and exits non-zero if any example differs or its metric is not
in the table. An example: `id`, `metric`, `inputs`, `expected`, `tolerance` (absolute). Where
`expected` is an object, the tolerance holds for each number, words and null must be equal, and
an answer may say more.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from analytics import (
    critical,
    efficiency,
    graded,
    heart,
    intensity,
    matched,
    mechanics,
    races,
    robust,
    spike,
    stride,
    symmetry,
    trimp,
    turns,
)
from analytics.altitude import ascent_descent_m, threshold_m
from analytics.flags.balance import gct_balance
from analytics.flags.downhill import downhill_load
from analytics.flags.load import injuries_per_1000
from analytics.flags.long_runs import balance_drift, drift_level
from analytics.flags.shift import balance_shift
from analytics.moving import is_moving
from analytics.performance import mean_max_speed
from analytics.self_tests import heel_raise_norm, reach_composite_pct, verdict
from analytics.slope import theil_sen_slope
from analytics.spring import leg_spring
from core.self_tests import Verdict
from core.units import GRAVITY_MPS2
from core.vendor import vendor_zone
from ingest import left_right
from tests import load_examples, series_examples
from tests.load_examples import if_known, pairs, unrolled

Inputs = Mapping[str, Any]


def _power_load(i: Inputs) -> float:
    return graded.power_load(
        i["duration_s"], i["normalised_power_w"], critical_power_w=i["critical_power_w"]
    )


def _moving_time(i: Inputs) -> int:
    speed = np.array(_seconds(i["speed_runs"]), float)
    told = i.get("cadence")
    steady = told if isinstance(told, list | dict) else [[speed.size, told]]
    cadence = _as_long(_seconds(steady), speed.size)
    segment = np.zeros(speed.size, np.int64)
    told = {"stopped_mps": "v_stop", "stop_s": "min_stop_s"}
    limits = {ours: i[theirs] for ours, theirs in told.items() if i.get(theirs) is not None}
    return int(is_moving(speed, cadence, segment, **limits).sum())


def _seconds(runs: Any) -> list[Any]:
    """Seconds told as pairs of how many and what, with or without the word "repeat"."""
    return unrolled(runs if isinstance(runs, dict) else {"repeat": runs or ()})


def _as_long(values: list[Any], n: int) -> np.ndarray:
    """The values as numbers, the seconds after them unknown."""
    return np.array([*values, *[None] * n][:n], float)


def _ascent_descent(i: Inputs) -> dict[str, float | None]:
    heights = [metres for metres in unrolled(i["altitude_m"] or ()) if metres is not None]
    if not heights:
        return {"ascent": None, "descent": None}
    told = i.get("threshold_m")  # 0 is a threshold: the naive sums
    least = threshold_m(i.get("source")) if told is None else told
    up, down = ascent_descent_m(heights, threshold_m=least)
    return {"ascent": up, "descent": down}


def _cadence_lock(i: Inputs) -> dict[str, Any]:
    heart_rate = np.array(_seconds(i["hr_runs"]), float)
    cadence = _as_long(_seconds(i["cadence_runs"]), heart_rate.size)
    told = {"tolerance_bpm": "tolerance_bpm", "least_s": "min_block_s", "jump_bpm": "jump_bpm"}
    known = {ours: i[theirs] for ours, theirs in told.items() if i.get(theirs) is not None}
    rule = heart.LockRule(**known)
    segment = np.zeros(heart_rate.size, np.int64)
    locked, verdict = heart.cadence_lock(heart_rate, cadence, segment, rule=rule)
    return {"locked_s": int(locked.sum()), "status": verdict.value}


def _run_balance(i: Inputs) -> dict[str, float] | None:
    interval = robust.run_balance_ci(_known(i["lean_blocks_pp"]))
    if interval is None:
        return None
    return asdict(interval) | {"ci_low": interval.low, "ci_high": interval.high}


LIMITS = {"watch": "t_watch", "act": "t_act"}


def _gct_balance(i: Inputs) -> dict[str, Any]:
    told = {ours: i[theirs] for ours, theirs in LIMITS.items() if i.get(theirs) is not None}
    across, n_beyond, level = gct_balance(_known(i["run_medians_pp"]), **told)
    if across is None:
        return {"level": level.name.lower()}
    return {
        "M": across.median,
        "s": across.s,
        "half_width": across.half_width,
        "ci_low": across.low,
        "ci_high": across.high,
        "lo": across.cautious,
        "runs_beyond": n_beyond,
        "level": level.name.lower(),
    }


def _steps_fit(i: Inputs) -> float | None:
    if i["cadence_rpm"] is None or i["duration_s"] is None:
        return None
    per_minute = mechanics.steps_per_minute(
        i["cadence_rpm"], i.get("fractional_cadence_rpm") or 0.0
    )
    return float(mechanics.steps(per_minute, i["duration_s"]))


def _gravity(i: Inputs) -> float:
    return i.get("g") or GRAVITY_MPS2


def _peak_force(i: Inputs) -> Any:
    force = mechanics.peak_force_bw(i["cadence_spm"], i["contact_time_ms"])
    return mechanics.peak_force_n(force, i["mass_kg"], gravity_mps2=_gravity(i))


def _lift_work(i: Inputs) -> Any:
    rise_m = i["vertical_oscillation_mm"] / 1000 * i["steps"]
    return mechanics.lift_work_kj(rise_m, i["mass_kg"], gravity_mps2=_gravity(i))


def _hr_at_reserve(i: Inputs) -> float:
    heart = load_examples.heart(i)  # refuses a maximum that is not above resting
    return intensity.hr_at_reserve(
        i["fraction"], resting_bpm=heart.resting_bpm, max_bpm=heart.max_bpm
    )


def _decoupling(i: Inputs) -> float | None:
    first, second = (efficiency.efficiency_factor(i[f"v{n}"], i[f"hr{n}"]) for n in (1, 2))
    return efficiency.decoupling_pct(first, second)


def _durability(i: Inputs) -> float | None:
    early, late = (
        efficiency.efficiency_factor(i[f"v_{part}"], i[f"hr_{part}"]) for part in ("early", "late")
    )
    return efficiency.durability_ratio(early, late)


def _line(fit: Callable[[list[float], list[float]], critical.Line | None], i: Inputs) -> Any:
    line = fit(*pairs(i, "distance_m", "time_s"))
    if line is None:
        return None
    return {"cs": line.speed_mps, "d_prime": line.reserve_m, "se": line.se_mps}


def _mean_max(i: Inputs) -> float | None:
    speed = [np.nan if value is None else value for value in unrolled(i["speed_1hz"] or ())]
    return mean_max_speed(np.array(speed, float), int(i["window_s"]))


def _riegel(i: Inputs) -> float | None:
    return races.riegel_time_s(
        i["time_s"],
        i["distance_m"],
        target_m=i["target_m"],
        exponent=races.RIEGEL if i.get("exponent") is None else i["exponent"],
    )


def _turn_bias(i: Inputs) -> dict[str, float | None]:
    headings = np.array(i["headings_deg"] or (), float)  # None becomes NaN
    told = i.get("dead_zone_deg")  # 0 is a zone: every turn counts
    zone = turns.DEAD_ZONE_DEG if told is None else told
    found = turns.turning(headings, dead_zone_deg=zone)
    return {"right_deg": found.right_deg, "left_deg": found.left_deg, "tb": found.bias_ratio}


SELF_TEST_WORDS = {
    "plank": "ST_SIDE_PLANK",
    "sit": "ST_SIT_STAND",
    "chair": "ST_SIT_STAND",
    "rise": "ST_SIT_STAND",
    "bridge": "ST_BRIDGE",
    "hop": "ST_HOP",
    "heel": "ST_CALF",
    "calf": "ST_CALF",
    "reach": "ST_REACH",
    "ankle": "ST_ANKLE",
    "wall": "ST_ANKLE",
}
"""A word in the name of a test that the examples use -> our name; the first that fits counts."""


def _sides(found: Verdict, side: str = "weaker_side") -> dict[str, Any]:
    return {
        "lsi_pct": found.lsi_pct,
        "diff_cm": found.difference,
        "level": found.level.name.lower(),
        side: found.weaker_side.value,
    }


def _self_test(i: Inputs) -> dict[str, Any]:
    kind = i["kind"].lower()
    test = next((test for word, test in SELF_TEST_WORDS.items() if word in kind), None)
    if test is None:
        raise KeyError(f"no self-test is called {kind!r}")
    return _sides(verdict(test, i["left"], i["right"]))


def _heel_raises(i: Inputs) -> dict[str, Any]:
    norm = heel_raise_norm(load_examples.sex_of(i.get("sex")), i.get("age"))
    found = verdict("ST_CALF", i["left"], i["right"], norm=norm)
    return _sides(found) | {"norm": norm, "pct_norm": found.norm_pct}


def _downhill(i: Inputs) -> dict[str, Any]:
    ratio, more_m, level = downhill_load(i["descent_7d_m"], i["descent_prev_weeks_m"])
    return {"ratio": ratio, "diff_m": more_m, "level": level.name.lower()}


def _known(values: Any) -> list[float]:
    return [float(value) for value in values or () if value is not None]


def _leg_spring(i: Inputs) -> dict[str, float] | None:
    told = [i[name] for name in ("speed_mps", "contact_ms", "cadence_spm", "mass_kg", "height_m")]
    if None in told:
        return None
    speed, contact, cadence, mass, height = told
    found = leg_spring(speed, contact, cadence_spm=cadence, mass_kg=mass, height_m=height)
    names = ("flight_s", "fmax_N", "dy_m", "dL_m", "kvert_kN_m", "kleg_kN_m")
    return None if found is None else dict(zip(names, found, strict=True))


def _balance_shift(i: Inputs) -> dict[str, Any]:
    found = balance_shift(
        _known(i["baseline_runs_pp"]),
        _known(i["last_runs_pp"]),
        is_pain_logged=bool(i.get("pain_reported")),
    )
    return asdict(found) | {"level": found.level.name.lower()}


def _fatigue_drift(i: Inputs) -> dict[str, Any]:
    found = balance_drift(_known(i["first_third_pp"]), _known(i["last_third_pp"]))
    if found is None:
        return {"drift": None, "se": None, "lo": None, "level": "insufficient"}
    level = drift_level(found.low).name.lower()
    return {"drift": found.drift, "se": found.se, "lo": found.low, "level": level}


def _theil_sen(i: Inputs) -> float | None:
    pairs = zip(i["speed_mps"], i["lean_pp"], strict=True)
    known = np.array([pair for pair in pairs if None not in pair], float).reshape(-1, 2)
    return theil_sen_slope(known[:, 0], known[:, 1])


def _matched(i: Inputs) -> dict[str, float] | None:
    now, base = (_window(i[name]) for name in ("current_blocks", "baseline_blocks"))
    told = {"least_per_bin": "min_blocks", "least_weight": "min_weight"}
    least = {ours: i[theirs] for ours, theirs in told.items() if i.get(theirs) is not None}
    found = matched.matched_difference(now, base, **least)
    if found is None:
        return None
    return {"diff_pct": found.diff_pct, "bins": len(found.bins), "blocks": float(found.weight)}


def _window(blocks: Mapping[str, Any]) -> matched.Window:
    """Blocks by the lower edge of their speed bin, as those of one run on the flat."""
    known = {round(float(key) / matched.BIN_MPS): _known(blocks[key]) for key in blocks or ()}
    return matched.Window(
        values=np.array([value for values in known.values() for value in values], float),
        bins=np.array([key for key, values in known.items() for _ in values], np.int64),
        run=np.zeros(sum(map(len, known.values())), np.int64),
        n_runs=1,
    )


METRICS: dict[str, Callable[[Inputs], Any]] = {
    "trimp_banister_avg": if_known(load_examples.trimp_average),
    "trimp_banister_stream": if_known(load_examples.trimp_stream),
    "trimp_edwards": if_known(load_examples.edwards),
    "edwards_zone": if_known(lambda i: trimp.edwards_zone(i["hr"], i["hr_max"])),
    "trimp_lucia": if_known(lambda i: load_examples.minutes_in_zones(i, 3)),
    "itrimp_fit": if_known(
        lambda i: trimp.itrimp_weight(*pairs(i, "hr_reserve_fraction", "lactate_mmol_l"))._asdict()
    ),
    "itrimp": if_known(
        lambda i: trimp.itrimp(
            i["duration_min"], i["hr_reserve_fraction"], trimp.Weight(i["a"], i["b"])
        )
    ),
    "session_rpe": if_known(lambda i: trimp.session_rpe(i["rpe_cr10"], i["duration_min"])),
    "hr_load": if_known(load_examples.hr_load),
    "hr_load_coverage": load_examples.hr_load_coverage,
    "pace_load": if_known(load_examples.pace_load),
    "normalised_graded_speed": load_examples.normalised,
    "minetti_cost": if_known(lambda i: float(graded.minetti_cost(i["grade"]))),
    "gap_factor_minetti": if_known(lambda i: float(graded.factor_minetti(load_examples.grade(i)))),
    "gap_factor_empirical": if_known(
        lambda i: float(graded.factor_empirical(load_examples.grade(i)))
    ),
    "graded_pace": if_known(load_examples.graded_pace),
    "moving_time_s": _moving_time,
    "ascent_descent_m": _ascent_descent,
    "cadence_lock": _cadence_lock,
    "power_load": if_known(_power_load),
    "steps_fit": _steps_fit,
    "ground_contact_total_s": if_known(
        lambda i: mechanics.ground_time_s(i["steps"], i["contact_time_ms"])
    ),
    "flight_time_s": if_known(
        lambda i: mechanics.flight_time_s(i["cadence_spm"], i["contact_time_ms"])
    ),
    "peak_vgrf_sine_n": if_known(_peak_force),
    "lift_work_kj": if_known(_lift_work),
    "vertical_impulse_n_s": if_known(
        lambda i: mechanics.vertical_impulse_n_s(
            i["mass_kg"], i["duration_s"], gravity_mps2=_gravity(i)
        )
    ),
    "relative_damage": if_known(
        lambda i: float(
            mechanics.relative_damage(i["steps_ratio"], i["force_ratio"], i["exponent"])
        )
    ),
    "hr_at_reserve": if_known(_hr_at_reserve),
    "lthr_zone_edges": if_known(lambda i: list(intensity.lthr_zone_edges(i["lthr"]))),
    "polarisation_index": if_known(
        lambda i: intensity.polarisation_index(i["z1"], i["z2"], i["z3"])
    ),
    "efficiency_factor": if_known(
        lambda i: efficiency.efficiency_factor(i["graded_speed_m_s"], i["hr"])
    ),
    "decoupling_pct": if_known(_decoupling),
    "durability_ratio": if_known(_durability),
    "critical_speed_dt": if_known(lambda i: _line(critical.critical_speed_dt, i)),
    "critical_speed_vt": if_known(lambda i: _line(critical.critical_speed_vt, i)),
    "critical_speed_3p_speed": if_known(
        lambda i: critical.speed_3p((i["cs"], i["d_prime"]), i["time_s"], max_speed_mps=i["v_max"])
    ),
    "race_time_cs_s": if_known(
        lambda i: critical.race_time_s((i["cs"], i["d_prime"]), i["distance_m"])
    ),
    "mean_max_speed": _mean_max,
    "vdot": if_known(lambda i: races.vdot(i["distance_m"], i["time_min"])),
    "vdot_race_time_min": if_known(lambda i: races.vdot_race_time_min(i["vdot"], i["distance_m"])),
    "riegel_time_s": if_known(_riegel),
    "decay_alpha": if_known(series_examples.decay_alpha),
    "ctl": lambda i: series_examples.ctl(unrolled(i["daily_load"] or ()), i),
    "pmc": lambda i: series_examples.pmc(unrolled(i["daily_load"] or ()), i),
    "ctl_ramp": series_examples.ctl_ramp,
    "acwr_coupled": lambda i: series_examples.acwr_coupled(unrolled(i["daily_load"] or ()), i),
    "acwr_uncoupled": lambda i: series_examples.acwr_uncoupled(unrolled(i["daily_load"] or ()), i),
    "acwr_ewma": lambda i: series_examples.acwr_ewma(unrolled(i["daily_load"] or ()), i),
    "monotony": lambda i: series_examples.monotony(unrolled(i["week"] or ()), i),
    "strain": lambda i: series_examples.strain(unrolled(i["week"] or ()), i),
    "weekly_change_pct": series_examples.weekly_change_pct,
    "imputed_load": series_examples.imputed,
    "session_spike": load_examples.session_spike,
    "session_spike_category": if_known(lambda i: spike.spike_class(i["ratio"])),
    "next_run_ceiling_km": if_known(lambda i: spike.ceiling_m(i["longest_30d_km"] * 1000) / 1000),
    "injuries_per_1000_sessions": if_known(
        lambda i: injuries_per_1000(i["injuries"], i["sessions"])
    ),
    "daily_load_local": load_examples.days,
    "hrmax_age": if_known(load_examples.age_max),
    "hrmax_observed": load_examples.observed_max,
    "sides_from_balance": if_known(
        lambda i: symmetry.sides_from_balance(i["contact_ms"], i["contact_left_pct"])._asdict()
    ),
    "symmetry_index_robinson": if_known(lambda i: symmetry.robinson_index(i["left"], i["right"])),
    "symmetry_angle": if_known(lambda i: symmetry.symmetry_angle(i["left"], i["right"])),
    "limb_symmetry_index": if_known(lambda i: symmetry.limb_symmetry_index(i["left"], i["right"])),
    "si_from_balance": if_known(lambda i: symmetry.robinson_from_balance(i["contact_left_pct"])),
    "run_balance_ci": _run_balance,
    "gct_balance_flag": _gct_balance,
    "vendor_zone": lambda i: vendor_zone(i["contact_left_pct"]),
    "leg_spring_morin": _leg_spring,
    "balance_shift": _balance_shift,
    "balance_fatigue_drift": _fatigue_drift,
    "theil_sen_slope": _theil_sen,
    "speed_matched_difference_pct": _matched,
    "vertical_ratio": lambda i: stride.vertical_ratio_pct(
        vertical_oscillation_mm=i["vertical_oscillation_mm"], step_length_mm=i["step_length_mm"]
    ),
    "step_length_m": lambda i: stride.step_length_m(
        speed_mps=i["speed_mps"], cadence_spm=i["cadence_spm"]
    ),
    "turn_bias": _turn_bias,
    "turn_rate_deg_s": lambda i: turns.bend_rate_degps(
        speed_mps=i["speed_mps"], radius_m=i["radius_m"]
    ),
    "decode_left_right_balance_u8": lambda i: left_right.left_right_u8(i["raw"])._asdict(),
    "decode_left_right_balance_u16": lambda i: left_right.left_right_u16(i["raw"])._asdict(),
    "downhill_load": _downhill,
    "heel_raise_test": _heel_raises,
    "self_test": _self_test,
    "ankle_knee_to_wall": lambda i: _sides(
        verdict("ST_ANKLE", i["left_cm"], i["right_cm"]), "stiffer_side"
    ),
    "y_reach_anterior": lambda i: _sides(verdict("ST_REACH", i["left_cm"], i["right_cm"])),
    "y_reach_composite_pct": lambda i: reach_composite_pct(
        (i["anterior_cm"], i["posteromedial_cm"], i["posterolateral_cm"]), i["leg_length_cm"]
    ),
}
"""Metric of the examples -> what it comes to in our code."""


FIELDS = ("id", "metric", "inputs", "expected")


def agrees(ours: Any, expected: Any, tolerance: float) -> bool:
    """Numbers within the tolerance, objects and lists part by part, all else exactly."""
    if isinstance(expected, Mapping):
        return isinstance(ours, Mapping) and all(
            key in ours and agrees(ours[key], value, tolerance) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(ours, list | tuple)
            and len(ours) == len(expected)
            and all(agrees(a, b, tolerance) for a, b in zip(ours, expected, strict=True))
        )
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        return ours == expected and type(ours) is type(expected)
    is_number = isinstance(ours, int | float | np.number) and not isinstance(ours, bool)
    return is_number and abs(ours - expected) <= tolerance


def answer(example: Inputs) -> Any:
    """What our code says to one example; raises KeyError for a metric that is not in the table."""
    return METRICS[example["metric"]](example["inputs"])


def difference(example: Any) -> str | None:
    """What is wrong with one example: it differs, is unknown or cannot be read; None if it agrees.

    An example that breaks us, or is broken, is a difference and not the end.
    """
    if not isinstance(example, Mapping):
        return f"not an object: {example!r}"
    lacking = [field for field in FIELDS if field not in example]
    if lacking:
        return f"has no {', '.join(lacking)}"
    expected, tolerance = example["expected"], example.get("tolerance") or 0
    if not isinstance(example["inputs"], Mapping):
        return f"its inputs are no object, expected {expected}"
    if str(example["metric"]) not in METRICS:
        return f"unknown metric, expected {expected}"
    try:
        ours = answer(example)
        is_right = agrees(ours, expected, tolerance)
    except Exception as error:
        return f"{error!r}, expected {expected}"
    return None if is_right else f"{ours!r}, expected {expected!r} within {tolerance}"


def read(name: str) -> list[Any]:
    """The examples of a file: a list, or an object that has one under `examples`.

    Raises:
        ValueError: it is neither, no JSON, or empty.
        OSError: it cannot be read.
    """
    found = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    if isinstance(found, Mapping):
        found = found.get("examples")
    if not isinstance(found, list) or not found:
        raise ValueError("it holds no list of examples")
    return found


def main(arguments: list[str]) -> int:
    """Print agreement per metric; 0 if every example of every file agrees, 1 if not, else 2."""
    if not arguments:
        print(__doc__)
        return 2
    wrong: list[str] = []
    for name in arguments:
        try:
            examples = read(name)
        except (OSError, ValueError) as error:
            print(f"{name} cannot be read: {error}")
            return 2
        n_right: Counter[str] = Counter()
        n_all: Counter[str] = Counter()
        for example in examples:
            told = example if isinstance(example, Mapping) else {}
            metric, differs = str(told.get("metric")), difference(example)
            n_all[metric] += 1
            n_right[metric] += differs is None
            if differs is not None:
                wrong.append(f"{told.get('id')} {metric}: {differs}")
        for metric, n in n_all.items():
            print(f"{metric:32} {n_right[metric]:3} of {n:3}")
        print(f"{name}: {n_right.total()} of {len(examples)} agree")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
