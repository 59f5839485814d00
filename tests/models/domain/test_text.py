"""Names in the order of the Danish alphabet."""

from models.domain.text import in_order


def test_danish_letters_come_after_z_whatever_the_case() -> None:
    names = ["Århus", "ølby", "Zealand", "Æbelø", "aabenraa", "Skive"]
    assert sorted(names, key=in_order) == [
        "aabenraa",
        "Skive",
        "Zealand",
        "Æbelø",
        "ølby",
        "Århus",
    ]
