"""The examples of the daily series, in the words of our functions (see `check_examples`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from analytics import curves, ratio, weeks
from analytics.imputed import IMPUTE_LEAST, imputed_load

Inputs = Mapping[str, Any]
Known = float | None
Loads = Sequence[Known]


def decay_alpha(i: Inputs) -> float:
    return curves.decay_alpha(i["n_days"], i.get("convention") or "exp")


def _seed(told: Any, loads: Sequence[float]) -> float:
    """A number, the word "first value", or else the mean of the first 28 days."""
    if isinstance(told, str):
        if told != "first value":
            raise ValueError(f"unknown seed {told!r}")
        return float(loads[0])
    return curves.seed_of(loads) if told is None else float(told)


def _line(loads: Loads, i: Inputs, *, n_days: float, seed: Any) -> list[Known]:
    """The curve of each day; unknown from the first unknown day on."""
    known: list[float] = []
    for load in loads:
        if load is None:
            break
        known.append(load)
    if not known:
        return [None] * len(loads)
    alpha = curves.decay_alpha(n_days, i.get("convention") or "exp")
    line = curves.decayed(known, alpha, seed=_seed(seed, known))
    return [*line, *[None] * (len(loads) - len(line))]


def ctl(loads: Loads, i: Inputs) -> Known:
    line = _line(loads, i, n_days=i.get("n_days") or curves.LONG_DAYS, seed=i.get("seed"))
    return line[-1] if line else None


def pmc(loads: Loads, i: Inputs) -> dict[str, Known]:
    """Both curves of each day, and their difference on the day after."""
    seeds = [i.get(name, i.get("seed")) for name in ("ctl_seed", "atl_seed")]
    spans = [i.get("ctl_days") or curves.LONG_DAYS, i.get("atl_days") or curves.SHORT_DAYS]
    long, short = (
        _line(loads, i, n_days=span, seed=seed) for span, seed in zip(spans, seeds, strict=True)
    )
    answer: dict[str, Known] = {}
    if all(isinstance(seed, int | float) for seed in seeds):
        answer["tsb_day1"] = seeds[0] - seeds[1]
    for day, (ctl_au, atl_au) in enumerate(zip(long, short, strict=True), start=1):
        answer |= {
            f"ctl_day{day}": ctl_au,
            f"atl_day{day}": atl_au,
            f"tsb_day{day + 1}": None if ctl_au is None or atl_au is None else ctl_au - atl_au,
        }
    return answer


def ctl_ramp(i: Inputs) -> Known:
    return curves.ramp(i["ctl_today"], i["ctl_7_days_ago"])


def _spans(i: Inputs) -> dict[str, int]:
    return {
        "acute": i.get("acute_n") or ratio.ACUTE_DAYS,
        "chronic": i.get("chronic_n") or ratio.CHRONIC_DAYS,
    }


def acwr_coupled(loads: Loads, i: Inputs) -> Known:
    return ratio.coupled(loads, **_spans(i))


def acwr_uncoupled(loads: Loads, i: Inputs) -> Known:
    return ratio.uncoupled(loads, **_spans(i))


def acwr_ewma(loads: Loads, i: Inputs) -> Known:
    seed = i.get("seed")
    if isinstance(seed, str) and seed != "first value":
        raise ValueError(f"unknown seed {seed!r}")
    number = None if isinstance(seed, str) else seed
    return ratio.exponential(loads, **_spans(i), seed=number)


def _of_week(formula: Callable[..., pl.Expr], week: Loads, i: Inputs) -> Known:
    days = pl.DataFrame({"load": pl.Series(week, dtype=pl.Float64, strict=False)})
    told = {name: i[name] for name in ("ddof", "cap") if i.get(name) is not None}
    return days.select(formula(pl.col("load"), **told)).item()


def monotony(week: Loads, i: Inputs) -> Known:
    return _of_week(weeks.monotony, week, i)


def strain(week: Loads, i: Inputs) -> Known:
    return _of_week(weeks.strain, week, i)


def weekly_change_pct(i: Inputs) -> Known:
    this, last = (pl.lit(i[key], pl.Float64) for key in ("this_week_km", "last_week_km"))
    return pl.select(weeks.change_pct(this, last)).item()


def imputed(i: Inputs) -> Known:
    hours = i["duration_h"]
    rates = i["load_per_hour_same_sport_90d"] or ()
    least = i.get("min_runs", IMPUTE_LEAST)
    return imputed_load(None if hours is None else hours * 3600, rates, least=least)
