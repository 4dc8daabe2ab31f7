from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from core.athlete import PAIN_TAGS, Pain, Profile, RunDay
from core.diary import SIDES, DiaryEntry, Pocket
from core.errors import EntryError
from core.findings import Review
from core.schemas import DIARY
from tests.makers import make_review
from views import day_card

TODAY = date(2026, 11, 19)
KNEE = {"place": "knee", "side": "left", "pain": 5}


def typed(**changes: Any) -> dict[str, Any]:
    return dict.fromkeys(day_card.questions(0)) | changes


def with_diary(*rows: dict[str, Any], profile: Profile | None = None) -> Review:
    usual = {"local_date": TODAY, "kind": "pain", "place": "knee", "side": "right"}
    told = [usual | {"entry_id": n} | row for n, row in enumerate(rows)]
    diary = DIARY.complete(pl.DataFrame(told, strict=False)) if told else DIARY.empty()
    return make_review(profile=profile or Profile(), diary=diary)


def after(review: Review, **changes: Any) -> Profile:
    (entry,) = day_card.read(typed(**(KNEE | changes)), today=TODAY)
    return day_card.with_pain(review.profile, entry, diary=review.diary)


def test_only_what_was_answered_becomes_a_line() -> None:
    (entry,) = day_card.read(typed(tightness=4), today=TODAY)
    assert entry == DiaryEntry(local_date=TODAY, kind=Pocket.TIGHTNESS, score_index=4)


def test_an_answer_of_zero_is_an_answer() -> None:
    (entry,) = day_card.read(typed(focus=0), today=TODAY)
    assert entry.score_index == 0


@pytest.mark.parametrize("missing", list(KNEE))
def test_a_pain_lacks_neither_place_nor_side_nor_score(missing: str) -> None:
    with pytest.raises(EntryError) as caught:
        day_card.read(typed(**(KNEE | {missing: None})), today=TODAY)
    assert caught.value.field == missing


def test_nothing_answered_is_said() -> None:
    with pytest.raises(EntryError, match="Nothing is answered"):
        day_card.read(typed(), today=TODAY)


def test_what_hurts_closes_gates_of_the_plan() -> None:
    assert after(with_diary()).pains == (Pain(tag="knee", score=5),)


def test_a_pain_that_is_over_leaves_the_profile() -> None:
    told = Profile(pains=(Pain(tag="calf", score=2), Pain(tag="knee", score=6)))
    assert after(with_diary(profile=told), pain=0).pains == (Pain(tag="calf", score=2),)


def test_the_worse_side_of_a_place_counts() -> None:
    assert after(with_diary({"score_index": 7.0})).pains == (Pain(tag="knee", score=7),)


def test_the_other_side_counts_with_what_was_last_said_of_it() -> None:
    review = with_diary({"score_index": 7.0}, {"score_index": 0.0})
    assert after(review).pains == (Pain(tag="knee", score=5),)


@pytest.mark.parametrize(("days_ago", "score"), [(13, 7), (14, 5)])
def test_the_other_side_counts_for_two_weeks_today_included(days_ago: int, score: int) -> None:
    review = with_diary({"score_index": 7.0, "local_date": TODAY - timedelta(days=days_ago)})
    assert after(review).pains == (Pain(tag="knee", score=score),)


def test_a_place_of_which_nobody_told_a_number_changes_nothing_else() -> None:
    told = Profile(mass_kg=70)
    assert replace(after(with_diary(profile=told)), pains=()) == told


def test_all_is_kept_in_the_diary_and_the_pain_in_the_profile_too() -> None:
    notes: list[DiaryEntry] = []
    saved: list[Profile] = []

    def note(entry: DiaryEntry, *, today: date) -> int:
        notes.append(entry)
        return len(notes)

    said = day_card.keep(with_diary(), typed(**KNEE, tightness=3), note=note, save=saved.append)
    assert [entry.kind for entry in notes] == [Pocket.PAIN, Pocket.TIGHTNESS]
    assert [each.pains for each in saved] == [(Pain(tag="knee", score=5),)]
    assert said == "Kept. Today begins with what hurts, and the plan leaves it alone."


FOUND = Profile(week=(RunDay.HARD,) * 7, pains=(Pain(tag="calf", score=2),))


def test_what_was_only_found_is_not_kept_as_told() -> None:
    saved: list[Profile] = []
    review = replace(with_diary({"score_index": 5.0}, profile=FOUND), told_profile=Profile())
    day_card.keep(review, typed(**KNEE), note=lambda *_, **__: 1, save=saved.append)
    day_card.act("ill", review, forget=lambda _: None, save=saved.append)
    assert saved == [Profile(pains=(Pain(tag="knee", score=5),)), Profile(ill_since=TODAY)]


def test_stiffness_alone_leaves_the_profile() -> None:
    def save(_: Profile) -> None:
        raise AssertionError("saved")

    day_card.keep(with_diary(), typed(tightness=3), note=lambda *_, **__: 1, save=save)


def test_the_line_that_opens_says_what_was_answered_today() -> None:
    review = with_diary({"score_index": 5.0}, {"score_index": 9.0, "local_date": date(2026, 11, 1)})
    assert day_card.label(review) == "How are you today? Knee, right 5 of 10"


def test_an_illness_begins_today_and_ends_when_the_runner_is_well() -> None:
    saved: list[Profile] = []
    for clicked in ("ill", "well"):
        day_card.act(clicked, with_diary(), forget=lambda _: None, save=saved.append)
    assert [each.ill_since for each in saved] == [TODAY, None]


def test_a_pain_that_is_taken_back_leaves_diary_and_profile() -> None:
    forgotten: list[int] = []
    saved: list[Profile] = []
    review = with_diary({"score_index": 5.0}, profile=Profile(pains=(Pain(tag="knee", score=5),)))
    day_card.act("forget_0", review, forget=forgotten.append, save=saved.append)
    assert (forgotten, [each.pains for each in saved]) == ([0], [()])


def test_every_place_and_side_can_be_told() -> None:
    asked = day_card.questions(0)
    assert (set(asked["place"].options), set(asked["side"].options)) == (set(PAIN_TAGS), set(SIDES))
