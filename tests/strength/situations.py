"""Makers of situations for the strength tests: flags with their needs, runners, whole weeks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from analytics.flags import FLAGS
from core.athlete import USUAL_WEEK, WEEKDAYS, Experience, Goal, Pain, Profile, RunDay, Sex
from core.findings import Flag, Grade, Level, Need, Quality, Side, Tone
from core.load_cause import LoadCause, LoadState
from core.plan import Focus, Situation

MONDAY = date(2026, 1, 5)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "exercises.json"

# What the tests need while not every flag has its row in analytics/flags: a few links of the law.
FEW_NEEDS: dict[str, tuple[tuple[str, int, str], ...]] = {
    "GCT_BALANCE": (
        ("SINGLE_LEG_STRENGTH", 2, "trains one leg at a time with equal work on both sides"),
        ("HIP_STABILITY", 2, "hip muscles that hold the pelvis level in single-leg support"),
        ("BALANCE", 1, "single-leg support time without impact"),
    ),
    "ST_CALF": (
        ("CALF_STRENGTH", 2, "same muscle group as the test"),
        ("FOOT_CONTROL", 1, "foot base for the heel raise"),
    ),
    "ST_HOP": (
        ("ELASTIC_CALF", 1, "elastic calf work before hopping"),
        ("SINGLE_LEG_SPRING", 2, "single-leg push and landing"),
        ("HOP_BASE", 1, "strength base before any hopping"),
    ),
    "STIFFNESS_DROP": (
        ("CALF_STRENGTH", 2, "calf-Achilles unit is the main ankle spring"),
        ("LEG_SPRING", 2, "short ground contacts train the leg spring"),
    ),
    "NO_STRENGTH": (
        ("GENERAL_STRENGTH", 2, "main strength work for runners"),
        ("UPPER_BACK", 1, "upper-back work completes the programme"),
    ),
    "TIGHTNESS": (
        ("FLEXIBILITY", 2, "slow stretching raises range of motion over weeks"),
        ("POSTURE", 1, "shoulder and upper-back tension"),
        ("CALM_FOCUS", 1, "relaxation and range"),
    ),
    "CADENCE_LOW": (
        ("QUICK_STEPS", 2, "rhythm for a slightly quicker step"),
        ("TALL_FORM", 2, "foot lands closer under the hip"),
    ),
}


@cache
def links() -> Mapping[str, tuple[Need, ...]]:
    """The needs of every flag: the app's own rows first, then the shared table, then a few here."""
    known = {
        flag_id: tuple(Need(quality=Quality(q), weight=w, why=why) for q, w, why in rows)
        for flag_id, rows in FEW_NEEDS.items()
    }
    if SHARED.is_file():
        shared = json.loads(SHARED.read_text(encoding="utf-8"))["flag_points_to"]
        known |= {
            flag_id: tuple(
                Need(quality=Quality(row["quality"]), weight=row["weight"], why=row["why"])
                for row in rows
            )
            for flag_id, rows in shared.items()
        }
    return known | own_links()


def own_links() -> dict[str, tuple[Need, ...]]:
    """The needs that stand in the app's own flag rows."""
    return {rule.id: rule.needs for rule in FLAGS if rule.needs}


def needs_of(flag_id: str) -> tuple[Need, ...]:
    """The needs of one flag.

    Raises:
        ValueError: no row of the app has it, and the shared table is not here or lacks it.
    """
    if flag_id not in links():
        where = "the shared table lacks it" if SHARED.is_file() else f"there is no {SHARED}"
        raise ValueError(f"flag {flag_id} has no row in analytics/flags, and {where}")
    return links()[flag_id]


def make_need_flag(flag_id: str, level: str = "watch", **changes: Any) -> Flag:
    """A flag at a level, with the needs that the law gives it."""
    fields: dict[str, Any] = {
        "id": flag_id,
        "title": flag_id.replace("_", " ").capitalize(),
        "level": Level[level.upper()],
        "tone": Tone.AMBER,
        "side": Side.NONE,
        "value": None,
        "unit": "",
        "low": None,
        "high": None,
        "n_runs": 5,
        "n_blocks": 50,
        "window_days": 56,
        "grade": Grade.WEAK,
        "text": "",
        "caveat": "",
        "source": "",
        "needs": needs_of(flag_id),
    }
    return Flag(**(fields | changes))


def cause_of(state: LoadState, *, is_ill: bool = False) -> LoadCause | None:
    """A cause that makes the load state this one."""
    if state is LoadState.RED:
        return LoadCause.ILLNESS if is_ill else LoadCause.LARGE_JUMP
    return LoadCause.JUMP if state is LoadState.AMBER else None


