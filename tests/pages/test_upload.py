from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pipeline
from core.intake import Outcome, TakenIn
from tests.makers import FIT_START_S, make_batch, make_fit, make_review, make_timed_gpx
from tests.pages.reading import APP, said
from tests.store.test_diary import PAIN
from views import drops, hand, session

PAGE = "pages/7_Upload.py"
RUN = TakenIn(filename="run.fit", outcome=Outcome.READ, activity_ids=(1,), sports=("running",))


def opened() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    page = page.switch_page(PAGE).run()
    assert not page.exception
    return page


def dropped(page: AppTest, *files: tuple[str, bytes], round_: int = 0) -> AppTest:
    uploader = page.file_uploader(key=f"files_{round_}")
    for name, data in files:
        uploader = uploader.upload(name, data)
    page = page.run()
    assert not page.exception
    return page


def badges(page: AppTest) -> list[str]:
    return [each.proto.body for each in page.markdown if each.proto.body.startswith(":")]


@pytest.fixture
def short_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample runner's last two weeks: how long the sample is, other tests see."""
    short = partial(pipeline.sample_files, weeks=2)
    monkeypatch.setattr(pipeline, "sample_files", short)


def with_batch(monkeypatch: pytest.MonkeyPatch, n_files: int, *, is_finished: bool = True) -> None:
    items = tuple(
        replace(RUN, filename=f"{n}.fit", outcome=Outcome.REFUSED, what=f"Fault {n}.")
        for n in range(n_files)
    )
    dropped_at = datetime(2026, 11, 19, 17, 4, tzinfo=UTC)
    batch = make_batch(*items, created_at=dropped_at, is_finished=is_finished)
    monkeypatch.setattr(session, "review", make_review)
    monkeypatch.setattr(drops, "batches", lambda: (batch,))
    monkeypatch.setattr(drops, "report", lambda _, __, *, at_most: items[:at_most])


def test_an_empty_store_asks_for_runs_and_promises_privacy() -> None:
    page = opened()
    assert page.header[0].value == "Add your first runs."
    assert "Nothing is sent anywhere" in said(page)
    assert "The file of one activity may be up to 64 MiB" in said(page)
    assert page.button(key="try_sample")


def test_only_formats_that_are_read_are_offered() -> None:
    assert list(opened().file_uploader(key="files_0").proto.type) == [
        ".fit",
        ".gpx",
        ".tcx",
        ".gz",
        ".zip",
    ]


def test_good_files_are_in_and_bad_ones_explained() -> None:
    page = dropped(
        opened(),
        ("run.fit", make_fit(n=120)),
        ("run.gpx", make_timed_gpx(90)),
        ("login.fit", b"<!DOCTYPE html><html><body>Sign in</body></html>"),
        ("empty.fit", b""),
    )
    assert page.header[0].value == "2 runs are in. 2 of 4 files could not be used."
    assert "web page" in said(page)


def test_a_ride_is_kept_and_counts_in_no_run_figure() -> None:
    page = dropped(opened(), ("ride.fit", make_fit(n=120, sport="cycling")))
    assert page.header[0].value == "No run among these files."
    assert "It counts in no run figure." in said(page)


def test_the_same_file_under_another_name_is_one_run() -> None:
    page = dropped(opened(), ("run.fit", make_fit(n=120)))
    page = dropped(page, ("copy.fit", make_fit(n=120)), round_=1)
    assert page.header[0].value == "Nothing new: this file is already here."


def test_the_uploader_is_emptied_after_a_drop() -> None:
    page = dropped(opened(), ("run.fit", make_fit(n=120)))
    assert page.file_uploader(key="files_1").value in (None, [])


def test_an_upload_can_be_undone() -> None:
    page = dropped(opened(), ("run.fit", make_fit(n=120)))
    page = page.button(key="undo_newest").click().run()
    assert not page.exception
    assert page.header[0].value == "Add your first runs."


def test_earlier_uploads_are_listed() -> None:
    page = dropped(opened(), ("run.fit", make_fit(n=120)))
    page = dropped(page, ("run.gpx", make_timed_gpx(90)), round_=1)
    assert "1 file. 1 run is in." in said(page)


def test_a_long_list_shows_fifty_lines_and_then_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with_batch(monkeypatch, 70)
    page = opened()
    assert "Fault 49" in said(page)
    assert "Fault 50" not in said(page)
    page = page.button(key="more_lines").click().run()
    assert "Fault 69" in said(page)


