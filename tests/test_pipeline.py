from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import pipeline
from core.intake import Batch, Choice, Drop, Outcome, Progress, Source, TakenIn, Verdict
from pipeline import Store
from tests import importing
from tests.corpus import corpus_file
from tests.importing import NOON, small_run
from tests.makers import make_timed_gpx

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def store(own_store: str) -> Iterator[Store]:
    opened = pipeline.open_default_store({"EVENSTRIDE_DB": own_store})
    yield opened
    opened.close()


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


def take_in(store: Store, *sources: tuple[str, Source]) -> Batch:
    drop = Drop(sources=sources, created_at=NOON)
    batch_id = pipeline.take_in_all(drop, store=store, on_progress=lambda _: None)
    return next(batch for batch in pipeline.batches.all_batches(store) if batch.id == batch_id)


def report(store: Store, batch: Batch) -> tuple[TakenIn, ...]:
    return pipeline.items.report(store, batch.id, Choice.ALL, at_most=999)


def counted(store: Store) -> pl.DataFrame:
    return pipeline.activities.frame(store)


def test_an_archive_is_taken_in_file_by_file(store: Store) -> None:
    archive = zipped(a__fit=small_run(1), b__fit=small_run(2), bad__fit=b"\x0e\x10nonsense")
    batch = take_in(store, ("export.zip", archive))
    assert (batch.n_files[Outcome.READ], batch.n_files[Outcome.REFUSED]) == (2, 1)
    assert [item.filename for item in report(store, batch)] == [
        "export.zip › bad.fit",
        "export.zip › a.fit",
        "export.zip › b.fit",
    ]


def test_what_an_archive_holds_besides_is_one_counted_line_a_kind(store: Store) -> None:
    photos = {f"photo{i}__png": PNG for i in range(30)}
    batch = take_in(store, ("export.zip", zipped(a__fit=small_run(1), **photos)))
    assert batch.n_files[Outcome.SKIPPED] == 30
    (line, _) = report(store, batch)
    assert (line.n_files, line.filename) == (30, "export.zip › photo or video")