def make_situation(
    *,
    flags: Iterable[Flag] = (),
    load_state: LoadState = LoadState.GREEN,
    today: date = MONDAY,
    focus: Focus | None = None,
    phase: str | None = None,
    **profile: Any,
) -> Situation:
    """A beginner of 40 with 40 minutes and nothing special; profile fields by keyword."""
    return Situation(
        flags=tuple(flags),
        profile=Profile(**({"birth_year": 1986} | profile)),
        load_cause=cause_of(load_state, is_ill=profile.get("ill_since") is not None),
        today=today,
        focus=focus or Focus(),
        phase=phase,
    )


INPUT_KEYS = frozenset(
    {
        *("age", "sex", "equipment", "floor_ok", "minutes_per_week", "max_sessions", "experience"),
        *("weeks_done", "goal", "days_to_race", "today", "phase", "week", "load_state", "pains"),
        *("conditions", "wants", "heel_raise_min", "focus_side", "focus_provisional", "flags"),
    }
)


def situation_from(inputs: Mapping[str, Any]) -> Situation:
    """A situation from the inputs of a persona block (strength law, section 2).

    Raises:
        ValueError: an input that the law does not know.
    """
    if unknown := sorted(set(inputs) - INPUT_KEYS):
        raise ValueError(f"unknown inputs: {', '.join(unknown)}")
    today = _day(inputs.get("today") or "mon")
    days = inputs.get("days_to_race")
    return Situation(
        flags=tuple(_flag(told) for told in inputs.get("flags") or ()),
        profile=_profile(
            inputs, today, None if days is None else today + timedelta(days=int(days))
        ),
        load_cause=cause_of(LoadState(inputs.get("load_state") or "green")),
        today=today,
        focus=Focus(
            side=Side(inputs.get("focus_side") or "none"),
            is_provisional=inputs.get("focus_provisional") is not False,
        ),
        phase=inputs.get("phase"),
    )


def _profile(inputs: Mapping[str, Any], today: date, race_date: date | None) -> Profile:
    told: dict[str, Any] = {"race_date": race_date}
    if (age := inputs.get("age")) is not None:
        told["birth_year"] = today.year - int(float(age))
    if inputs.get("sex"):
        told["sex"] = Sex(str(inputs["sex"]).lower()[0])
    if inputs.get("week"):
        told["week"] = _week(inputs["week"])
    for key, name in (
        ("minutes_per_week", "strength_minutes_per_week"),
        ("max_sessions", "max_strength_sessions"),
        ("heel_raise_min", "heel_raises_min"),
        ("floor_ok", "floor_ok"),
        ("weeks_done", "weeks_done"),
    ):
        if (value := inputs.get(key)) is not None:
            told[name] = value if isinstance(value, bool) else int(float(value))
    return Profile(
        equipment=frozenset(_listed(inputs.get("equipment"))),
        experience=Experience(inputs.get("experience") or "none"),
        goal=Goal(inputs.get("goal") or "health"),
        pains=tuple(
            Pain(tag=pain["tag"], score=ceil(float(pain["score"])), side=pain.get("side") or "none")
            for pain in inputs.get("pains") or ()
        ),
        conditions=frozenset(_listed(inputs.get("conditions"))),
        wants=frozenset(_listed(inputs.get("wants"))),
        **told,
    )


def _listed(told: Any) -> Iterable[str]:
    """A list, or a single word in its place."""
    return (told,) if isinstance(told, str) else told or ()


def _week(told: Mapping[str, str]) -> tuple[RunDay, ...]:
    """Monday to Sunday; a day that is not told is the one of the usual week."""
    if unknown := sorted(set(told) - set(WEEKDAYS)):
        raise ValueError(f"unknown days: {', '.join(unknown)}")
    usual = dict(zip(WEEKDAYS, USUAL_WEEK, strict=True))
    return tuple(RunDay(told.get(day, usual[day])) for day in WEEKDAYS)


def _flag(told: Mapping[str, Any]) -> Flag:
    """A flag of a persona: id and level, and a side or a value where it tells them."""
    more = {key: told[key] for key in ("value", "unit") if told.get(key) is not None}
    return make_need_flag(told["id"], told["level"], side=Side(told.get("side") or "none"), **more)


def _day(today: str) -> date:
    if today in WEEKDAYS:
        return MONDAY + timedelta(days=WEEKDAYS.index(today))
    return date.fromisoformat(today)
