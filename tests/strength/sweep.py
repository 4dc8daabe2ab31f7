"""Random but repeatable situations for the sweeps: a seed gives the same one every time."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from core.athlete import CONDITIONS, EQUIPMENT, PAIN_TAGS, Experience, Goal, Pain, RunDay, Sex
from core.findings import Side
from core.load_cause import LoadState
from core.log import Adjustment, Move, Wish
from core.plan import Focus, Situation
from strength.library import library
from tests.strength.logs import make_log, make_sessions, sets_of
from tests.strength.situations import MONDAY, links, make_need_flag, make_situation

KIT = (*EQUIPMENT, "sofa")
WANTS = ("yoga", "pilates", "core", "weights", "balance", "floor_abs")


def random_situation(seed: int) -> Situation:
    """One runner of any kind: mostly plausible, sometimes contradictory; half have a log."""
    dice = random.Random(seed)
    today = MONDAY + timedelta(days=dice.randrange(7))
    ids = dice.sample(sorted(links()), k=dice.randrange(min(6, len(links()))))
    age = dice.choice([None, 14, 25, 40, 52, 66, 78])
    plain = make_situation(
        flags=[_flag(dice, flag_id) for flag_id in ids],
        load_state=dice.choice([*LoadState, LoadState.GREEN, LoadState.GREEN]),
        today=today,
        focus=_focus(dice),
        birth_year=None if age is None else today.year - age,
        sex=dice.choice([None, *Sex]),
        equipment=frozenset(dice.sample(KIT, k=dice.randrange(len(KIT) + 1))),
        floor_ok=dice.random() < 0.7,
        strength_minutes_per_week=dice.choice([0, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 60, 90, 200]),
        max_strength_sessions=dice.choice([None, None, None, 0, 1, 2, 3]),
        experience=dice.choice(list(Experience)),
        weeks_done=dice.choice([0, 1, 2, 3, 4, 6, 7, 8, 11, 16, 30]),
        goal=dice.choice(list(Goal)),
        race_date=dice.choice([None, today + timedelta(days=dice.randrange(-25, 120))]),
        week=tuple(dice.choices(list(RunDay), weights=[4, 6, 3, 1, 0.5], k=7)),
        pains=_pains(dice),
        conditions=frozenset(dice.sample(CONDITIONS, k=1)) if dice.random() < 0.2 else frozenset(),
        wants=frozenset(dice.sample(WANTS, k=dice.randrange(3))),
        heel_raises_min=dice.choice([None, 8, 22]),
    )
    return plain if dice.random() < 0.5 else _with_past(plain, dice)


def _with_past(plain: Situation, dice: random.Random) -> Situation:
    """The same runner with sets, sessions, moves and words of the last weeks, at random."""
    monday = plain.today - timedelta(days=plain.today.weekday())
    week = [monday + timedelta(days=day) for day in range(7)]
    ids = dice.sample(sorted(library().exercises), k=dice.randrange(1, 9))
    days = [monday - timedelta(days=dice.randrange(-6, 60)) for _ in range(dice.randrange(1, 7))]
    rows = [row for day in days for key in ids for row in _rows(dice, key, day)]
    froms = dice.sample(week, k=dice.randrange(4))
    said_on = [monday - timedelta(days=number * 3 - 5) for number in range(dice.randrange(6))]
    return replace(
        plain,
        log=make_log(*rows),
        sessions_done=make_sessions(
            *(
                {
                    "local_date": day,
                    "pain_after_index": dice.choice([None, 1.0, 5.0]),
                    "is_finished": dice.random() < 0.9,
                }
                for day in days
            )
        ),
        moves=tuple(Move(week=monday, from_day=day, to_day=dice.choice(week)) for day in froms),
        adjustments=tuple(_wish(dice, day) for day in said_on),
    )


def _rows(dice: random.Random, exercise_id: str, day: date) -> list[dict[str, Any]]:
    return [
        row
        for side in dice.choice([("none",), ("left", "right"), ("left",)])
        for row in sets_of(
            exercise_id,
            day,
            dice.choice([None, 2.0, 10.0, 12.0, 40.0, 60.0]),
            n_sets=dice.randrange(1, 4),
            side=side,
            load_kg=dice.choice([None, None, 10.0, 20.0]),
            reserve_index=dice.choice([None, 0.0, 2.0, 3.0]),
            pain_index=dice.choice([None, None, None, 0.0, 2.0, 5.0]),
        )
    ]


def _wish(dice: random.Random, day: date) -> Adjustment:
    ids = sorted(library().exercises)
    wish = dice.choice(list(Wish))
    instead = dice.choice([*ids, "moonwalk"]) if wish is Wish.SWAP else None
    return Adjustment(said_on=day, exercise_id=dice.choice(ids), wish=wish, instead=instead)


def _focus(dice: random.Random) -> Focus:
    return Focus(
        side=dice.choice(list(Side)),
        is_provisional=dice.random() < 0.5,
        since=dice.choice([None, MONDAY - timedelta(days=dice.randrange(60))]),
        lsi_pct=dice.choice([None, 80.0, 96.0]),
    )


def _flag(dice: random.Random, flag_id: str):
    return make_need_flag(
        flag_id,
        dice.choice(["insufficient", "ok", "watch", "watch", "act"]),
        side=dice.choice(list(Side)),
        value=dice.choice([None, 1.6, 1.25]),
        unit=dice.choice(["pp", "ratio", "pct"]),
    )


def _pains(dice: random.Random) -> tuple[Pain, ...]:
    if dice.random() < 0.5:
        return ()
    tags = dice.sample(PAIN_TAGS, k=dice.randrange(1, 4))
    return tuple(
        Pain(
            tag=tag,
            score=dice.choice([0, 1, 2, 2, 3, 3, 5]),
            side=dice.choice(["none", "left", "right"]),
        )
        for tag in tags
    )
