"""Garbled files give activities or one of our errors, quickly and with little memory.

The long form (`proof`) reads 20,000 FIT and 10,000 GPX and TCX files, the short one a fortieth.
"""

from __future__ import annotations

import resource
from functools import cache
from pathlib import Path

import pytest

from ingest.fit.write import fit_file
from tests.corpus import HOUSE
from tests.ingest.mutants import failures
from tests.makers import make_fit, make_fit_messages, make_timed_gpx
from tests.tcx_maker import make_tcx

MIB = 2**20
MOST_GROWTH_KIB = 200 * 1024
SMALL_BYTES, LARGER_BYTES = 6_000, 60_000
GOLDEN = HOUSE / "tests" / "golden"
CORPUS = HOUSE.parent / "shared" / "corpus"
INNER_GPX = "<extensions><x:hr>150</x:hr><x:cad>85</x:cad><power>210</power></extensions>"
INNER_TCX = "<HeartRateBpm><Value>150</Value></HeartRateBpm><Cadence>85</Cadence>"


def _small(folder: Path, pattern: str, most_bytes: int) -> list[bytes]:
    """The small files of a folder, if it is there."""
    files = sorted(path for path in folder.glob(pattern) if path.stat().st_size <= most_bytes)
    return [path.read_bytes() for path in files]


@cache
def fits(most_bytes: int) -> list[bytes]:
    """Made files of every kind, and real ones."""
    made = [
        make_fit(n=20, heart_rate=150),
        fit_file(make_fit_messages(n=10)) * 2,
        *_small(GOLDEN, "*.fit", most_bytes),
    ]
    real = _small(CORPUS, "fit/*.fit", most_bytes) + _small(CORPUS, "broken/*.fit", most_bytes)
    return made + [data for data in real if data]


@cache
def xmls(most_bytes: int) -> list[bytes]:
    made = [make_timed_gpx(20, inner=INNER_GPX), make_tcx(20, inner=INNER_TCX)]
    return made + _small(CORPUS, "gpx/*.gpx", most_bytes) + _small(CORPUS, "tcx/*.tcx", most_bytes)


def peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_five_hundred_garbled_fit_files_do_no_harm() -> None:
    assert failures(fits(SMALL_BYTES), range(500)) == []


def test_hundreds_of_garbled_gpx_and_tcx_files_do_no_harm() -> None:
    assert failures(xmls(SMALL_BYTES), range(250)) == []


@pytest.mark.proof
@pytest.mark.parametrize("first", range(0, 20_000, 2_000))
def test_twenty_thousand_garbled_fit_files_do_no_harm(first: int) -> None:
    originals, before = fits(LARGER_BYTES), peak_kib()
    assert failures(originals, range(first, first + 2_000)) == []
    assert peak_kib() - before < MOST_GROWTH_KIB


@pytest.mark.proof
@pytest.mark.parametrize("first", range(0, 10_000, 2_000))
def test_ten_thousand_garbled_gpx_and_tcx_files_do_no_harm(first: int) -> None:
    originals, before = xmls(LARGER_BYTES), peak_kib()
    assert failures(originals, range(first, first + 2_000)) == []
    assert peak_kib() - before < MOST_GROWTH_KIB
