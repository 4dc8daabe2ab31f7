from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.effect import Adherence, Block, DidItWork, Effect, Outcome, QualitySets
from core.findings import Quality
from views import effect_words
from views.theme import DARK, LIGHT, Palette

TODAY = date(2026, 11, 19)
CALF = Effect(
    id="ST_CALF",
    title="Heel raises",
    outcome=Outcome.CHANGED,
    unit="repetitions",
    text="The weaker side went from 14 to 20.",
    before=14.0,
    after=20.0,
    change=6.0,
    low=3.0,
    high=9.0,
    is_better=True,
)
SAME = Effect(
    id="BALANCE",
    title="Balance",
    outcome=Outcome.NO_CHANGE,
    unit="points",
    text="No change.",
    before=51.2,
    after=51.0,
    change=-0.2,
    low=-0.6,
    high=0.2,
)
HOP = Effect(id="ST_HOP", title="Hop", outcome=Outcome.UNKNOWN, unit="cm", text="One test only.")


def block(n_days: int) -> Block:
    began = TODAY - timedelta(days=n_days - 1)
    return Block(
        before_since=began - timedelta(days=n_days),
        began_on=began,
        until=TODAY,
        n_days=n_days,
        is_long_enough=n_days >= 42,
        is_over=False,
    )


def found(*effects: Effect, n_days: int = 70, **told) -> DidItWork:
    return DidItWork(block=block(n_days), text="Looked back on.", effects=effects, **told)


def panel(made: DidItWork, palette: Palette = LIGHT) -> effect_words.Panel:
    return effect_words.panel(made, palette, today=TODAY)


def test_an_effect_says_before_after_and_what_came_of_it() -> None:
    entry = panel(found(CALF)).entries[0]
    assert entry.value == "14.0 → 20.0 repetitions"
    assert entry.grade == "changed, better"


LESS = replace(CALF, id="ST_BRIDGE", after=10.0, change=-4.0, low=-7.0, high=-1.0, is_better=False)


@pytest.mark.parametrize(
    ("effects", "badge"),
    [
        ((CALF, SAME), ":green-badge[● Change for the better]"),
        ((LESS, SAME), ":yellow-badge[▲ Change for the worse]"),
        ((LESS, CALF), ":yellow-badge[▲ Changes both ways]"),
    ],
)
def test_a_badge_says_which_way_it_went(effects: tuple[Effect, ...], badge: str) -> None:
    assert panel(found(*effects)).badges == badge


def test_the_error_of_a_test_is_not_called_an_interval_of_95_percent() -> None:
    caption = panel(found(CALF, SAME)).caption
    assert "for balance the 95 % interval, for a self-test the error of the test" in caption


def test_no_change_is_said_as_such() -> None:
    assert "No change seen" in panel(found(SAME)).badges


def test_too_little_data_is_not_called_no_change() -> None:
    made = panel(found(HOP))
    assert "Not enough data" in made.badges
    assert made.pictures == ()


def test_only_effects_with_an_interval_are_drawn() -> None:
    assert effect_words.effect_table((CALF, HOP, SAME))["title"].to_list() == [
        "Heel raises",
        "Balance",
    ]


def test_an_interval_stands_where_it_is() -> None:
    row = effect_words.effect_table((CALF,)).row(0, named=True)
    assert (row["low"], row["high"]) == (pytest.approx(1 / 3), 1.0)
    assert row["label"] == "+6.0 (+3.0 to +9.0)"


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_chart_can_be_drawn(palette: Palette) -> None:
    table = effect_words.effect_table((CALF, SAME))
    assert effect_words.effect_chart(table, palette).to_dict()["height"] > 0


def test_a_young_block_says_how_many_weeks_are_left() -> None:
    made = panel(found(n_days=20))
    assert made.progress == pytest.approx(20 / 42)
    assert made.progress_text.startswith("About 4")


def test_a_full_block_has_no_weeks_left() -> None:
    assert panel(found(CALF)).progress is None


def test_without_a_session_only_the_way_on_is_said() -> None:
    made = panel(DidItWork(block=None, text="Log a session first."))
    assert made.text == "Log a session first."
    assert made.progress is None


def test_how_much_was_done_stands_beside_what_came_of_it() -> None:
    kept = Adherence(n_shown=20, n_done=15, n_more=0, share_pct=75.0, text="15 of 20 done.")
    assert "15 of 20 done." in panel(found(CALF, adherence=kept)).text


def test_sets_and_other_changes_and_ways_on_are_listed() -> None:
    sets = QualitySets(quality=Quality.SIDE_TRUNK, n_sets=30, sets_a_week=3.0)
    said = effect_words.more(
        found(SAME, qualities=(sets,), also=("Other shoes.",), instead=("Go on.",))
    )
    assert "- side trunk: 3.0 (30 in all)" in said
    assert said.index("Other shoes.") < said.index("Go on.")


def test_what_is_not_known_gets_no_empty_heading() -> None:
    assert effect_words.more(found(CALF)) == ""


def test_sets_of_unknown_exercises_are_not_passed_over() -> None:
    assert "3 sets of exercises that are not in our library" in effect_words.more(
        found(n_unknown_sets=3)
    )
