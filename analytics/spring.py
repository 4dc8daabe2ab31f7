"""The leg as a spring, from contact time and cadence: valid on the flat only."""

from __future__ import annotations

from math import pi
from typing import NamedTuple

import polars as pl

from core.units import GRAVITY_MPS2

LEG_PER_HEIGHT = 0.53  # Morin 2005, after Winter


class Spring(NamedTuple):
    """What the sine-wave method gives for one step. Plain SI units, forces in newtons."""

    flight_s: float
    force_n: float
    sink_m: float
    shortening_m: float
    vertical_kn_m: float
    leg_kn_m: float


def leg_spring(
    speed_mps: float,
    stance_time_ms: float,
    *,
    cadence_spm: float,
    mass_kg: float,
    height_m: float,
) -> Spring | None:
    """Flight time, peak force and both stiffnesses; None where there is no flight.

    Source:
        Morin 2005, J Appl Biomech 21:167; imbalance law, 2.1. Not valid on inclines (Meyer 2023).
    """
    frame = pl.DataFrame(
        {"v": [speed_mps], "t": [stance_time_ms], "c": [cadence_spm]}, schema_overrides=_ALL_F64
    )
    parts = frame.select(
        **spring_parts(
            pl.col("v"),
            pl.col("t"),
            cadence_spm=pl.col("c"),
            mass_kg=mass_kg,
            height_m=height_m,
        )
    ).row(0)
    return None if None in parts else Spring(*parts)


_ALL_F64 = {"v": pl.Float64, "t": pl.Float64, "c": pl.Float64}


def spring_parts(
    speed_mps: pl.Expr,
    stance_time_ms: pl.Expr,
    *,
    cadence_spm: pl.Expr,
    mass_kg: float,
    height_m: float,
) -> dict[str, pl.Expr]:
    """The fields of `Spring` as expressions; null where there is no flight or no shortening.

    Source:
        Morin 2005, J Appl Biomech 21:167; imbalance law, 2.1.
    """
    contact_s = stance_time_ms / 1000
    flight_s = 60 / cadence_spm - contact_s
    force_n = mass_kg * GRAVITY_MPS2 * (pi / 2) * (flight_s / contact_s + 1)
    sink_m = force_n * contact_s**2 / (mass_kg * pi**2) - GRAVITY_MPS2 * contact_s**2 / 8
    leg_m = LEG_PER_HEIGHT * height_m
    half_way_m = speed_mps * contact_s / 2
    is_leg_long_enough = half_way_m < leg_m
    shortening_m = leg_m - (leg_m**2 - half_way_m**2).sqrt() + sink_m
    is_step = (contact_s > 0) & (cadence_spm > 0) & (flight_s > 0)
    flies = is_step & is_leg_long_enough & (shortening_m > 0)
    parts = {
        "flight_s": flight_s,
        "force_n": force_n,
        "sink_m": sink_m,
        "shortening_m": shortening_m,
        "vertical_kn_m": force_n / sink_m / 1000,
        "leg_kn_m": force_n / shortening_m / 1000,
    }
    return {name: pl.when(flies).then(part) for name, part in parts.items()}
