"""Race times from one all-out effort: two formulas, shown as a range and never as a promise."""

from __future__ import annotations

from math import exp

RIEGEL = 1.06  # Riegel 1981
RIEGEL_LOW, RIEGEL_HIGH = 1.05, 1.10  # load law, section 9: the range shown (our choice)
FARTHEST_RATIO = 5.0  # load law, section 9: refuse a longer reach
VDOT_MIN = (3.5, 240.0)  # load law, section 9: how long an all-out effort may take
SLOWEST_MPMIN = 10.0  # no race; where the search for a time ends
FASTEST_MPMIN = 1000.0
SLACK = 1e-9


def vdot(distance_m: float, time_min: float) -> float | None:
    """Daniels' and Gilbert's VDOT of an all-out effort; None outside 3.5 to 240 minutes.

    Call it VDOT: it is no VO2max (3 to 5 ml/kg/min from the laboratory's either way).

    Source:
        Daniels & Gilbert 1979; load law, section 9.

    Example:
        >>> round(vdot(10_000, 40), 2)
        51.94
    """
    if not VDOT_MIN[0] - SLACK <= time_min <= VDOT_MIN[1] + SLACK or distance_m <= 0:
        return None
    found = _vdot(distance_m, time_min)
    return found if found > 0 else None  # slower than any effort that the formula is about


def vdot_race_time_min(index: float, distance_m: float) -> float | None:
    """The time over a distance that has this VDOT, by bisection; None where no time has it.

    Source:
        Load law, section 9.

    Example:
        >>> round(vdot_race_time_min(83, 5000), 3)
        12.884
    """
    if distance_m <= 0:
        return None
    fast, slow = distance_m / FASTEST_MPMIN, distance_m / SLOWEST_MPMIN
    if not _vdot(distance_m, slow) <= index <= _vdot(distance_m, fast):
        return None
    for _ in range(100):
        middle = (fast + slow) / 2
        if _vdot(distance_m, middle) > index:
            fast = middle
        else:
            slow = middle
    return (fast + slow) / 2


def riegel_time_s(
    time_s: float, distance_m: float, *, target_m: float, exponent: float = RIEGEL
) -> float | None:
    """The time over another distance by Riegel's power law; None beyond five times the distance.

    Source:
        Riegel 1981, Am Sci; load law, section 9. Calibrated to the half marathon: the marathon
        comes out 10 min too fast for half of recreational runners (Vickers & Vertosick 2016,
        10.1186/s13102-016-0052-y).

    Example:
        >>> round(riegel_time_s(1500, 5000, target_m=10_000), 1)
        3127.4
    """
    if distance_m <= 0 or target_m / distance_m > FARTHEST_RATIO + SLACK:
        return None
    return float(time_s * (target_m / distance_m) ** exponent)


def race_range_s(
    time_s: float, distance_m: float, *, target_m: float
) -> tuple[float, float] | None:
    """Shortest and longest time over a target: Riegel by both exponents, and VDOT where it holds.

    None where the target is over five times the effort or under a fifth of it: the law speaks of
    the longer reach only, the shorter is our choice.
    """
    if distance_m / target_m > FARTHEST_RATIO + SLACK:
        return None
    times = [
        riegel_time_s(time_s, distance_m, target_m=target_m, exponent=exponent)
        for exponent in (RIEGEL_LOW, RIEGEL_HIGH)
    ]
    index = vdot(distance_m, time_s / 60)
    by_vdot = None if index is None else vdot_race_time_min(index, target_m)
    if by_vdot is not None and VDOT_MIN[0] <= by_vdot <= VDOT_MIN[1]:
        times.append(by_vdot * 60)
    known = [time for time in times if time is not None]
    return None if None in times[:2] else (min(known), max(known))


def _vdot(distance_m: float, time_min: float) -> float:
    speed = distance_m / time_min
    oxygen = -4.60 + 0.182258 * speed + 0.000104 * speed * speed
    share = 0.8 + 0.1894393 * exp(-0.012778 * time_min) + 0.2989558 * exp(-0.1932605 * time_min)
    return oxygen / share
