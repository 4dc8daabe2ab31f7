from __future__ import annotations

import io
import zipfile
from pathlib import Path

from ingest.known import n_files


def zipped(n: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.mkdir("activities")
        for i in range(n):
            archive.writestr(f"activities/{i}.fit", b"")
    return buffer.getvalue()


def test_a_file_is_one() -> None:
    assert n_files(b"not packed") == 1


def test_an_archive_is_as_many_as_its_directory_says() -> None:
    assert n_files(zipped(7)) == n_files(io.BytesIO(zipped(7))) == 7


def test_a_folder_is_counted_with_all_that_is_below(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("a.fit", "below/b.fit"):
        (tmp_path / name).touch()
    assert n_files(tmp_path) == 2


def test_a_damaged_archive_is_one_file() -> None:
    assert n_files(zipped(7)[:50]) == 1


def test_an_archive_that_nobody_can_open_counts_as_one_file() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.fit", b"x")
    data = bytearray(buffer.getvalue())
    entry = data.index(b"PK\x01\x02")
    data[entry + 6] = 99  # the version needed to open it
    assert n_files(bytes(data)) == 1
