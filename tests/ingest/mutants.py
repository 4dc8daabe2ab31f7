"""Garbled files with fixed seeds: what is cut, flipped, left out, and pasted in."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.activity import ISSUE_CODES
from core.errors import IngestError
from core.schemas import RECORDS
from ingest import read_activities

MOST_CPU_S = 1.0
Garbling = Callable[[bytearray, random.Random], None]


def cut(data: bytearray, rng: random.Random) -> None:
    """The end is missing."""
    del data[rng.randrange(len(data)) :]


def flip(data: bytearray, rng: random.Random) -> None:
    """A few bits are wrong."""
    for _ in range(rng.randint(1, 8)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def overwrite(data: bytearray, rng: random.Random) -> None:
    """A few bytes are noise; half of the time near the beginning, where the structure is."""
    near = min(len(data), 600) if rng.random() < 0.5 else len(data)
    for _ in range(rng.randint(1, 6)):
        data[rng.randrange(near)] = rng.choice((0, 1, 0x40, 0x7F, 0x80, 0xFF, rng.randrange(256)))


def leave_out(data: bytearray, rng: random.Random) -> None:
    """A piece is gone."""
    at = rng.randrange(len(data))
    del data[at : at + rng.randint(1, 64)]


def splice(data: bytearray, rng: random.Random) -> None:
    """A piece stands where it does not belong."""
    at, source = rng.randrange(len(data)), rng.randrange(len(data))
    data[at:at] = data[source : source + rng.randint(1, 200)]


GARBLINGS: Sequence[Garbling] = (cut, flip, overwrite, leave_out, splice)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a reader did to a garbled file that it must not do."""

    seed: int
    what: str


def mutants(originals: Sequence[bytes], seeds: range) -> Iterator[tuple[int, bytes]]:
    """For each seed one file, garbled once to three times."""
    for seed in seeds:
        rng = random.Random(seed)
        data = bytearray(originals[seed % len(originals)])
        for _ in range(rng.randint(1, 3)):
            if data:
                rng.choice(GARBLINGS)(data, rng)
        yield seed, bytes(data)


def failures(originals: Sequence[bytes], seeds: range) -> list[Failure]:
    """Every garbled file that gave neither activities as promised nor one of our errors in time."""
    found: list[Failure] = []
    for seed, data in mutants(originals, seeds):
        start = time.process_time()
        wrong = _wrong(data)
        spent = time.process_time() - start
        if wrong is None and spent > MOST_CPU_S:
            wrong = f"took {spent:.1f} s"
        if wrong is not None:
            found.append(Failure(seed, wrong))
    return found


def _is_ours(cause: BaseException) -> bool:
    """Whether tidying threw it: a decoder may stumble over noise, tidying may not."""
    frames = traceback.extract_tb(cause.__traceback__)
    return any(Path(frame.filename).name == "tidy.py" for frame in frames)


def _wrong(data: bytes) -> str | None:
    try:
        result = read_activities(data, "x")
    except IngestError as error:
        if error.__cause__ is not None and _is_ours(error.__cause__):
            return repr(error.__cause__)
        return None if error.what and error.advice else "says nothing"
    except Exception as error:
        return repr(error)
    for activity in result.activities:
        RECORDS.check(activity.records)
    unknown = {issue.code for issue in result.issues} - ISSUE_CODES
    return f"issues {unknown}" if unknown or not result.activities else None
