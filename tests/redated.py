"""A real watch file moved in time: a plan looks at the last weeks, the corpus is older.

Only times are changed; all else stays as the watch wrote it.
"""

from __future__ import annotations

import struct
from datetime import timedelta
from pathlib import Path

from fastcrc import crc16

TIMES = {
    (None, 253),  # timestamp, in every message
    (0, 4),  # file_id: time_created
    (18, 2),  # session: start_time
    (19, 2),  # lap: start_time
    (34, 5),  # activity: local_timestamp
}
DEVELOPER, DEFINITION, COMPRESSED = 0x20, 0x40, 0x80
UNKNOWN = 0xFFFFFFFF
Field = tuple[int, int]  # number, bytes


def redated(file: Path, by: timedelta) -> bytes:
    """The FIT file as if it had been recorded so much later; whole days keep all offsets."""
    data = bytearray(file.read_bytes())
    head, size = data[0], struct.unpack_from("<I", data, 4)[0]
    known: dict[int, tuple[int, str, list[Field]]] = {}
    at, end = head, head + size
    while at < end:
        first, at = data[at], at + 1
        if not first & COMPRESSED and first & DEFINITION:
            known[first & 0x0F], at = _definition(data, at, is_long=bool(first & DEVELOPER))
            continue
        local = (first >> 5) & 0x03 if first & COMPRESSED else first & 0x0F
        message, order, fields = known[local]
        for number, n_bytes in fields:
            is_time = (None, number) in TIMES or (message, number) in TIMES
            if is_time and n_bytes == 4:
                _move(data, at, order, int(by.total_seconds()))
            at += n_bytes
    struct.pack_into("<H", data, end, crc16.arc(bytes(data[:end])))
    return bytes(data[: end + 2])


def _definition(
    data: bytearray, at: int, *, is_long: bool
) -> tuple[tuple[int, str, list[Field]], int]:
    order = ">" if data[at + 1] else "<"
    message, n_fields = struct.unpack_from(f"{order}HB", data, at + 2)
    at += 5
    fields: list[Field] = [(data[at + 3 * n], data[at + 3 * n + 1]) for n in range(n_fields)]
    at += 3 * n_fields
    if is_long:
        n_own = data[at]
        fields += [(-1, data[at + 2 + 3 * n]) for n in range(n_own)]
        at += 1 + 3 * n_own
    return (message, order, fields), at


def _move(data: bytearray, at: int, order: str, seconds: int) -> None:
    time = struct.unpack_from(f"{order}I", data, at)[0]
    if time != UNKNOWN:
        struct.pack_into(f"{order}I", data, at, time + seconds)