def test_each_line_has_sign_and_word(monkeypatch: pytest.MonkeyPatch) -> None:
    with_batch(monkeypatch, 1)
    assert ":yellow-badge[✕ Refused]" in badges(opened())


def test_a_run_from_two_sources_is_shown_and_both_can_be_made_to_count() -> None:
    page = dropped(
        opened(),
        ("a.fit", make_fit(n=120)),
        ("b.fit", make_fit(n=118, power=240)),
    )
    assert (
        page.header[0].value
        == "1 run is in. 1 further recording of an outing that counts already is set aside."
    )
    assert "The same run from two sources; the one with power counts." in said(page)
    page = next(each for each in page.button if each.label == "Count both").click().run()
    assert not page.exception
    assert page.header[0].value == "2 runs are in."
    assert "You said that these are two. Both count." in said(page)


def test_a_run_with_its_clock_off_is_asked_about() -> None:
    page = dropped(
        opened(),
        ("a.fit", make_fit(n=1200)),
        ("b.fit", make_fit(n=1200, started=FIT_START_S + 7200)),
    )
    assert "with one clock 2 hours off" in said(page)
    page = next(each for each in page.button if each.label == "The same run").click().run()
    assert (
        page.header[0].value
        == "1 run is in. 1 further recording of an outing that counts already is set aside."
    )


def test_a_folder_of_this_computer_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "run.fit").write_bytes(make_fit(n=120))
    page = opened().text_input(key="path_0").input(str(tmp_path / "watch")).run()
    assert page.header[0].value == "1 run is in."


def test_a_folder_that_is_not_there_is_said() -> None:
    page = opened().text_input(key="path_0").input("/no/such/folder").run()
    assert page.error[0].value == "There is no such file or folder on this computer."


def test_away_from_home_no_folder_of_the_server_can_be_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session.st, "get_option", lambda _: "0.0.0.0")
    page = opened()
    assert [each.key for each in page.text_input] == []


def test_an_archive_is_taken_in() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("run.fit", make_fit(n=120))
        archive.writestr("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(20))
    page = dropped(opened(), ("export.zip", buffer.getvalue()))
    assert page.header[0].value == "1 run is in. 1 of 2 files held no activity."


def test_an_unfinished_upload_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with_batch(monkeypatch, 2, is_finished=False)
    assert "Drop the same files again" in opened().warning[0].value


def test_an_upload_that_ends_in_another_tab_is_shown_as_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_batch(monkeypatch, 2, is_finished=False)
    page = opened()
    assert page.warning
    (begun,) = drops.batches()
    looks = iter([(begun,)] * 2)  # the banner and the page still see it open
    ended = (replace(begun, is_finished=True),)
    monkeypatch.setattr(drops, "batches", lambda: next(looks, ended))
    assert not page.run().warning


@pytest.mark.usefixtures("short_sample")
def test_the_sample_runner_leaves_when_the_first_own_run_is_in() -> None:
    page = opened()
    page = page.button(key="try_sample").click().run(timeout=120)
    assert "A sample runner, not you" in said(page)
    page = dropped(page, ("run.fit", make_fit(n=120)), round_=1)
    assert "A sample runner, not you" not in said(page)
    assert page.header[0].value == "1 run is in."


@pytest.mark.usefixtures("short_sample")
@pytest.mark.parametrize(("answer", "n_left"), [("sample_keep", 1), ("sample_forget", 0)])
def test_what_was_typed_in_beside_the_sample_goes_only_when_asked(answer: str, n_left: int) -> None:
    page = opened()
    page = page.button(key="try_sample").click().run(timeout=120)
    hand.note(PAIN, today=PAIN.local_date)
    page = page.button(key="remove_sample").click().run()
    assert "You also typed in 1 line of the diary." in said(page)
    page = page.button(key=answer).click().run(timeout=120)
    assert not page.exception
    assert "A sample runner, not you" not in said(page)
    assert drops.typed_in()["diary"] == n_left


@pytest.mark.usefixtures("short_sample")
def test_the_sample_runner_stays_when_nothing_of_ones_own_could_be_read() -> None:
    page = opened()
    page = page.button(key="try_sample").click().run(timeout=120)
    page = dropped(page, ("empty.fit", b""), round_=1)
    assert "A sample runner, not you" in said(page)