def test_a_folder_of_this_computer_is_taken_in(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    (folder / "below").mkdir(parents=True)
    (folder / "a.fit").write_bytes(small_run(1))
    (folder / "below" / "b.fit").write_bytes(small_run(2))
    assert take_in(store, ("watch", folder)).n_runs == 2


def test_a_file_dated_in_the_future_is_something_to_look_at(store: Store) -> None:
    ahead = make_timed_gpx().replace(b"2026-05-01", b"2099-05-01")
    batch = take_in(store, ("a.fit", small_run(1)), ("ahead.gpx", ahead))
    assert (batch.n_runs, batch.n_ahead, batch.n_noted, batch.n_to_look_at) == (1, 1, 1, 1)
    (line,) = pipeline.items.report(store, batch.id, Choice.TO_LOOK_AT, at_most=9)
    assert "dated in the future" in line.issues[0].message


def test_the_same_drop_again_adds_nothing(store: Store) -> None:
    sources = [("a.fit", small_run(1)), ("b.fit", small_run(2))]
    take_in(store, *sources)
    again = take_in(store, *sources)
    assert again.n_files[Outcome.DUPLICATE] == 2
    assert counted(store).height == 2


def test_a_file_twice_in_one_drop_is_one_run(store: Store) -> None:
    batch = take_in(store, ("a.fit", small_run(1)), ("b.fit", small_run(1)))
    assert (batch.n_files[Outcome.READ], batch.n_files[Outcome.DUPLICATE]) == (1, 1)


def test_progress_knows_the_files_of_an_archive_before_they_are_read(store: Store) -> None:
    seen: list[Progress] = []
    archive = zipped(**{f"{i}__fit": small_run(i) for i in range(4)})
    drop = Drop(sources=[("x.zip", archive), ("y.fit", small_run(9))], created_at=NOON)
    pipeline.take_in_all(drop, store=store, on_progress=seen.append)
    assert [so_far.n_done for so_far in seen] == [1, 2, 3, 4, 5]
    assert {so_far.n_known for so_far in seen} == {5}


def test_an_interrupted_batch_says_so_and_keeps_what_is_in_it(store: Store) -> None:
    def stop(so_far: Progress) -> None:
        if so_far.n_done == 3:
            raise KeyboardInterrupt

    drop = Drop(sources=[(f"{i}.fit", small_run(i)) for i in range(6)], created_at=NOON)
    with pytest.raises(KeyboardInterrupt):
        pipeline.take_in_all(drop, store=store, on_progress=stop)
    (batch,) = pipeline.batches.all_batches(store)
    assert (batch.is_finished, batch.n_runs) == (False, 3)
    again = take_in(store, *drop.sources)
    assert (again.is_finished, again.n_runs, counted(store).height) == (True, 3, 6)


def test_the_day_of_a_run_is_the_same_from_a_worker_and_from_here(tmp_path: Path) -> None:
    archive = importing.write_archive(tmp_path / "x.zip", 12)
    frames = []
    for n_workers in (0, 1):
        url = f"sqlite:///{tmp_path / str(n_workers)}.db"
        importing.take_in(url, archive, n_workers)
        frames.append(counted(pipeline.open_default_store({"EVENSTRIDE_DB": url})))
    assert frames[0].equals(frames[1])


# The one that counts, and the spare one.
PAIRS = [
    ("fit/20210507_run_coros_pace_2.fit", "fit/20210507_run_garmin_fenix_6.fit"),
    ("tcx/fr15-run-10k.tcx", "fit/fr15-run-10k.fit"),
    ("fit/vivoactivehr-run-smart-recording.fit", "gpx/vivoactivehr-run-smart-recording.gpx"),
    ("fit/fr945-treadmill-balance-stryd.fit", "tcx/fr945-treadmill-balance-stryd.tcx"),
    ("fit/venusq-2022-05-29-Laufen.fit", "fit/strava-export-12866632127.fit.gz"),
]


@pytest.mark.parametrize("names", PAIRS)
@pytest.mark.parametrize("is_turned", [False, True])
def test_one_run_from_two_sources_counts_once_whichever_comes_first(
    store: Store, names: tuple[str, str], is_turned: bool
) -> None:
    for name in reversed(names) if is_turned else names:
        take_in(store, (name, corpus_file(name)))
    (found,) = pipeline.pairs.all_pairs(store)
    assert found.pair.verdict is Verdict.SAME
    assert found.counts.filename == names[0]
    assert counted(store)["activity_id"].to_list() == [found.pair.counts_id]


@pytest.mark.proof
def test_of_all_files_of_the_corpus_only_those_of_one_run_are_pairs(store: Store) -> None:
    folder = corpus_file(PAIRS[0][0]).parents[1]
    for kind in ("fit", "gpx", "tcx"):
        take_in(store, (kind, folder / kind))
    pairs = pipeline.pairs.all_pairs(store)
    together = {frozenset((each.counts.filename, each.spare.filename)) for each in pairs}
    made_of_each_other = {
        frozenset(("chained-activity-settings.fit", "sdk-Activity-tiny.fit")),
        frozenset(f"20210119_run_garmin_fenix6_sapphire.{kind}" for kind in ("gpx", "tcx")),
    }
    known = {frozenset(Path(name.removesuffix(".gz")).name for name in names) for names in PAIRS}
    assert together == known | made_of_each_other


@pytest.mark.parametrize(
    ("n_files", "n_kills", "n_workers"),
    [(24, 1, 1), pytest.param(1000, 8, 2, marks=pytest.mark.proof)],
)
def test_an_import_that_is_killed_ends_with_every_file_exactly_once(
    tmp_path: Path, n_files: int, n_kills: int, n_workers: int
) -> None:
    url, archive = f"sqlite:///{tmp_path / 'runs.db'}", tmp_path / "x.zip"
    importing.write_archive(archive, n_files)
    chance = np.random.default_rng(7)
    for _ in range(n_kills):
        _kill_after(
            int(chance.integers(3, n_files // n_kills - 3)), url, archive, n_workers=n_workers
        )
    store = pipeline.open_default_store({"EVENSTRIDE_DB": url})
    interrupted = pipeline.batches.all_batches(store)
    assert not any(batch.is_finished for batch in interrupted)
    n_before = counted(store).height
    assert 0 < n_before < n_files
    importing.take_in(url, archive, 0)
    last = pipeline.batches.all_batches(store)
    assert sum(batch.n_files[Outcome.READ] for batch in last) == n_files
    assert counted(store)["start_time"].n_unique() == counted(store).height == n_files


def _kill_after(n_new: int, url: str, archive: Path, *, n_workers: int) -> None:
    """Kill the importing process once it has stored so many files more."""
    processes = get_context("spawn")
    hears, says = processes.Pipe(duplex=False)
    process = processes.Process(target=importing.take_in, args=(url, archive, n_workers, says))
    process.start()
    says.close()
    already = 0
    if Path(url.removeprefix("sqlite:///")).exists():
        already = counted(pipeline.open_default_store({"EVENSTRIDE_DB": url})).height
    while hears.recv() < already + n_new:
        pass
    process.kill()
    process.join()


def test_a_strava_export_tells_title_gear_and_the_sport_of_a_mute_file(store: Store) -> None:
    told = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Gear,Filename\n"
        "1,d,Round the lake,Ride,Old bike,activities/1.gpx\n"
    )
    mute = make_timed_gpx(90, kind=None)
    export = zipped(**{"activities.csv": told.encode(), "activities/1.gpx": mute})
    take_in(store, ("export.zip", export))
    row = counted(store).row(0, named=True)
    assert (row["title"], row["gear"], row["sport"]) == ("Round the lake", "Old bike", "cycling")
