"""Random but repeatable situations for the sweeps: a seed gives the same one every time."""

from __future__ import annotations

import random
from datetime import timedelta

from core.athlete import CONDITIONS, EQUIPMENT, PAIN_TAGS, Experience, Goal, Pain, RunDay, Sex
from core.findings import LoadState, Side
from core.plan import Focus, Situation
from tests.strength.situations import MONDAY, links, make_need_flag, make_situation

WANTS = ("yoga", "pilates", "core", "weights", "balance", "floor_abs")


def random_situation(seed: int) -> Situation:
    """One runner of any kind: mostly plausible, sometimes contradictory."""
    dice = random.Random(seed)
    today = MONDAY + timedelta(days=dice.randrange(7))
    ids = dice.sample(sorted(links()), k=dice.randrange(min(6, len(links()))))
    age = dice.choice([None, 14, 25, 40, 52, 66, 78])
    return make_situation(
        flags=[_flag(dice, flag_id) for flag_id in ids],
        load_state=dice.choice([*LoadState, LoadState.GREEN, LoadState.GREEN]),
        today=today,
        focus=Focus(side=dice.choice(list(Side)), is_provisional=dice.random() < 0.5),
        birth_year=None if age is None else today.year - age,
        sex=dice.choice([None, *Sex]),
        equipment=frozenset(dice.sample(EQUIPMENT, k=dice.randrange(len(EQUIPMENT) + 1))),
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
    return tuple(Pain(tag=tag, score=dice.choice([0, 1, 2, 2, 3, 3, 5])) for tag in tags)
