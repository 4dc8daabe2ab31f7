"""Whatever was dropped becomes one stream of files, and no archive can harm the reader."""

from __future__ import annotations

import gzip
import io
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core.activity import Limits
from core.errors import DamagedFile, IngestError, UnsafeFile
from ingest.archive import members
from ingest.fit.write import fit_file, named
from ingest.member import Found, Member, Skipped, Unreadable
from ingest.strava import Hint
from tests.makers import make_fit, make_fit_messages, make_timed_gpx
from tests.tcx_maker import make_tcx

MIB = 2**20
Make = Callable[[], bytes]
FIT, GPX, TCX = make_fit(n=5), make_timed_gpx(5), make_tcx(5)


def zipped(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def found(data: bytes, *, limits: Limits | None = None) -> list[Found]:
    return list(members(data, "drop.zip", limits=limits or Limits()))


def files(data: bytes) -> dict[str, bytes]:
    """Names without the archive's own, and bytes."""
    every = [one for one in found(data) if isinstance(one, Member)]
    return {one.name.rpartition(" › ")[2]: one.data for one in every}


def skipped(data: bytes) -> dict[str, int]:
    return {one.kind: one.count for one in found(data) if isinstance(one, Skipped)}


def fault(data: bytes, *, limits: Limits | None = None) -> IngestError:
    """The only fault of a drop."""
    (one,) = (x for x in found(data, limits=limits) if isinstance(x, Unreadable))
    return one.error


def other_fit(kind: str) -> bytes:
    """A FIT file that is no activity."""
    return fit_file([named("file_id", type=kind), *make_fit_messages(n=3)[1:]])


def test_a_file_alone_is_given_as_it_is() -> None:
    assert found(FIT) == [Member(name="drop.zip", data=FIT)]


def test_a_file_alone_is_given_though_it_is_no_activity() -> None:
    assert found(b"{}") == [Member(name="drop.zip", data=b"{}")]


def test_a_gzip_is_unpacked_and_loses_its_ending() -> None:
    (one,) = members(gzip.compress(FIT), "run.fit.gz")
    assert one == Member(name="run.fit", data=FIT)


def test_a_gzip_of_several_pieces_is_one_file() -> None:
    assert found(gzip.compress(FIT[:50]) + gzip.compress(FIT[50:]))[0].data == FIT


def test_what_comes_before_the_break_of_a_gzip_is_kept() -> None:
    packed = gzip.compress(os.urandom(MIB))
    (one,) = found(packed[: len(packed) // 2])
    assert isinstance(one, Member)
    assert len(one.data) > MIB // 4


def test_a_zip_gives_its_files_in_order_whatever_they_are_packed_with() -> None:
    data = zipped({"b.gpx": GPX, "a.fit": FIT, "c.tcx.gz": gzip.compress(TCX)})
    assert list(files(data).items()) == [("b.gpx", GPX), ("a.fit", FIT), ("c.tcx", TCX)]


def test_a_stored_zip_is_read_too() -> None:
    assert files(zipped({"a.fit": FIT}, method=zipfile.ZIP_STORED)) == {"a.fit": FIT}


def test_zips_in_a_zip_are_read() -> None:
    inner = zipped({"deep.fit": FIT})
    assert files(zipped({"DI_CONNECT/part.zip": inner})) == {"deep.fit": FIT}


def test_a_third_level_is_refused_and_the_rest_is_read() -> None:
    deepest = zipped({"x.zip": zipped({"deep.fit": FIT}), "near.fit": FIT})
    data = zipped({"part.zip": deepest})
    assert files(data) == {"near.fit": FIT}
    assert type(fault(data)) is UnsafeFile


def test_an_open_file_is_read_and_stays_open() -> None:
    file = io.BytesIO(zipped({"a.fit": FIT}))
    assert len(list(members(file, "x.zip"))) == 1
    assert not file.closed


def test_a_folder_is_read_with_what_lies_below_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.fit").write_bytes(FIT)
    (tmp_path / "b.zip").write_bytes(zipped({"c.gpx": GPX}))
    (tmp_path / "link.fit").symlink_to(tmp_path / "sub" / "a.fit")
    names = [one.name for one in members(tmp_path, "")]
    assert names == ["b.zip › c.gpx", "sub/a.fit"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("1.fit", other_fit("monitoring_b"), "daily counts"),
        ("1.fit", other_fit("settings"), "settings file"),
        ("1.fit", other_fit("course"), "course"),
        ("profile.json", b'{"a": 1}', "data file"),
        ("sleep.csv", b"a,b\n1,2\n", "text or table"),
        ("me.jpg", b"\xff\xd8\xff\xe0 and so on", "photo or video"),
        ("index.html", b"<!DOCTYPE html><html></html>", "web page"),
        ("route.kml", b"<?xml version='1.0'?><kml/>", "other XML file"),
        ("notes.bin", bytes(range(256)), "other"),
        ("__MACOSX/._a.fit", FIT, "system file"),
        ("._a.fit", FIT, "system file"),
        ("a/.Trashes/a.fit", FIT, "system file"),
        (".DS_Store", b"\0\0\0\1Bud1", "system file"),
        ("a/Thumbs.db", b"\xd0\xcf\x11\xe0", "system file"),
    ],
)
def test_what_is_no_activity_at_a_glance_is_counted(name: str, data: bytes, kind: str) -> None:
    assert skipped(zipped({name: data, "run.fit": FIT})) == {kind: 1}


@pytest.mark.parametrize("name", [".fit", "a/.hidden.fit", ".hidden/run.fit"])
def test_a_dot_before_a_name_hides_no_run(name: str) -> None:
    data = zipped({name: FIT})
    assert (list(files(data).values()), skipped(data)) == ([FIT], {})


def test_a_folder_is_read_without_what_a_system_put_there(tmp_path: Path) -> None:
    (tmp_path / "run.fit").write_bytes(FIT)
    (tmp_path / "._run.fit").write_bytes(b"\0\5\x16\7")
    assert list(members(tmp_path, "watch")) == [
        Member(name="run.fit", data=FIT),
        Skipped(kind="system file", count=1),
    ]


def test_thousands_of_daily_counts_are_one_line() -> None:
    counts = {f"{at}.fit": other_fit("monitoring_b") for at in range(300)}
    data = zipped({**counts, "run.fit": FIT})
    assert (files(data), skipped(data)) == ({"run.fit": FIT}, {"daily counts": 300})


@pytest.mark.parametrize("name", ["run.fit", "run.fit.gz", "run.gpx"])
def test_a_damaged_watch_file_is_given_so_that_its_reader_can_say_so(name: str) -> None:
    assert list(files(zipped({name: b"\x01\x02\x03 noise"})).values()) == [b"\x01\x02\x03 noise"]


def test_settings_with_an_activity_behind_them_are_given() -> None:
    data = other_fit("settings") + FIT
    assert files(zipped({"two.fit": data})) == {"two.fit": data}


LIST = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Commute,Activity Gear,Filename\n"
    '1,"May 29, 2022",Morning Run,Run,false,Pegasus,activities/1.fit.gz\n'
    "2,x,Lauf,Run,false,,activities/2.gpx\n"
)
TRANSLATED = LIST.replace("Activity Name", "Name der Aktivität").replace("Filename", "Dateiname")


@pytest.mark.parametrize("text", [LIST, TRANSLATED.replace("Activity Gear", "Ausrüstung")])
@pytest.mark.parametrize("below", ["", "export_1/"])
def test_stravas_list_gives_names_sports_and_gear(text: str, below: str) -> None:
    data = zipped(
        {
            f"{below}activities.csv": text.encode(),
            f"{below}activities/1.fit.gz": gzip.compress(FIT),
            f"{below}activities/2.gpx": GPX,
            f"{below}activities/3.gpx": GPX,
        }
    )
    hints = [one.hint for one in found(data) if isinstance(one, Member)]
    assert hints == [
        Hint(name="Morning Run", sport="Run", gear="Pegasus"),
        Hint(name="Lauf", sport="Run"),
        None,
    ]


def test_a_folder_of_stravas_has_hints_too(tmp_path: Path) -> None:
    (tmp_path / "activities").mkdir()
    (tmp_path / "activities" / "2.gpx").write_bytes(GPX)
    (tmp_path / "activities.csv").write_text(LIST)
    (only,) = (one for one in members(tmp_path, "") if isinstance(one, Member))
    assert only.hint == Hint(name="Lauf", sport="Run")


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b'"', b"a,b\n1,2\n"])
def test_another_list_gives_no_hints(text: bytes) -> None:
    first = found(zipped({"activities.csv": text, "a.fit": FIT}))[0]
    assert isinstance(first, Member)
    assert first.hint is None


