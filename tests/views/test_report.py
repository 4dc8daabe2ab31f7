"""The report and the week on paper, read as text; how they print is a browser test's work."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from core.athlete import Pain, Profile, Sex
from core.findings import Flag, Level, Review, Side, Tone
from core.plan import Note
from core.schemas import SETS_DONE
from core.self_tests import SelfTested, Verdict
from tests.makers import make_balance_flag, make_flag, make_leans, make_review, make_weeks
from tests.plan_makers import THURSDAY, make_plan, make_prescription, make_session
from tests.strength.logs import make_log, make_sessions, sets_of
from views.plain import plain
from views.report import export, report
from views.report_load import load_picture
from views.report_parts import Cover, Done
from views.week_sheet import week_sheet

TODAY = date(2026, 11, 19)
UNTESTED = SelfTested(verdicts=(), due=(), against={}, enough={})
CALF = Verdict(
    test="ST_CALF",
    left=25,
    right=17,
    level=Level.WATCH,
    weaker_side=Side.RIGHT,
    difference=8,
    lsi_pct=68,
    taken_on=date(2026, 11, 14),
)
TESTED = SelfTested(verdicts=(CALF,), due=(), against={}, enough={})
RUNNER = Profile(
    birth_year=1984,
    sex=Sex.FEMALE,
    mass_kg=61,
    pains=(Pain(tag="calf", score=2, side="right"),),
    conditions=frozenset({"hypertension"}),
)
PLAN = make_plan(make_session(THURSDAY))


def text_of(html: str) -> str:
    """What a reader sees, without style and markup."""
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body)).replace("&#x27;", "'").strip()


def told(
    review: Review | None = None, *, done: Done | None = None, cover: Cover | None = None, plan=PLAN
) -> str:
    """The report as text; of a runner with usual runs unless told."""
    html = report(
        review or make_review(),
        plan,
        done=done or Done(found=UNTESTED),
        cover=cover or Cover(),
    )
    return text_of(html)


def logged(**changes: object) -> Done:
    """Two sessions with one exercise."""
    rows = [
        *sets_of("split_squat", date(2026, 11, 3), 8, side="left", log_id=1),
        *sets_of("split_squat", date(2026, 11, 3), 9, side="right", log_id=1),
        *sets_of("split_squat", date(2026, 11, 12), 12, side="left", log_id=2, load_kg=7.5),
        *sets_of("split_squat", date(2026, 11, 12), 12, side="right", log_id=2, pain_index=2.0),
    ]
    sessions = make_sessions(
        {"log_id": 1, "local_date": date(2026, 11, 3), "rpe_index": 4.0},
        {"log_id": 2, "local_date": date(2026, 11, 12), "rpe_index": 6.0, "pain_after_index": 1.0},
    )
    usual = {"found": UNTESTED, "sessions": sessions, "sets": make_log(*rows)}
    return Done(**(usual | {"names": {"split_squat": "Split squat"}} | changes))


def test_nothing_personal_is_told_unless_it_is_chosen() -> None:
    text = told(make_review(profile=RUNNER))
    for personal in ("1984", "Female", "61 kg", "Calf", "blood pressure"):
        assert personal not in text


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        (Cover(has_body=True), "Body: Female, born 1984, 61 kg."),
        (Cover(has_health=True), "Pain, as told: Calf (right) 2 of 10."),
        (Cover(has_health=True), "Also told: High blood pressure."),
        (Cover(has_goal=True), "Trains for: Health."),
        (Cover(name="A. Runner"), "Name: A. Runner"),
        (Cover(question="Why the calf?"), "Asked: Why the calf?"),
    ],
)
def test_what_is_chosen_stands_on_it(cover: Cover, said: str) -> None:
    assert said in told(make_review(profile=RUNNER), cover=cover)


def test_a_runner_of_pounds_is_told_in_pounds_and_inches() -> None:
    runner = replace(RUNNER, height_m=1.8034, mass_kg=72.5748, is_metric=False)
    text = told(make_review(profile=runner), cover=Cover(has_body=True))
    assert "Body: Female, born 1984, 71 in, 160 lb." in text


def test_without_a_name_there_is_a_line_for_a_pen() -> None:
    html = report(make_review(), PLAN, done=Done(found=UNTESTED), cover=Cover())
    assert 'Name: <span class="line">' in html


def test_a_name_cannot_bring_markup() -> None:
    html = report(
        make_review(), PLAN, done=Done(found=UNTESTED), cover=Cover(name="<script>x</script>")
    )
    assert "<script" not in html


def test_a_raised_flag_stands_with_figure_interval_data_and_grade() -> None:
    text = told(make_review(flags=(make_balance_flag(),)))
    assert "▲ Watch Time on the ground, left against right (more on the left)" in text
    assert "51.6 % left (95 % interval 51.1 % left to 52.1 % left), from 5 runs" in text
    assert "mixed" in text


def test_a_test_that_is_timed_names_the_slower_side() -> None:
    flag = make_flag(id="ST_SIT_STAND", title="Five rises on one leg", side=Side.RIGHT)
    assert "Five rises on one leg (right slower)" in told(make_review(flags=(flag,)))


def test_pain_comes_first_where_the_runner_shows_it() -> None:
    sore = Profile(pains=(Pain(tag="knee", score=5),))
    text = told(make_review(profile=sore), cover=Cover(has_health=True))
    assert "In short Your knee hurts, 5 of 10: rest it" in text
    assert "knee hurts" not in told(make_review(profile=sore))


def test_the_sensor_behind_the_balance_is_named() -> None:
    text = told(make_review(leans=make_leans([1.5, 1.7, 1.6], sensors=("HRM-Run",))))
    assert "Measured by HRM-Run." in text


def test_what_must_be_read_first_stands_first() -> None:
    other = tuple(Note(code=f"n{at}", text=f"Note {at}.") for at in range(4))
    plan = make_plan(make_session(), notes=(*other, Note(code="see_professional", text="See one.")))
    text = told(plan=plan)
    assert text.index("See one.") < text.index("Note 0.")
    sheet = text_of(week_sheet([plan], Profile()))
    assert sheet.index("See one.") < sheet.index("Note 0.")


def test_a_raised_flag_brings_its_caveat() -> None:
    text = told(make_review(flags=(make_balance_flag(),)))
    assert "It is the side with the longer contact, nothing more." in text


def test_what_is_fine_and_what_is_unknown_are_told_apart() -> None:
    fine = make_flag(id="A", title="Cadence", level=Level.OK, tone=Tone.NONE)
    unknown = make_flag(id="B", title="Turns", level=Level.INSUFFICIENT, tone=Tone.NONE)
    text = told(make_review(flags=(fine, unknown)))
    assert "nothing stands out: cadence." in text
    assert "Not enough data to judge (unknown, not fine): turns." in text


def many_flags(n: int) -> tuple[Flag, ...]:
    return tuple(make_flag(id=f"F{at}", title=f"Pattern {at}") for at in range(n))


def test_more_flags_than_there_is_room_for_are_named_and_counted() -> None:
    text = told(make_review(flags=many_flags(8)))
    assert "And 2 more in the app: Pattern 6; Pattern 7." in text


def test_a_self_test_stands_with_both_sides_and_the_error_of_the_test() -> None:
    text = told(done=Done(found=TESTED))
    assert "left 25, right 17 8 (error 6) right less, 68 % of the other" in text


def test_a_longer_time_is_no_share_of_the_other_side() -> None:
    slow = replace(CALF, test="ST_SIT_STAND", left=11.0, right=14.2, lsi_pct=77.5)
    found = SelfTested(verdicts=(slow,), due=(), against={}, enough={})
    assert "right slower, the other took 78 % of it" in told(done=Done(found=found))


def test_an_earlier_test_stands_below_so_that_a_change_is_seen() -> None:
    before = replace(CALF, left=20.0, right=15.0, taken_on=date(2026, 10, 1))
    found = SelfTested(verdicts=(before, CALF), due=(), against={}, enough={})
    assert "Thu 1 Oct: 20, 15" in told(done=Done(found=found))


def test_no_test_is_said_not_left_out() -> None:
    assert "No self-test is typed in yet" in told()


def test_the_plan_says_dose_side_extra_set_weight_and_what_it_answers() -> None:
    each = make_prescription(extra_set_side=Side.RIGHT, load_kg=7.5)
    plan = make_plan(make_session(THURSDAY, prescriptions=(each,)))
    text = told(make_review(flags=(make_balance_flag(),)), plan=plan)
    said = (
        "Single-leg sit-to-stand Time on the ground, left against right 2 × 8–12 each side , "
        "+1 set right , 7.5 kg 3 in reserve"
    )
    assert said in text.replace("\u00a0", " ")


def test_a_large_week_names_every_exercise_all_the_same() -> None:
    sessions = [
        make_session(date(2026, 11, day), prescriptions=[make_prescription()] * 7)
        for day in (16, 18, 20)
    ]
    text = told(plan=make_plan(*sessions))
    assert text.count("Single-leg sit-to-stand") == 21


def test_a_week_without_sessions_says_why() -> None:
    plan = make_plan(notes=(Note(code="x", text="No day fits."),))
    assert "No day fits." in told(plan=plan)


def test_the_log_stands_from_first_to_last_with_both_sides_weight_and_pain() -> None:
    text = told(done=logged(measures={"split_squat": "reps"}))
    assert (
        "Split squat 4 left 8, right 9 on 3 Nov left 12, right 12 on 12 Nov 7.5 kg 2 of 10"
    ) in text


def test_the_log_says_how_regularly_how_hard_and_the_pain_after() -> None:
    text = told(done=logged())
    assert "Last 8 weeks: 2 sessions done. Effort of a session 5.0 of 10 on average." in text
    assert "Most pain told of the morning after: 1 of 10." in text


WEEKS = make_review(weeks=make_weeks())


def test_two_sessions_of_one_day_are_two_on_the_report() -> None:
    day = date(2026, 11, 12)
    two = make_sessions({"log_id": 1, "local_date": day}, {"log_id": 2, "local_date": day})
    assert "2 sessions logged so far." in told(done=logged(sessions=two))
    drawn = [load_picture(WEEKS, logged(sessions=each)).count("<rect") for each in (two[:1], two)]
    assert drawn[1] - drawn[0] == 1


def test_pain_that_was_not_told_is_not_zero() -> None:
    sets = make_log(*sets_of("split_squat", date(2026, 11, 3), 8))
    assert "not told" in told(done=logged(sets=sets))


def test_an_empty_log_is_unknown_not_nothing_done() -> None:
    assert "what was done is unknown" in told()


def test_a_session_under_way_is_not_counted() -> None:
    sessions = make_sessions({"log_id": 1, "local_date": TODAY, "is_finished": False})
    assert "what was done is unknown" in told(done=logged(sessions=sessions))


def test_whether_it_worked_stands_where_it_is_known() -> None:
    assert "Did it work? No change seen." in told(done=logged(outcome=("No change seen.",)))
    assert "Did it work?" not in told()


def test_without_any_run_the_report_still_says_what_is_unknown() -> None:
    text = told(make_review(runs=()))
    assert "No run is known" in text
    assert "Weekly distance: unknown." in text
    assert "Load: unknown, no run of the last 30 days tells anything." in text


def test_an_unknown_week_is_a_question_mark_not_a_low_bar() -> None:
    weeks = make_weeks(distance_m=[26_000.0, None, 20_000.0])
    html = report(make_review(weeks=weeks), PLAN, done=Done(found=UNTESTED), cover=Cover())
    assert html.count(">?</text>") == 1


def test_a_week_under_way_is_hatched() -> None:
    weeks = make_weeks(n_days=[7, 7, 3])
    html = report(make_review(weeks=weeks), PLAN, done=Done(found=UNTESTED), cover=Cover())
    assert html.count('fill="url(#begun)"') == 1


def test_every_run_with_a_balance_is_a_dot() -> None:
    review = make_review(leans=make_leans([1.5, 1.7, None, 1.6]))
    html = report(review, PLAN, done=Done(found=UNTESTED), cover=Cover())
    assert html.count("<circle") == 3


def test_distances_are_in_the_readers_units() -> None:
    review = make_review(profile=Profile(is_metric=False), weeks=make_weeks())
    assert "Last 3 full weeks: 16.2 mi a week" in told(review)


@pytest.mark.parametrize(
    "html",
    [
        report(make_review(), PLAN, done=logged(), cover=Cover()),
        week_sheet([PLAN], Profile()),
    ],
)
def test_paper_asks_for_nothing_from_outside(html: str) -> None:
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|<script|<link|<img|@import|url\((?!#)", html)


def test_no_colour_stands_on_paper() -> None:
    html = report(
        make_review(leans=make_leans([1.5, 1.7, 1.6])),
        PLAN,
        done=replace(logged(), found=TESTED),
        cover=Cover(),
    )
    found = set(re.findall(r"#[0-9a-fA-F]{3,6}\b", html))
    assert found <= {"#000", "#fff", "#555", "#999"}


def test_the_file_is_named_for_its_day() -> None:
    made = export(make_review(), PLAN, done=Done(found=UNTESTED), cover=Cover())
    assert made.file_name == "evenstride-report-2026-11-19.html"
    assert made.make().startswith(b"<!doctype html>")


def test_the_week_has_a_box_for_every_set_of_every_side_and_one_for_the_session() -> None:
    each = make_prescription(sets=3, extra_set_side=Side.LEFT)
    html = week_sheet([make_plan(make_session(prescriptions=(each,)))], Profile())
    assert html.count('class="box"') == 3 + 3 + 1 + 1


def test_the_side_that_begins_has_its_boxes_first() -> None:
    each = make_prescription(start_side=Side.RIGHT)
    text = text_of(week_sheet([make_plan(make_session(prescriptions=(each,)))], Profile()))
    assert re.search(r"\bR\b.*\bL\b", text)


def test_the_week_says_each_days_run_and_session() -> None:
    text = text_of(week_sheet([PLAN], Profile(race_date=date(2026, 11, 22))))
    assert "Thu 19 easy run A" in text
    assert "Sun 22 race" in text


def test_the_week_says_dose_cue_and_reason_where_there_is_room() -> None:
    text = text_of(week_sheet([PLAN], Profile())).replace("\u00a0", " ")
    assert "2 × 8–12 each side, 3 in reserve" in text
    assert "Slowly down. Why: Equal work for each leg." in text


def test_a_caution_stays_however_large_the_week_is() -> None:
    careful = make_prescription(note="Watch your calf.")
    sessions = [
        make_session(date(2026, 11, day), prescriptions=[careful] * 9) for day in (16, 18, 20)
    ]
    assert "Watch your calf." in text_of(week_sheet([make_plan(*sessions)], Profile()))


def test_each_week_has_its_own_sheet() -> None:
    later = replace(PLAN, week=date(2026, 11, 23))
    assert week_sheet([PLAN, later], Profile()).count('<section class="sheet') == 2


def test_markdown_becomes_plain_words() -> None:
    said = ":orange[left 18] and **bold**, :gray-badge[:material/science: Evidence: mixed], 5 \\* 3"
    assert plain(said) == "left 18 and bold, Evidence: mixed, 5 * 3"


def test_an_unknown_exercise_of_an_old_log_keeps_its_name() -> None:
    sets = make_log(*sets_of("no_longer_here", date(2026, 11, 3), 8))
    assert "no longer here" in told(done=logged(sets=sets))


def test_a_watchs_unnamed_sets_are_no_exercise() -> None:
    sets = pl.concat([SETS_DONE.empty(), make_log({"local_date": TODAY, "exercise_id": None})])
    assert "First of these weeks" not in told(done=logged(sets=sets))
