"""Panels and pages; a page is imported when it is opened (`widgets.later`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widgets.panels import coverage as coverage
    from widgets.panels import domino_page as domino_page
    from widgets.panels import report as report
    from widgets.panels import threatened as threatened
    from widgets.panels import tried_list as tried_list
    from widgets.panels import why_page as why_page
else:
    from widgets.later import modules_of

    __getattr__ = modules_of(__name__)
