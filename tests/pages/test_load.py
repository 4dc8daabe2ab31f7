from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.athlete import Pain, Profile
from core.findings import Review, Tone
from tests.makers import (
    MadeRun,
    make_fine_spike_flag,
    make_flag,
    make_review,
    make_series,
    make_weeks,
    usual_runs,
)
from tests.pages.reading import APP, charts, said
from views import session

JUMP = [
    *(MadeRun(days_ago=n, distance_m=10_000.0) for n in range(80, 3, -5)),
    MadeRun(days_ago=1, distance_m=16_000.0),
]


def opened(
    monkeypatch: pytest.MonkeyPatch, review: Review | None = None, **state: object
) -> AppTest:
    """Load through the front door, with a made review or the empty store; `state` opens folds."""
    if review is not None:
        monkeypatch.setattr(session, "review", lambda: review)
    page = AppTest.from_file(APP, default_timeout=30)
    for key, value in state.items():
        page.session_state[key] = value
    page = page.switch_page("pages/3_Load.py").run()
    assert not page.exception
    return page


def test_an_empty_store_says_so_and_offers_two_ways_on(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch)
    assert "No run is in yet" in page.info[0].value
    assert page.button(key="try_sample")


def test_an_empty_store_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch)
    assert (charts(page), len(page.metric)) == ([], 0)


def test_the_answer_is_how_far_the_next_run_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(flags=(make_fine_spike_flag(),)))
    answer = page.header[0].value.replace("\u00a0", " ")
    assert answer == "No sudden jump. Your next run can be up to 13.2 km."


def test_three_cards_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review())
    assert [card.value for card in page.metric] == ["13.2 km", "12.0 km", "None"]


def with_series(review: Review) -> Review:
    return replace(review, series=make_series(review.days))


def test_every_chart_says_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, with_series(make_review()))
    ceiling, distance, load, curves, difference = charts(page)
    assert curves.startswith("42-day load ")
    assert difference.startswith("Difference ")
    assert ceiling.startswith("No run in twelve weeks went above its ceiling.")
    assert distance.startswith("Day by day: 26.3 km a week on average")
    assert load.startswith("Heart-rate load of each day, at most 75.")


def test_a_jump_comes_with_the_sentence_of_its_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    flag = make_flag(value=1.6)
    assert flag.text in said(opened(monkeypatch, make_review(runs=JUMP, flags=(flag,))))


def test_the_reason_is_one_click_away(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(flags=(make_flag(),)))
    assert "99 of 100 such runs were not followed by one" in said(page)


def test_one_run_is_enough_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(runs=[MadeRun(days_ago=2)]))
    assert page.header[0].value.startswith("Your history is still short.")


def test_without_any_load_the_page_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [MadeRun(days_ago=n, load_au=None) for n in range(1, 40, 3)]
    page = opened(monkeypatch, make_review(runs=runs, load_metric=None))
    assert page.info[0].value.startswith("**No load is known yet.**")
    assert len(charts(page)) == 2


def test_runs_without_distance_and_load_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [MadeRun(days_ago=n, distance_m=None, load_au=None) for n in range(5)]
    page = opened(monkeypatch, make_review(runs=runs, load_metric=None))
    assert page.header[0].value.startswith("Your runs of the last 30 days have no distance")


def test_old_runs_open_with_the_window_that_holds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [MadeRun(days_ago=n) for n in range(500, 520, 3)]
    page = opened(monkeypatch, make_review(runs=runs))
    assert page.get("button_group")[0].value == "All"
    assert len(charts(page)) == 2


def test_the_reader_can_look_at_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(runs=usual_runs(weeks=60)))
    page = page.get("button_group")[0].set_value("1 year").run()
    assert not page.exception
    assert charts(page)[1].startswith("Week by week: 26")


def test_the_tables_hold_the_numbers_of_the_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(), runs_table=True, days_table=True)
    runs, days = (table.value for table in page.dataframe[:2])
    assert list(runs.columns) == [
        "Day",
        "Distance, km",
        "Longest before, km",
        "Change, %",
        "Verdict",
        "Distance is",
    ]
    assert days["Load"].max() == 75.0


def test_a_table_is_not_sent_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review())
    assert [table.key for table in page.dataframe] == ["planned_runs"]


def test_what_hurts_stands_in_amber_above_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Profile(pains=(Pain(tag="knee", score=6),))
    page = opened(monkeypatch, make_review(profile=told))
    assert page.warning[0].value.startswith("Your knee hurts, 6 of 10.")
    assert page.header[0].value.startswith("Your knee hurts, 6 of 10:")


def test_the_table_of_the_runs_covers_the_chosen_range(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [MadeRun(days_ago=n) for n in range(500, 520, 3)]
    page = opened(monkeypatch, make_review(runs=runs), runs_table=True)
    assert len(page.dataframe[0].value) == len(runs)


def test_the_sections_stand_in_the_order_of_the_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    heads = [head.value for head in opened(monkeypatch, with_series(make_review())).subheader]
    begins = (
        "No run in twelve weeks",
        "Day by day",
        "Easy, middle, hard",
        "42-day load",
        "Next week",
    )
    assert [head.startswith(begin) for head, begin in zip(heads, begins, strict=True)] == [True] * 5


def test_28_days_show_how_many_are_missing_and_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [MadeRun(days_ago=n) for n in range(0, 28, 3)]
    page = opened(monkeypatch, with_series(make_review(runs=runs)))
    assert next(bar.proto.text for bar in page.get("progress")).startswith(
        "**28 of 42 days known.**"
    )
    assert not any(alt.startswith("42-day") for alt in charts(page))


def test_no_heart_rate_anywhere_leaves_distance_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs = [MadeRun(days_ago=n, load_au=None) for n in range(1, 40, 3)]
    page = opened(monkeypatch, make_review(runs=runs, load_metric=None))
    notices = [notice.value for notice in page.info]
    assert any(notice.startswith("No heart rate: HR load, zones") for notice in notices)
    assert "No load is known, so there is nothing to add up. Unknown is not zero." in notices


def test_more_opens_with_the_sentences_of_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    review = make_review(weeks=make_weeks())
    page = opened(monkeypatch, review, load_more=True)
    assert "Weekly change has not predicted injury in the largest cohort." in said(page)
    assert "No link to injury has been shown yet" in said(page)


def test_the_ratio_is_off_until_it_is_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(), load_more=True)
    assert not any("7:28-day ratio" in head.value for head in page.subheader)
    page = page.toggle(key="has_ratio").set_value(True).run()
    assert not page.exception
    assert page.subheader[-1].value.startswith("7:28-day ratio")
    assert session.profile().has_ratio


def test_best_efforts_open_even_where_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(), load_best=True)
    assert any("no best" in notice.value for notice in page.info)


def test_a_return_after_a_break_stands_beside_the_ceiling(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Your reference has shrunk; see the ceiling."
    flag = make_flag(id="RETURN", tone=Tone.INFO, text=text)
    assert text in said(opened(monkeypatch, make_review(flags=(flag,))))


def test_the_days_can_be_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review())
    assert [button.label for button in page.get("download_button")] == [
        "Runs as CSV",
        "Days as CSV",
    ]


def test_a_run_can_be_chosen_without_a_mouse(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review())
    assert page.selectbox(key="open_run").options[0] == "Wed 18 Nov, 12.0 km"


def test_a_chosen_run_opens_on_its_own_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review())
    page = page.selectbox(key="open_run").set_value(35).run()
    assert (page.title[0].value, page.query_params["run"]) == ("Run", "35")
