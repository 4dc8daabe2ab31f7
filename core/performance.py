"""What the runner can do and how hard they ran: results of the pages that ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

MARATHON_M = 42_195.0
THRESHOLD_OF_CRITICAL = 0.95  # load law, section 4.2: threshold speed is 95 % of critical speed


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalSpeed:
    """The speed that divides heavy from severe running, and how far to believe it.

    `low_mps` and `high_mps` lie one standard error away, at least the 0.14 m/s of a time trial.
    `n_hard` of the `n_efforts` reached 90 % of the highest heart rate; under two of them the value
    is a lower bound. `run_ids` are the runs behind it, shortest effort first.
    """

    speed_mps: float
    se_mps: float
    r_squared: float
    low_mps: float
    high_mps: float
    n_efforts: int
    n_hard: int
    is_lower_bound: bool
    run_ids: tuple[int, ...]
    warnings: tuple[str, ...] = ()

    @property
    def threshold_speed_mps(self) -> float:
        """What may stand for a threshold speed that the runner has not told.

        Source:
            Load law, section 4.2.
        """
        return THRESHOLD_OF_CRITICAL * self.speed_mps


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceEstimate:
    """A range of times for one race distance, or the words why there is none.

    `from_...` name the effort that it stands on; over the same distance both ends are its time.
    `is_lower_bound` says that this was no full effort as far as heart rate tells: the runner may
    be faster.
    """

    distance_m: float
    note: str
    low_s: float | None = None
    high_s: float | None = None
    from_distance_m: float | None = None
    from_time_s: float | None = None
    from_date: date | None = None
    from_id: int | None = None
    is_lower_bound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """Best efforts of 90 days and of all time (both CURVE), critical speed, race estimates.

    `why_no_critical_speed` is a sentence where there is none.
    """

    recent: pl.DataFrame
    ever: pl.DataFrame
    critical_speed: CriticalSpeed | None
    why_no_critical_speed: str | None
    races: tuple[RaceEstimate, ...]
