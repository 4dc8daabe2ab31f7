"""The closed list of unit suffixes, and the exact conversion constants.

A numeric column or field ends in its unit (`speed_mps`), so the name is the unit and no units
library is needed. `tests/house/test_names.py` looks up every column of every schema here.
"""

UNITS: dict[str, str] = {
    "s": "seconds",
    "ms": "milliseconds",
    "m": "metres",
    "mm": "millimetres",
    "mps": "metres per second",
    "deg": "degrees",
    "degps": "degrees per second",
    "bpm": "beats per minute",
    "spm": "steps per minute, both feet",
    "brpm": "breaths per minute",
    "w": "watts",
    "kn_m": "kilonewtons per metre",
    "g": "multiples of standard gravity",
    "c": "degrees Celsius",
    "kg": "kilograms",
    "kcal": "kilocalories",
    "pct": "percent",
    "pp": "percentage points",
    "au": "arbitrary units of load; 100 is one hour at threshold",
    "ratio": "one quantity over another of the same unit",
    "bw": "multiples of body weight",
    "kj_kg": "kilojoules per kilogram of body mass",
    "mpb": "metres per heartbeat",
    "value": "a number whose unit another column of the row names",
    "parts": "several such numbers, in an order that the column tells",
    "index": "an ordinal, or a step on a device's own scale",
    "id": "a key, never a quantity",
}

METRES_PER_KM = 1000
METRES_PER_MILE = 1609.344  # international mile, exact
METRES_PER_FOOT = 0.3048  # exact
METRES_PER_INCH = 0.0254  # exact
KILOGRAMS_PER_POUND = 0.45359237  # exact
SECONDS_PER_MINUTE = 60
SECONDS_PER_HOUR = 3600
DEGREES_PER_SEMICIRCLE = 180 / 2**31  # FIT positions
FIT_EPOCH_UNIX_S = 631_065_600  # 1989-12-31T00:00:00Z, FIT protocol
GRAVITY_MPS2 = 9.81  # rounded, as in the sources of the formulas that take it
EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG


def unit_of(column: str) -> str | None:
    """The unit suffix of a column name, or None when the name carries none.

    Example:
        >>> unit_of("leg_spring_kn_m")
        'kn_m'
        >>> unit_of("sport") is None
        True
    """
    fitting = [unit for unit in UNITS if column.endswith(f"_{unit}")]
    return max(fitting, key=len, default=None)