def gigabyte(wbits: int) -> bytes:
    """A gigabyte of zeros in a megabyte; a block that was flushed can be repeated as it is."""
    packer = zlib.compressobj(wbits=wbits)
    first = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + 1023 * again + packer.flush()


def bomb_gz() -> bytes:
    return gigabyte(31)


def bomb_zip() -> bytes:
    data = bytearray(zipped({"run.fit": gigabyte(-15)}, method=zipfile.ZIP_STORED))
    for signature, method, size in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        at = data.rindex(signature)
        data[at + method] = zipfile.ZIP_DEFLATED
        data[at + size : at + size + 4] = struct.pack("<I", 1024 * MIB)
    return bytes(data)


def lying_zip() -> bytes:
    """The directory says 10 bytes."""
    data = bytearray(zipped({"run.fit": FIT * 100}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def overlapping_zip() -> bytes:
    """Two names for the same packed bytes."""
    data = zipped({"a.fit": FIT, "b.fit": FIT})
    second = data.rindex(b"PK\x01\x02")
    return data[: second + 42] + bytes(4) + data[second + 46 :]


def locked_zip() -> bytes:
    data = bytearray(zipped({"run.fit": FIT}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(signature) + flags] |= 1
    return bytes(data)


ATTACKS = {
    "zip bomb": (bomb_zip, UnsafeFile),
    "gzip bomb": (bomb_gz, UnsafeFile),
    "gzip bomb in a zip": (lambda: zipped({"a.fit.gz": bomb_gz()}), UnsafeFile),
    "gzip in a gzip": (lambda: gzip.compress(gzip.compress(FIT)), UnsafeFile),
    "lying size": (lying_zip, UnsafeFile),
    "overlapping members": (overlapping_zip, UnsafeFile),
    "locked": (locked_zip, DamagedFile),
    "lzma": (lambda: zipped({"a.fit": FIT}, method=zipfile.ZIP_LZMA), DamagedFile),
    "cut zip": (lambda: zipped({"a.fit": FIT})[:-30], DamagedFile),
    "noise behind the magic": (lambda: b"PK\x03\x04" + bytes(range(256)) * 9, DamagedFile),
    "noise behind gzip's magic": (lambda: b"\x1f\x8b" + bytes(99), DamagedFile),
}


@pytest.mark.parametrize(("make", "kind"), ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_is_refused_and_gives_nothing(make: Make, kind: type[IngestError]) -> None:
    every = found(make())
    assert [type(one.error) for one in every if isinstance(one, Unreadable)] == [kind]
    assert not any(isinstance(one, Member) for one in every)


@pytest.mark.parametrize("make", [bomb_zip, bomb_gz])
def test_a_bomb_is_stopped_before_it_takes_memory(make: Make) -> None:
    data = make()
    tracemalloc.start()
    found(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MIB


@pytest.mark.proof
@pytest.mark.parametrize(("make", "_kind"), ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_is_refused_within_a_third_of_a_second(make: Make, _kind: object) -> None:
    data = make()
    start = time.process_time()
    found(data)
    assert time.process_time() - start < 0.3


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(max_file_bytes=100), "larger than 0 MiB"),
        (Limits(max_archive_bytes=100), "unpacks to more than"),
        (Limits(max_archive_members=1), "more than 1 files"),
        (Limits(max_archive_depth=0), "deeper"),
    ],
)
def test_every_limit_has_its_sentence(limits: Limits, words: str) -> None:
    faults = found(zipped({"a.fit": FIT, "b.fit": FIT}), limits=limits)
    assert words in faults[0].error.what


def test_members_over_several_archives_are_counted_together() -> None:
    inner = zipped({"a.fit": FIT, "b.fit": FIT})
    every = found(zipped({"1.zip": inner, "2.zip": inner}), limits=Limits(max_archive_members=4))
    assert sum(isinstance(one, Member) for one in every) == 2


def test_a_blank_file_of_a_megabyte_is_no_bomb() -> None:
    assert skipped(zipped({"a.bin": bytes(MIB)})) == {"other": 1}


NAMES = ("../../x.fit", "/abs.fit", "C:\\x.fit", "a\\..\\b.fit", "e\x1b[2J.fit", "n" * 60_000)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_display_text_and_nothing_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (one,) = found(zipped({name: FIT}))
    assert one.data == FIT
    assert one.name.isprintable()
    assert len(one.name) <= 200
    assert list(tmp_path.iterdir()) == []


def test_one_bad_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped({"a.fit": os.urandom(2000), "b.fit": FIT}))
    data[100] ^= 0xFF
    every = found(bytes(data))
    assert [type(one) for one in every] == [Unreadable, Member]


def test_a_bomb_among_files_does_not_stop_the_others() -> None:
    assert files(zipped({"bomb.fit": bytes(4 * MIB), "b.fit": FIT})) == {"b.fit": FIT}


def test_an_empty_archive_is_said_to_be_empty() -> None:
    assert fault(zipped({})).what == "This archive is empty."


def test_an_empty_archive_in_an_archive_does_not_stop_the_others() -> None:
    told = found(zipped({"a.zip": zipped({}), "b.fit": make_fit(n=5)}))
    assert [type(each) for each in told] == [Unreadable, Member]
