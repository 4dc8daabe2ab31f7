from __future__ import annotations

from core.findings import Flag, Level, Side, Tone
from tests.makers import make_balance_flag, make_flag, make_review
from tests.plan_makers import make_plan
from views.balance_flags import also_seen, concerned, looked_at, open_panels

GAIT = ("GCT_BALANCE", "BALANCE_SHIFT", "BALANCE_FATIGUE", "BALANCE_HILL", "TURN_BIAS")


def raised(name: str) -> Flag:
    return make_balance_flag(id=name, title=name, level=Level.WATCH, tone=Tone.AMBER)


def calm(name: str, level: Level) -> Flag:
    return make_balance_flag(
        id=name, title=name, level=level, tone=Tone.NONE, side=Side.NONE, text="It takes 2 more."
    )


MANY = make_review(flags=tuple(raised(name) for name in GAIT))


def test_at_most_three_flags_are_open() -> None:
    assert [panel.heading for panel in open_panels(MANY, make_plan())] == list(GAIT[:3])


def test_the_others_are_folded_and_none_is_lost() -> None:
    assert [panel.heading for panel in also_seen(MANY, make_plan())] == list(GAIT[3:])


def test_flags_of_the_load_stay_on_their_own_page() -> None:
    assert concerned(make_review(flags=(make_flag(level=Level.ACT, tone=Tone.RED),))) == ()


def test_a_self_test_names_a_side_without_any_sensor() -> None:
    review = make_review(flags=(raised("ST_CALF"),))
    assert [flag.id for flag in concerned(review)] == ["ST_CALF"]


def test_a_card_says_what_to_do_why_and_where() -> None:
    (panel, *_) = open_panels(MANY, make_plan())
    assert "**What to do.** Train one-leg strength" in panel.text
    assert "**How it was worked out.**" in panel.why
    assert "**Source.**" in panel.why
    assert [link.page for link in panel.links] == ["pages/6_Strength.py"]


def test_every_look_that_found_nothing_is_told_apart_from_one_that_could_not_look() -> None:
    flags = (calm("BALANCE_HILL", Level.OK), calm("BALANCE_SPEED", Level.INSUFFICIENT))
    fine, _, missing = looked_at(make_review(flags=flags)).partition("**Not enough data yet**")
    assert "**BALANCE_HILL.**" in fine
    assert "**BALANCE_SPEED.** It takes 2 more." in missing


def test_nothing_looked_at_says_nothing() -> None:
    assert looked_at(make_review(flags=())) == ""
