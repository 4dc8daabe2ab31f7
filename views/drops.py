"""What a session does with files: drop them, look at the report, take a drop back, settle pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pipeline
from core.errors import NotFound
from core.intake import (
    Batch,
    BatchKind,
    Choice,
    Drop,
    Outcome,
    Pair,
    Progress,
    Source,
    StoredPair,
    TakenIn,
    Verdict,
)
from pipeline import Workers
from views import memory

EVERY_S = 0.2  # a browser that is told of each file of thousands has no time for anything else
OnProgress = Callable[[Progress], object]


def take_in(sources: Sequence[tuple[str, Source]], on_progress: OnProgress) -> Batch:
    """Take in files, archives and folders; see `pipeline.take_in_all`.

    The sample runner leaves when the first file of one's own is in: a ceiling made of two
    runners would be nobody's.
    """
    drop = Drop(sources=sources, created_at=datetime.now(UTC))
    batch = _taken(drop, memory.workers(), on_progress)
    if any(own.n_files[Outcome.READ] for own in batches() if own.kind is BatchKind.UPLOAD):
        remove_sample()
    return batch


def add_sample(on_progress: OnProgress, *, today: date) -> Batch:
    """Take in the sample runner through the same door as an upload."""
    sources = list(pipeline.sample_files(until=today))
    drop = Drop(sources=sources, created_at=datetime.now(UTC), kind=BatchKind.SAMPLE)
    return _taken(drop, None, on_progress)


def _taken(drop: Drop, workers: Workers | None, on_progress: OnProgress) -> Batch:
    shown_s = 0.0

    def show_now_and_then(so_far: Progress) -> None:
        nonlocal shown_s
        if so_far.elapsed_s - shown_s >= EVERY_S:
            shown_s = so_far.elapsed_s
            on_progress(so_far)

    batch_id = pipeline.take_in_all(
        drop, store=memory.store(), workers=workers, on_progress=show_now_and_then
    )
    return next(batch for batch in batches() if batch.id == batch_id)


def on_this_computer(path: str) -> list[tuple[str, Source]]:
    """The file or folder that a path names; nothing if there is none."""
    try:
        named = Path(path.strip()).expanduser()
        return [(named.name, named)] if named.is_absolute() and named.exists() else []
    except (OSError, RuntimeError, ValueError):  # too long, a stranger's home, a NUL
        return []


def batches() -> tuple[Batch, ...]:
    """All drops, newest first."""
    return memory.asked("batches", ask=pipeline.batches.all_batches)


def report(batch: Batch, choice: Choice, *, at_most: int) -> tuple[TakenIn, ...]:
    """What became of the files of a drop, as far as they are to be shown."""
    ask = partial(pipeline.items.report, batch_id=batch.id, choice=choice, at_most=at_most)
    return memory.asked("report", batch.id, choice.value, at_most, ask=ask)


def undo(batch_id: int) -> None:
    """Take a drop back as a whole."""
    pipeline.batches.undo(memory.store(), batch_id)


def pairs() -> tuple[StoredPair, ...]:
    """Recordings of the same outing, open questions first."""
    return memory.asked("pairs", ask=pipeline.pairs.all_pairs)


def decide(pair: Pair, verdict: Verdict) -> None:
    """Keep what the runner says of two recordings."""
    pipeline.pairs.decide(memory.store(), pair, verdict)


def has_sample() -> bool:
    """Whether the sample runner is in."""
    return any(batch.kind is BatchKind.SAMPLE for batch in batches())


def typed_in() -> Mapping[str, int]:
    """How much was typed in, by kind: it does not leave with the sample runner by itself."""
    return memory.asked("typed_in", ask=pipeline.typed_in.counts)


def remove_sample(*, with_typed: bool = False) -> None:
    """Take the sample runner out again; the runner's own files stay, and the rest if wanted."""
    if with_typed:
        pipeline.typed_in.forget(memory.store())
    for batch in batches():
        if batch.kind is BatchKind.SAMPLE:
            with suppress(NotFound):  # another session was quicker
                undo(batch.id)
