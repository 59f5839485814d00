"""The matrix of the 2008 plan, cell by cell."""

import pytest

from models.domain.instruments import TITLES, Instruments, Offer, instruments_for

YES, NO, POSSIBLY, LIMITED = Offer.YES, Offer.NO, Offer.POSSIBLY, Offer.LIMITED


@pytest.mark.parametrize(
    ("furthers", "challenged", "expected"),
    [
        (False, False, Instruments(POSSIBLY, NO, NO, NO)),
        (False, True, Instruments(YES, YES, NO, NO)),
        (True, False, Instruments(YES, YES, NO, NO)),
        (True, True, Instruments(YES, YES, YES, LIMITED)),
    ],
)
def test_what_is_offered_is_what_the_plan_says(
    furthers: bool, challenged: bool, expected: Instruments
) -> None:
    assert instruments_for(furthers_structure=furthers, is_challenged=challenged) == expected


def test_every_instrument_has_a_title_and_every_offer_its_words() -> None:
    assert tuple(TITLES) == Instruments._fields
    assert all(offer.text.da and offer.text.en for offer in Offer)
