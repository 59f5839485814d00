"""Positions and ranks of practices, fixed for as long as an evaluator lives."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from models.domain.practice import ProviderNumber

Int32 = NDArray[np.int32]


class Roster:
    """Every practice the evaluator has met, each with a fixed position and its rank for ties."""

    def __init__(self) -> None:
        self.numbers: tuple[ProviderNumber, ...] = ()
        self.position: dict[ProviderNumber, int] = {}
        self.rank: Int32 = np.zeros(0, dtype=np.int32)

    def enrol(self, numbers: Iterable[ProviderNumber]) -> bool:
        """Give new numbers a position; return whether there were any."""
        fresh = sorted(set(numbers) - self.position.keys())
        self.position.update((number, at) for at, number in enumerate(fresh, len(self.numbers)))
        if fresh:
            self.numbers += tuple(fresh)
            order = sorted(range(len(self.numbers)), key=self.numbers.__getitem__)
            self.rank = np.empty(len(order), dtype=np.int32)
            self.rank[order] = np.arange(len(order), dtype=np.int32)
        return bool(fresh)
