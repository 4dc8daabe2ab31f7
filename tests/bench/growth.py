"""Cost against size: FIT files of 1, 10 and 100 MB, each read in a process of its own.

    python -m tests.bench.growth

Prints a table that a spreadsheet can chart (CPU seconds, memory over that of an idle process) for
the decoder's frames and for finished activities, and the 3 MB Ironman of the corpus against its
goal. Ends with a non-zero exit code if growth is worse than linear or the goal is missed.
"""

from __future__ import annotations

import json
import subprocess
import sys

from tests.corpus import CORPUS, HOUSE

SIZES_MB = (1, 10, 100)
BYTES_PER_RECORD = 31
SLACK = 1.25  # of linear: a busy machine is no defect
IRONMAN = CORPUS / "fit" / "fenix5x-ironman-multisport-3MB.fit"
IRONMAN_CPU_S, IRONMAN_MB = 0.08, 45

MEASURE = """
import json, resource, sys, time
from pathlib import Path
from core.activity import Limits
from ingest import read_activities
from ingest.fit import read
from ingest.fit.write import fit_file, named, fit_time
from tests.bench.growth import made

limits = Limits(max_file_bytes=2**30, max_samples=10**8)
reading, size = sys.argv[1], sys.argv[2]
data = Path(size).read_bytes() if not size.isdigit() else made(int(size))
warm = fit_file([named("record", timestamp=10**9)])
work = {
    "frames": lambda data: read(data, limits),
    "activities": lambda data: read_activities(data, "", limits=limits),
}
work[reading](warm)
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
kept = work[reading](data)
taken = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([len(data), taken, (peak - base) / 1024]))
"""


def made(megabytes: int) -> bytes:
    """A run of about so many megabytes, one record a second, as a watch writes it."""
    import numpy as np

    from ingest.fit.write import fit_file, named

    n = megabytes * 1_000_000 // BYTES_PER_RECORD
    at = np.arange(n)
    start = 1_000_000_000
    return fit_file(
        [
            named("file_id", type="activity", manufacturer="development", time_created=start),
            named(
                "record",
                timestamp=start + at,
                distance=at * 0.003,
                enhanced_speed=3 + np.sin(at / 300),
                enhanced_altitude=100 + 20 * np.sin(at / 900),
                heart_rate=140 + (at % 20),
                cadence=85 + (at % 4),
                stance_time=np.full(n, 245.0),
                stance_time_balance=50 + np.sin(at / 100),
                vertical_oscillation=np.full(n, 85.0),
            ),
            named(
                "session",
                timestamp=start + n,
                start_time=start,
                total_elapsed_time=min(n, 4_000_000),
                sport="running",
            ),
        ]
    )


def measured(reading: str, size: str) -> tuple[float, float, float]:
    """Bytes, CPU seconds and megabytes of one reading in a fresh process."""
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, reading, size],
        cwd=HOUSE,
        check=True,
        capture_output=True,
        text=True,
    )
    n_bytes, cpu_s, mb = json.loads(answer.stdout)
    return n_bytes, cpu_s, mb


def main() -> int:
    """Print the tables; 1 if something grows faster than its input, or the goal is missed."""
    bad = 0
    print("reading,size_mb,cpu_s,memory_mb,cpu_ms_per_mb")
    for reading in ("frames", "activities"):
        per_mb = []
        for size in SIZES_MB:
            n_bytes, cpu_s, mb = measured(reading, str(size))
            per_mb.append(cpu_s / n_bytes * 1e9)
            print(f"{reading},{n_bytes / 1e6:.1f},{cpu_s:.3f},{mb:.0f},{per_mb[-1]:.1f}")
        bad += per_mb[-1] > SLACK * per_mb[0]
    if IRONMAN.is_file():
        _, cpu_s, mb = measured("frames", str(IRONMAN))
        missed = cpu_s > IRONMAN_CPU_S or mb > IRONMAN_MB
        bad += missed
        print(f"ironman,3.0,{cpu_s:.3f},{mb:.0f},goal {IRONMAN_CPU_S} s and {IRONMAN_MB} MB")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
