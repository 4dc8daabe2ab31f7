"""Heights and short lengths of a run: in metres, or in feet for those who think in miles."""

from __future__ import annotations

from core.units import METRES_PER_FOOT, METRES_PER_KM, METRES_PER_MILE
from views import words

SCALES = {
    True: {
        **{f"{n} m": float(n) for n in (50, 100, 200, 500)},
        **{f"{n} km": n * METRES_PER_KM for n in (1, 2, 5, 10, 20, 50)},
    },
    False: {
        **{f"{n} ft": n * METRES_PER_FOOT for n in (150, 300, 500, 1000, 2000)},
        **{f"{n} mi": n * METRES_PER_MILE for n in (1, 2, 5, 10, 20, 30)},
    },
}
"""How long the bar may be, in metres by its words: in kilometres, and in miles."""


def unit(*, is_metric: bool) -> str:
    """The unit of a height."""
    return "m" if is_metric else "ft"


def metres_per_unit(*, is_metric: bool) -> float:
    """Metres in it: divide by it to draw an axis."""
    return 1.0 if is_metric else METRES_PER_FOOT


def height(height_m: float | None, *, is_metric: bool) -> str:
    """A climb or descent: "30 m", "98 ft"."""
    if height_m is None:
        return words.UNKNOWN
    value = words.number(height_m / metres_per_unit(is_metric=is_metric))
    return f"{value} {unit(is_metric=is_metric)}"


def change(change_m: float | None, *, is_metric: bool) -> str:
    """How much higher the end lies than the begin: "−1 m", "+98 ft"."""
    if change_m is None:
        return words.UNKNOWN
    value = words.signed(change_m / metres_per_unit(is_metric=is_metric))
    return f"{value} {unit(is_metric=is_metric)}"


def scale_bar(room_m: float, *, is_metric: bool) -> tuple[str, float]:
    """The longest round length that there is room for, in words and in metres."""
    every = SCALES[is_metric]
    fitting = [said for said, length_m in every.items() if length_m <= room_m]
    said = fitting[-1] if fitting else next(iter(every))
    return said, every[said]
