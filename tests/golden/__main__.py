"""Write the golden files and their expected records anew: `make golden`."""

from __future__ import annotations

from ingest import read_activities
from tests.golden import FOLDER, as_csv
from tests.golden.cases import CASES


def main() -> None:
    """Replace every file of the folder."""
    for name, made in CASES.items():
        data = made()
        records = read_activities(data, f"{name}.fit").activities[0].records
        (FOLDER / f"{name}.fit").write_bytes(data)
        (FOLDER / f"{name}.csv").write_text(as_csv(records), encoding="utf-8", newline="\n")


main()
