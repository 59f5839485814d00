from __future__ import annotations

import pytest

from widgets import dialogs, panels
from widgets.later import modules_of


def test_a_module_is_there_when_it_is_asked_for() -> None:
    from widgets.dialogs.close import CloseDialog

    assert dialogs.close.CloseDialog is CloseDialog


@pytest.mark.parametrize("name", ["nonsense", "__path_of_nobody__"])
def test_what_there_is_not_is_no_attribute(name: str) -> None:
    assert not hasattr(panels, name)
    with pytest.raises(AttributeError, match=name):
        modules_of("widgets.dialogs")(name)
