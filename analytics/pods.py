"""Two foot pods that each tell their own foot's contact: the left share, never a strap's."""

from __future__ import annotations

import polars as pl

LOWEST_PCT, HIGHEST_PCT = 40.0, 60.0  # imbalance law, section 1: a share outside is a fault


def pod_balance_left_pct() -> pl.Expr:
    """Left share of ground contact from the contact times of two pods; null where one is missing.

    Reads the columns `stance_time_left_ms` and `stance_time_right_ms` of RECORDS.

    Source:
        Imbalance law, sections 1 and 1.2: 100 L / (L + R).
    """
    left, right = pl.col("stance_time_left_ms"), pl.col("stance_time_right_ms")
    share = 100 * left / (left + right)
    return pl.when(share.is_between(LOWEST_PCT, HIGHEST_PCT)).then(share)
