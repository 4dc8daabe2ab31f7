"""A file and what was read from it, made ready for the tables: nearly all the work of keeping it.

It needs no database, so worker processes do it, and the one writer only inserts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from core.activity import Activity, Issue, Summary
from core.schemas import BLOCKS, EFFORTS, ROUTES, SETS, Schema
from store import codec, rowcodec, rows
from store.batches import displayable

_ZSTD = pa.Codec("zstd", compression_level=3)


@dataclass(frozen=True, slots=True)
class PackedPart:
    """One activity as values of its tables, `activity` to `watch_set`."""

    summary: dict[str, object]
    stream: dict[str, object]
    block: dict[str, object]
    derived: tuple[dict[str, object], ...] = ()
    sets: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """One file as values of table `original`, its activities, and what the report says of it."""

    file: dict[str, object]
    parts: tuple[PackedPart, ...]
    sports: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


def pack(
    data: bytes,
    *,
    filename: str,
    kind: str,
    parts: Sequence[tuple[Activity, Summary]],
    issues: Sequence[Issue] = (),
) -> Packed:
    """Make a file ready to be stored.

    Args:
        data: The file.
        filename: Display text.
        kind: Such as "fit".
        parts: The activities in file order, each with its summary.
        issues: What was lost in the file as a whole.

    Raises:
        SchemaError: a frame is not as promised.
    """
    packed = bytes(_ZSTD.compress(data, asbytes=True))
    is_smaller = len(packed) < len(data)
    file: dict[str, object] = {
        "sha256": sha256_of(data),
        "kind": kind,
        "codec": "zstd" if is_smaller else "raw",
        "n_bytes": len(data),
        "filename": displayable(filename),
        "data": packed if is_smaller else data,
    }
    sports = tuple(outing.sport for outing, _ in parts)
    return Packed(file, tuple(pack_part(*part) for part in parts), sports, tuple(issues))


def unpack_file(data: bytes, *, codec_name: str, n_bytes: int) -> bytes:
    """The file behind its stored form.

    Raises:
        StoreError: a later version stored it.
    """
    if codec_name == "raw":
        return data
    if codec_name != "zstd":
        raise codec.unknown_form(codec_name)
    try:
        return bytes(_ZSTD.decompress(data, decompressed_size=n_bytes, asbytes=True))
    except OSError:  # flipped bits inside the compressed form; the checksum will say so
        return b""


def sha256_of(data: bytes) -> str:
    """The checksum that every stored value carries."""
    return hashlib.sha256(data).hexdigest()


def pack_part(outing: Activity, summary: Summary) -> PackedPart:
    """One activity ready to be stored.

    Raises:
        SchemaError: a frame is not as promised.
    """
    records = codec.encode_records(outing.records)
    derived = {"efforts": (EFFORTS, summary.efforts), "route": (ROUTES, summary.route)}
    return PackedPart(
        rows.values_from(outing, summary),
        _blob(records, fmt=codec.RECORDS_FMT, n_rows=len(outing.records)),
        _rows(BLOCKS, summary.blocks),
        tuple(
            _rows(schema, frame) | {"kind": kind}
            for kind, (schema, frame) in derived.items()
            if len(frame)
        ),
        _watch_sets(outing.sets),
    )


def _watch_sets(sets: pl.DataFrame) -> tuple[dict[str, object], ...]:
    """Few and with words in them, so they are stored as plain rows."""
    plain = SETS.check(sets).with_columns(
        pl.col("start_time").dt.epoch("ms"), pl.col(pl.Float64).fill_nan(None)
    )
    return tuple({"seq": seq} | row for seq, row in enumerate(plain.iter_rows(named=True)))


def _rows(schema: Schema, frame: pl.DataFrame) -> dict[str, object]:
    layout, data = rowcodec.encode(schema, frame)
    return _blob(data, fmt=rowcodec.FMT, n_rows=len(frame)) | {"layout": layout}


def _blob(data: bytes, *, fmt: str, n_rows: int) -> dict[str, object]:
    return {"fmt": fmt, "n_rows": n_rows, "sha256": sha256_of(data), "data": data}
