"""How many files a drop holds, as far as can be told before it is opened: for showing progress."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import IO

from core.activity import Limits
from core.errors import IngestError
from ingest.kinds import is_zip
from ingest.unpack import open_zip


def n_files(source: bytes | IO[bytes] | Path) -> int:
    """At least this many files; those in archives in archives are not known yet."""
    if isinstance(source, Path):
        return sum(len(names) for _, _, names in os.walk(source)) if source.is_dir() else 1
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    file.seek(0)
    if not is_zip(file.read(4)):
        return 1
    try:
        with open_zip(file, Limits()) as archive:
            return sum(not info.is_dir() for info in archive.infolist())
    except IngestError:
        return 1  # whoever opens it will say what is wrong with it
