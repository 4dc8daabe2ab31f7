"""Pairs of recordings gathered to outings: five copies of a run are ten pairs and one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.intake import Recording, StoredPair, Verdict

HOLDING = (Verdict.SAME, Verdict.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """Recordings of which one thing is to be said; the `counting` ones are not set aside."""

    pairs: tuple[StoredPair, ...]
    counting: tuple[Recording, ...]
    spare: tuple[Recording, ...]

    @property
    def verdict(self) -> Verdict:
        """What is known of all its pairs."""
        return self.pairs[0].pair.verdict

    @property
    def recordings(self) -> tuple[Recording, ...]:
        """All of them, those that count first."""
        return (*self.counting, *self.spare)

    def is_of(self, batch_id: int) -> bool:
        """Whether this batch brought one of the recordings."""
        return any(each.batch_id == batch_id for each in self.recordings)


def outings(pairs: Iterable[StoredPair]) -> tuple[Outing, ...]:
    """The outings in the order of their first pairs: those that hold, were parted, or are open."""
    given = tuple(pairs)
    holding = [each for each in given if each.pair.verdict in HOLDING]
    others = _open(given, holding)
    apart = [each for each in others if each.pair.verdict is Verdict.APART]
    asked = [(each,) for each in others if each.pair.verdict is Verdict.ASKED]
    groups = [*asked, *_groups(holding), *_groups(apart)]
    place = {_ids(each): n for n, each in enumerate(given)}
    return tuple(_outing(group) for group in sorted(groups, key=lambda them: place[_ids(them[0])]))


def aside(found: Iterable[Outing]) -> frozenset[int]:
    """Ids of the recordings that do not count, because another one of the outing does."""
    pairs = (each.pair for outing in found for each in outing.pairs)
    return frozenset(pair.spare_id for pair in pairs if pair.verdict in HOLDING)


def _open(given: Sequence[StoredPair], holding: Sequence[StoredPair]) -> list[StoredPair]:
    """Pairs that hold not, without those that ask once more about a copy that is set aside."""
    home = _homes(holding)
    aside = {each.pair.spare_id for each in holding}
    others = [each for each in given if each.pair.verdict not in HOLDING]

    def sides(found: StoredPair) -> frozenset[int]:
        return frozenset(home.get(id_, id_) for id_ in _ids(found))

    told = {sides(each) for each in others if aside.isdisjoint(_ids(each))}
    return [
        each
        for each in others
        if aside.isdisjoint(_ids(each)) or (len(sides(each)) > 1 and sides(each) not in told)
    ]


def _groups(pairs: Sequence[StoredPair]) -> list[tuple[StoredPair, ...]]:
    """Pairs that hang together."""
    home = _homes(pairs)
    groups: dict[int, list[StoredPair]] = {}
    for each in pairs:
        groups.setdefault(home[each.pair.spare_id], []).append(each)
    return [tuple(group) for group in groups.values()]


def _homes(pairs: Iterable[StoredPair]) -> Mapping[int, int]:
    """For each recording in a pair one recording that stands for all that hang together."""
    above: dict[int, int] = {}

    def top(id_: int) -> int:
        while above.setdefault(id_, id_) != id_:
            id_ = above[id_]
        return id_

    for spare_id, counts_id in map(_ids, pairs):
        above[top(spare_id)] = top(counts_id)
    return {id_: top(id_) for id_ in tuple(above)}


def _outing(pairs: tuple[StoredPair, ...]) -> Outing:
    aside = {each.pair.spare_id for each in pairs if each.pair.verdict in HOLDING}
    by_id = {each.pair.counts_id: each.counts for each in pairs}
    by_id |= {each.pair.spare_id: each.spare for each in pairs}
    return Outing(
        pairs=pairs,
        counting=tuple(found for id_, found in by_id.items() if id_ not in aside),
        spare=tuple(found for id_, found in by_id.items() if id_ in aside),
    )


def _ids(found: StoredPair) -> tuple[int, int]:
    return found.pair.spare_id, found.pair.counts_id
