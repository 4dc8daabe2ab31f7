"""The race that the runner told, where it is near enough to matter today."""

from __future__ import annotations

from datetime import date

from core.athlete import Profile
from views import words

NEAR_DAYS = 14  # our choice: two weeks hold the taper of every distance


def sentence(profile: Profile, today: date) -> str:
    """When the race is: "Your race is tomorrow."; empty where it is past, far or not told."""
    race = profile.race_date
    if race is None or not 0 <= (days := (race - today).days) <= NEAR_DAYS:
        return ""
    on_day = f"in {days} days, on {words.day(race, today=today)}"
    return f"Your race is {('today', 'tomorrow')[days] if days < 2 else on_day}."
