"""Whether a rule pack can be used: asked before it is stored, answered with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.errors import EditRefusedError
from models.domain.rules import RulePack
from models.domain.text import Text, format_number

MOST_PER_CAPACITY = 10_000
FARTHEST_M = 200_000
MOST_CHOICES = 9
MOST_NUMBERS = 99
MOST_PERSONS = 1_000_000
MOST_WEIGHT = 10.0


def check_pack(pack: RulePack) -> None:
    """Raise EditRefusedError with the first thing that is wrong with a pack, if anything is."""
    for problem in problems_of(pack):
        raise EditRefusedError(*problem)


def problems_of(pack: RulePack) -> Iterator[Text]:
    """Return in sentences what is wrong with the values of a pack."""
    if not pack.title.da.strip() or not pack.title.en.strip():
        yield Text("Regelsættet skal have et navn.", "The rule pack needs a name.")
    yield from _within("normtallet", "the norm", pack.norm_per_capacity, 1, MOST_PER_CAPACITY)
    for code, limit in pack.norm_by_area.items():
        da, en = f"lukkegrænsen for område {code}", f"the closing limit of area {code}"
        yield from _within(da, en, limit, 1, MOST_PER_CAPACITY)
    if pack.shared_post_norm is not None:
        da, en = "delepraksis' lukkegrænse", "a shared post's closing limit"
        yield from _within(da, en, pack.shared_post_norm, 1, MOST_PER_CAPACITY)
    yield from _below_ceiling(pack)
    yield from _within("afstandsgrænsen", "the distance limit", pack.limit_m, 1, FARTHEST_M)
    for code, limit in pack.limit_m_by_municipality.items():
        da, en = f"afstandsgrænsen i kommune {code}", f"the distance limit of municipality {code}"
        yield from _within(da, en, limit, 1, FARTHEST_M)
    if pack.reach_m is not None:
        yield from _within("rækkevidden", "the reach", pack.reach_m, 1, FARTHEST_M)
    yield from _within(
        "antallet af valg", "the number of choices", pack.choices_needed, 1, MOST_CHOICES
    )
    if pack.numbers_per_owner is not None:
        da, en = "antallet af ydernumre", "the provider numbers"
        yield from _within(da, en, pack.numbers_per_owner, 1, MOST_NUMBERS)
    yield from _unit_size(pack)
    for weights in (pack.age_weights, pack.group_weights):
        yield from _weights(weights)


def _within(da: str, en: str, value: int, least: int, most: int) -> Iterator[Text]:
    if not least <= value <= most:
        yield Text(
            f"{da.capitalize()} skal være mellem {format_number(least)} og "
            f"{format_number(most)}; fandt {format_number(value)}.",
            f"{en.capitalize()} must be between {format_number(least, 'en')} and "
            f"{format_number(most, 'en')}; got {format_number(value, 'en')}.",
        )


def _below_ceiling(pack: RulePack) -> Iterator[Text]:
    ceiling = pack.ceiling_per_capacity
    if ceiling is None:
        return
    yield from _within("loftet", "the ceiling", ceiling, 1, MOST_PER_CAPACITY)
    highest = max(pack.norm_per_capacity, *pack.norm_by_area.values(), pack.shared_post_norm or 0)
    if highest > ceiling:
        yield Text(
            f"Ingen lukkegrænse kan være over loftet på {format_number(ceiling)} pr. kapacitet; "
            f"fandt {format_number(highest)}.",
            f"No closing limit can be above the ceiling of {format_number(ceiling, 'en')} per "
            f"capacity; got {format_number(highest, 'en')}.",
        )


def _unit_size(pack: RulePack) -> Iterator[Text]:
    least, most = pack.unit_persons_least, pack.unit_persons_most
    if not 0 <= least <= most <= MOST_PERSONS:
        yield Text(
            f"En enheds størrelse skal gå fra et mindre tal til et større; fandt "
            f"{format_number(least)} til {format_number(most)}.",
            f"A unit's size must go from a smaller number to a larger; got "
            f"{format_number(least, 'en')} to {format_number(most, 'en')}.",
        )


def _weights(weights: tuple[float, ...]) -> Iterator[Text]:
    if len(weights) != 5 or not all(0 <= weight <= MOST_WEIGHT for weight in weights):
        yield Text(
            "Der skal være fem vægte mellem 0 og 10.",
            "There must be five weights between 0 and 10.",
        )
