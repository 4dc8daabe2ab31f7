"""Numbers, distances and days as sentences say them: on the pages and in the flags alike.

SI comes in; the reader's units go out. Absence is said, never shown as zero.
"""

from __future__ import annotations

import math
from datetime import date

from core.findings import ABOUT_RATIO
from core.load_cause import LoadCause
from core.units import KILOGRAMS_PER_POUND, METRES_PER_INCH, METRES_PER_KM, METRES_PER_MILE

UNKNOWN = "–"
GROUPED_FROM, LONGEST_TYPED = 10_000, 1e12  # our choice: nobody reads the digits of more
MINUS = "−"
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

AFTER = {
    None: "",
    LoadCause.ILLNESS: "while you are ill",
    LoadCause.LARGE_JUMP: "after a large jump in distance",
    LoadCause.JUMP: "after a jump in distance",
    LoadCause.RETURN: "after a break from running",
    LoadCause.DESCENT: "after much descent",
}
"""Why strength work is lighter, inside a sentence."""


def number(value: float | None, decimals: int = 0) -> str:
    """A plain number with thousands separated and a real minus sign."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    text = f"{value:,.{decimals}f}"
    is_zero = not text.strip("-0.,")
    return text.lstrip("-") if is_zero else text.replace("-", MINUS)


def typed(value: float) -> str:
    """A number as somebody would type it, to be named in a refusal; never with an exponent.

    Below 10,000 nothing separates thousands: it may be a year.

    Example:
        >>> typed(1e6), typed(1899.0), typed(-0.25), typed(1e300)
        ('1,000,000', '1899', '-0.25', 'that large')
    """
    if math.isnan(value):
        return "no number"
    if abs(value) >= LONGEST_TYPED:
        return "that large" if value > 0 else "that small"
    text = f"{value:.6f}" if abs(value) < GROUPED_FROM else f"{value:,.6f}"
    return text.rstrip("0").rstrip(".")


def signed(value: float | None, decimals: int = 0) -> str:
    """A difference with its sign: "+4", "−7", and "0" without one."""
    text = number(value, decimals)
    is_positive = text[0].isdigit() and bool(text.strip("0.,"))
    return f"+{text}" if is_positive else text


def count(n: int, thing: str, things: str | None = None) -> str:
    """A number of things: "1 run", "84 runs"."""
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"


def change(ratio: float | None, *, edges: tuple[float, ...] = ()) -> str:
    """A ratio as a change: 1.13 is "+13 %"; "about" when `is_about` says so."""
    if ratio is None or not math.isfinite(ratio):
        return UNKNOWN
    about = "about " if is_about(ratio, edges) else ""
    return f"{about}{signed(100 * (ratio - 1))} %"


def is_about(ratio: float, edges: tuple[float, ...]) -> bool:
    """Whether GPS error could put a ratio on the other side of one of the edges.

    Source:
        Load law, section 2 and 6.1: within 2 % of a class edge say "about".
    """
    return any(abs(ratio / edge - 1) <= ABOUT_RATIO for edge in edges)


def distance_unit(*, is_metric: bool = True) -> str:
    """The unit of a distance: "km" or "mi"."""
    return "km" if is_metric else "mi"


def metres_per_unit(*, is_metric: bool = True) -> float:
    """Metres in one unit of distance: divide by it to draw a distance axis."""
    return METRES_PER_KM if is_metric else METRES_PER_MILE


def distance(distance_m: float | None, *, is_metric: bool = True) -> str:
    """A distance: "12.1 km", "400 m", "7.5 mi"; whole from 100 on."""
    if distance_m is None or not math.isfinite(distance_m):
        return UNKNOWN
    if distance_m == 0:
        return f"0 {distance_unit(is_metric=is_metric)}"
    if is_metric and distance_m < METRES_PER_KM:
        return f"{distance_m:.0f} m"
    value = distance_m / metres_per_unit(is_metric=is_metric)
    whole_from = 99.95  # what would be printed as 100.0
    decimals = 0 if value >= whole_from else 1
    return f"{value:,.{decimals}f} {distance_unit(is_metric=is_metric)}"


def height(height_m: float, *, is_metric: bool = True) -> str:
    """A body's height: "180 cm", "71 in"."""
    return f"{100 * height_m:.0f} cm" if is_metric else f"{height_m / METRES_PER_INCH:.0f} in"


def mass(mass_kg: float, *, is_metric: bool = True) -> str:
    """A body's mass, without a decimal that says nothing: "61.5 kg", "160 lb"."""
    value, unit = (mass_kg, "kg") if is_metric else (mass_kg / KILOGRAMS_PER_POUND, "lb")
    return f"{round(value, 1):g} {unit}"


def day(local_date: date | None, *, today: date) -> str:
    """A date as "Sat 21 Nov"; with its year if that is not this one."""
    if local_date is None:
        return UNKNOWN
    text = f"{DAY_NAMES[local_date.weekday()]} {short_date(local_date)}"
    return text if local_date.year == today.year else f"{text} {local_date.year}"


def short_date(local_date: date) -> str:
    """A day of the last months inside a sentence: "21 Nov"."""
    return f"{local_date.day} {MONTH_NAMES[local_date.month - 1]}"


def full_date(local_date: date) -> str:
    """A day that may lie longer ago: "21 Nov 2026"."""
    return f"{short_date(local_date)} {local_date.year}"
