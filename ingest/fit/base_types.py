"""How values lie in a FIT file, and which value of each kind means "none".

Source:
    FIT protocol, developer.garmin.com/fit/protocol, table "FIT Base Types and Invalid Values".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BaseType:
    """How one value lies in the file, and which value means "none"."""

    code: int
    dtype: str
    invalid: int = 0


BASE_TYPES: Mapping[str, BaseType] = {
    "enum": BaseType(0x00, "u1", 0xFF),
    "sint8": BaseType(0x01, "i1", 0x7F),
    "uint8": BaseType(0x02, "u1", 0xFF),
    "sint16": BaseType(0x83, "i2", 0x7FFF),
    "uint16": BaseType(0x84, "u2", 0xFFFF),
    "sint32": BaseType(0x85, "i4", 0x7FFF_FFFF),
    "uint32": BaseType(0x86, "u4", 0xFFFF_FFFF),
    "string": BaseType(0x07, "S"),
    "float32": BaseType(0x88, "f4", 0xFFFF_FFFF),
    "float64": BaseType(0x89, "f8", 0xFFFF_FFFF_FFFF_FFFF),
    "uint8z": BaseType(0x0A, "u1", 0),
    "uint16z": BaseType(0x8B, "u2", 0),
    "uint32z": BaseType(0x8C, "u4", 0),
    "byte": BaseType(0x0D, "u1", 0xFF),
    "sint64": BaseType(0x8E, "i8", 0x7FFF_FFFF_FFFF_FFFF),
    "uint64": BaseType(0x8F, "u8", 0xFFFF_FFFF_FFFF_FFFF),
    "uint64z": BaseType(0x90, "u8", 0),
}
