"""Slow twins of spreading and estimating lists, in plain numbers."""

from fractions import Fraction

from models.allocation.lists import GOLDEN


def spread_area(persons: list[int], listed: list[int]) -> list[list[int]]:
    """Return whole persons by square and practice of one area."""
    everybody = sum(persons)
    columns = [*listed, everybody - sum(listed)]
    table = [[p * column // everybody for column in columns] for p in persons]
    row_left = [p - sum(row) for p, row in zip(persons, table, strict=True)]
    column_left = [column - sum(row[c] for row in table) for c, column in enumerate(columns)]
    queue = sorted(
        ((k + (c + 1) * GOLDEN % 1.0) / left, c)
        for c, left in enumerate(column_left)
        for k in range(left)
    )
    for row, left in zip(table, row_left, strict=True):
        for _ in range(left):
            row[queue.pop(0)[1]] += 1
    assert not queue
    return [row[:-1] for row in table]


def largest_remainder(weights: list[int], total: int) -> list[int]:
    """Return whole numbers in proportion to whole weights that add up to `total`."""
    exact = [Fraction(weight * total, sum(weights)) for weight in weights]
    whole = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (whole[i] - exact[i], i))
    for i in order[: total - sum(whole)]:
        whole[i] += 1
    return whole


def fit(seed: list[list[float]], rows: list[float], columns: list[float]) -> list[list[float]]:
    """Return the table in proportion to `seed` with the given totals, by many rounds."""
    table = [row[:] for row in seed]
    for _ in range(2000):
        for row, wanted in zip(table, rows, strict=True):
            now = sum(row)
            row[:] = [value * wanted / now for value in row]
        for c, wanted in enumerate(columns):
            now = sum(row[c] for row in table)
            for row in table:
                row[c] = row[c] * wanted / now if now else 0.0
    return table
