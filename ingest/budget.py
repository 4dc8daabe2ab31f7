"""What one drop may cost, over all its archives."""

from __future__ import annotations

from dataclasses import dataclass

from core.activity import Limits
from core.errors import UnsafeFile


@dataclass(slots=True)
class Budget:
    """What one drop may still cost: bytes unpacked and members looked at, over all archives."""

    limits: Limits
    n_bytes: int = 0
    n_members: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be looked at."""
        most = self.limits
        return self.n_bytes > most.max_archive_bytes or self.n_members > most.max_archive_members

    def count(self, n_bytes: int) -> None:
        """Take off bytes that were unpacked.

        Raises:
            UnsafeFile: that was more than all archives of one drop may hold.
        """
        self.n_bytes += n_bytes
        if self.n_bytes > self.limits.max_archive_bytes:
            raise UnsafeFile(
                f"The archive unpacks to more than {self.limits.max_archive_bytes // 2**30} GiB; "
                "what came before is kept.",
                "Split it, and upload the parts one after the other.",
            )

    def count_member(self) -> None:
        """Take off one more file.

        Raises:
            UnsafeFile: there are more than one drop may hold.
        """
        self.n_members += 1
        if self.n_members > self.limits.max_archive_members:
            raise UnsafeFile(
                f"The archive holds more than {self.limits.max_archive_members:,} files; "
                "what came before is kept.",
                "Split it, and upload the parts one after the other.",
            )
