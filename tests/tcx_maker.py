"""TCX files for tests, made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

START = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)


def at(second: float) -> str:
    """That second of the recording, as a TCX writes it."""
    return (START + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def point(second: float, inner: str = "") -> str:
    """A track point of a run at 3 m/s."""
    return (
        f"<Trackpoint><Time>{at(second)}</Time><DistanceMeters>{3 * second}</DistanceMeters>"
        f"{inner}</Trackpoint>"
    )


def track(seconds: Sequence[float], inner: str = "") -> str:
    """A track with a point at each of these seconds."""
    return f"<Track>{''.join(point(second, inner) for second in seconds)}</Track>"


def lap(*tracks: str, start: float = 0, total_s: float = 60, metres: float = 180) -> str:
    """A lap: what it sums up, then its tracks."""
    return (
        f'<Lap StartTime="{at(start)}"><TotalTimeSeconds>{total_s}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><Calories>10</Calories>"
        "<AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm>"
        "<MaximumHeartRateBpm><Value>150</Value></MaximumHeartRateBpm>"
        f"<TriggerMethod>Manual</TriggerMethod>{''.join(tracks)}</Lap>"
    )


def activity(*laps: str, sport: str = "Running") -> str:
    """An activity with these laps, recorded by a watch."""
    creator = "<Creator><Name>Forerunner 945</Name></Creator>"
    return f'<Activity Sport="{sport}">{"".join(laps)}{creator}</Activity>'


def tcx(*activities: str, within: str = "Activities") -> bytes:
    """A whole file."""
    body = f"<{within}>{''.join(activities)}</{within}>"
    return f"<TrainingCenterDatabase>{body}</TrainingCenterDatabase>".encode()


def make_tcx(n: int = 60, *, inner: str = "") -> bytes:
    """A run of n points at 1 Hz and 3 m/s in one lap; `inner` stands in every point."""
    return tcx(activity(lap(track(range(n), inner), total_s=n - 1, metres=3 * (n - 1))))
