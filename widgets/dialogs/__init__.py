"""The dialogs; a start opens none, so each is imported when it is opened (`widgets.later`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.dialogs import about as about
    from widgets.dialogs import areas as areas
    from widgets.dialogs import chooser as chooser
    from widgets.dialogs import close as close
    from widgets.dialogs import link as link
    from widgets.dialogs import links as links
    from widgets.dialogs import merge as merge
    from widgets.dialogs import message as message
    from widgets.dialogs import new_register as new_register
    from widgets.dialogs import new_scenario as new_scenario
    from widgets.dialogs import open as open
    from widgets.dialogs import optimal as optimal
    from widgets.dialogs import pdf as pdf
    from widgets.dialogs import rules as rules
    from widgets.dialogs import satellite as satellite
    from widgets.dialogs import settings as settings
else:
    from widgets.later import modules_of

    __getattr__ = modules_of(__name__)
