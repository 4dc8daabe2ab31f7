"""What a browser lets us guess of a runner who has told nothing yet: zone, units, the week."""

from __future__ import annotations

from dataclasses import replace

from core.athlete import Profile

IMPERIAL_REGIONS = frozenset({"US", "LR", "MM"})
_SUNDAY = (
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX "
    "MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
SUNDAY_REGIONS = frozenset(_SUNDAY.split())
"""Regions whose week begins on Sunday. Source: Unicode CLDR, supplemental data, `weekData`."""


def guessed(known: Profile, *, zone: str | None, locale: str) -> Profile:
    """The profile with a zone where none is told, and units and week where nothing is told.

    Args:
        known: What the runner told.
        zone: The browser's time zone.
        locale: The browser's language with its region, such as "en-US".

    Example:
        >>> guessed(Profile(), zone="Asia/Tokyo", locale="ja-JP").week_begins_on_sunday
        True
    """
    if known.timezone is not None or zone is None:
        return known
    if known != Profile():
        return replace(known, timezone=zone)
    region = locale.rpartition("-")[2].upper()
    return replace(
        known,
        timezone=zone,
        is_metric=region not in IMPERIAL_REGIONS,
        week_begins_on_sunday=region in SUNDAY_REGIONS,
    )
