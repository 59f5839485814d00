"""What the map shows: the controller hands in plain data, the legend keeps count of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from models.domain.place import Place
from models.domain.practice import ProviderNumber
from widgets.map.canvas import MapCanvas
from widgets.map.layer_stack import LayerName, LayerStack
from widgets.map.legend_content import (
    coverage_section,
    other_section,
    practices_section,
    room_section,
    squares_section,
)
from widgets.map.marks import FlowLine, OrderMark, PracticeMark
from widgets.map.note import Note
from widgets.map.plates_layer import plate_of
from widgets.map.scene import Crossing, MapScene
from widgets.painting.camera import Camera
from widgets.painting.coverage import AreaShape
from widgets.painting.legend import Legend
from widgets.painting.palettes import IndicatorPicture, SquareMode, UInt8, palette
from widgets.painting.style import Style
from widgets.theme import Theme
from widgets.words import Words

MOST_PLATES = 4
LEGEND_ROOM_PX = QSizeF(280, 320)
"""About as large as the legend is. Its own size will not do: the map must not move when a line
is added to it."""
FOLD_BELOW_PX = QSizeF(700, 420)
"""In a view narrower or lower than this the legend is folded, unless the user wants it open."""

_N_CLASSES = 16


def _say_nothing(_: ProviderNumber) -> str:
    return ""


class MapSurface(MapCanvas):
    """The layers of one region, its legend and its notes."""

    _legendDue = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        style = Style(theme, words)
        super().__init__(style, parent)
        self._region: MapScene | None = None
        self._mode: SquareMode = "distance"
        self._limit_m = 15_000.0
        self._why_of: Callable[[ProviderNumber], str] = _say_nothing
        self._indicator: IndicatorPicture | None = None
        self._classes: UInt8 = np.zeros(0, dtype=np.uint8)
        self._persons_by_class = np.zeros(_N_CLASSES, dtype=np.int64)
        self._n_unplaced = 0
        self._has_flows = False
        self._room = (0, 0)
        self._is_legend_stale = False
        self._do_counts_wait = False
        # comes before the paint, and once for all changes of a frame
        self._legendDue.connect(self._tell_legend, Qt.ConnectionType.QueuedConnection)
        self._wants_folded: bool | None = None
        self.layers = LayerStack(style)
        self.set_layers(self.layers.all)
        self._note = Note(self)
        self.set_style(style)
        # a view inside a window gets no closeEvent, and a worker must not outlive the program
        QApplication.instance().aboutToQuit.connect(self.stop)  # type: ignore[union-attr]

    @property
    def legend(self) -> Legend:
        """What the legend says now; paper says the same."""
        self._count_those_waiting()
        self._tell_legend()
        return self.layers.legend.legend

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being painted beside the GUI thread."""
        return self.layers.land.is_sharp

    def set_region(self, scene: MapScene) -> None:
        """Show another region, fitted; squares, practices and flows of the last one are gone."""
        self._region = scene
        layers = self.layers
        layers.land.set_map(scene)
        layers.squares.set_grid(scene.grid)
        layers.names.set_names(scene.areas, scene.towns)
        layers.ferries.set_crossings(scene.crossings)
        layers.scale_bar.set_remark("map.invented" if scene.is_invented else "")
        self._classes = np.zeros(0, dtype=np.uint8)
        self._persons_by_class = np.zeros(_N_CLASSES, dtype=np.int64)
        self._do_counts_wait = False
        self.set_practices([])
        self.set_flows([])
        self.set_unplaced(np.zeros(len(scene.grid.e), dtype=np.int32))
        self.set_coverage(())
        self.set_home(scene.extent)

    def set_crossings(self, crossings: tuple[Crossing, ...]) -> None:
        """Show other ferries and bridges in the same region."""
        if self._region is not None:
            self._region = replace(self._region, crossings=crossings)
            self.layers.ferries.set_crossings(crossings)
            self._update_legend()

    def set_practices(self, marks: Iterable[PracticeMark]) -> None:
        """Show these practices; only what differs from before is repainted."""
        self.layers.practices.set_marks(marks)
        self._practices_changed()

    def move_practice_symbol(self, number: ProviderNumber, e: float, n: float) -> None:
        """Show one practice elsewhere (metres), as while it is dragged."""
        self.layers.practices.move(number, e, n)
        self._update_plates()

    def set_square_classes(
        self,
        mode: SquareMode,
        classes: UInt8,
        limit_m: float = 15_000.0,
        indicator: IndicatorPicture | None = None,
    ) -> None:
        """Colour all squares: uint8 class of each, as `widgets.painting.palettes` gives them.

        In the mode "indicator" the legend tells of `indicator`.
        """
        self._mode, self._limit_m, self._indicator = mode, limit_m, indicator
        self._classes = classes.copy()
        self._persons_by_class = self._counted(self._persons(), classes)
        self._do_counts_wait = False
        self.layers.squares.set_classes(palette(mode, self.style_used.theme), classes)
        self._update_legend()

    def update_squares(self, indices: NDArray[np.intp], classes: UInt8) -> None:
        """Recolour some squares (each at most once) and repaint only where they lie."""
        if self.layers.legend.is_folded:
            self._do_counts_wait = True  # it names none
        else:
            persons = self._persons()[indices]
            self._persons_by_class -= self._counted(persons, self._classes[indices])
            self._persons_by_class += self._counted(persons, classes)
            self._update_legend()
        self._classes[indices] = classes
        self.layers.squares.update_classes(indices, classes)

    def set_flows(self, flows: Sequence[FlowLine]) -> None:
        """Show who goes where."""
        self.layers.flow_lines.set_flows(flows)
        self.layers.flow_figures.set_flows(flows)
        self._has_flows = bool(flows)
        self._update_legend()

    def set_unplaced(self, persons: NDArray[np.int32]) -> None:
        """Show persons without a place: int32 with shape (n_square,)."""
        if self._region is not None:
            grid = self._region.grid
            self.layers.unplaced.set_unplaced(grid.e, grid.n, persons)
        self._n_unplaced = int(persons.sum(dtype=np.int64))
        self._update_legend()

    def set_coverage(self, shapes: Sequence[AreaShape]) -> None:
        """Show other coverage areas, or none."""
        self.layers.coverage.set_areas(shapes)
        self._update_legend()

    def set_levels(self, levels: Sequence[str]) -> None:
        """Show how threatened each coverage area is: "red", "yellow" or ""."""
        self.layers.coverage.set_levels(levels)
        self._update_legend()

    def set_room(self, places: Sequence[Place], room: NDArray[np.int32], wished: int) -> None:
        """Show how much room there is at each place; `wished` of it all is beyond the limits."""
        e = np.array([place.e for place in places], dtype=np.int32)
        n = np.array([place.n for place in places], dtype=np.int32)
        self.layers.room.set_unplaced(e, n, room)
        total = int(room.sum(dtype=np.int64))
        self._room = (total - wished, wished)
        self._update_legend()

    def set_order(self, marks: Sequence[OrderMark]) -> None:
        """Show numbered places, or none: the practices that somebody tried, one after the other."""
        self.layers.order.set_marks(marks)

    def set_selection(self, numbers: Iterable[ProviderNumber]) -> None:
        """Ring these practices."""
        self.layers.practices.set_selection(numbers)
        self._update_plates()

    def set_layer_visible(self, name: LayerName, visible: bool) -> None:
        """Show or hide a layer."""
        self.layers.show(name, visible)
        self._update_plates()
        self._update_legend()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.set_style(replace(self.style_used, theme=theme))

    def set_words(self, words: Words) -> None:
        """Speak another language."""
        self.set_style(replace(self.style_used, words=words))

    def set_scale(self, scale: float) -> None:
        """Draw symbols and letters larger: 1.5 in workshop mode."""
        self.set_style(replace(self.style_used, scale=scale))

    def set_style(self, style: Style) -> None:
        """Paint with another theme, language or scale."""
        super().set_style(style)
        self._note.set_theme(style.theme, style.scale)
        self.setAccessibleName(style.words("map.name"))
        if len(self._classes):
            self.layers.squares.set_classes(palette(self._mode, style.theme), self._classes)
        self._update_plates()
        self._update_legend()
        self._note.place()

    def set_legend_folded(self, folded: bool | None) -> None:
        """Fold the legend to its name, or unfold it; None leaves that to the view's size."""
        self._wants_folded = folded
        self._fold_legend(QSizeF(self.viewport().size()))

    def show_note(self, text: str) -> None:
        """Say one sentence at the top of the map for a while."""
        self._note.show_text(text)

    def grab_png(self) -> bytes:
        """Return the map as it looks now, as a PNG file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.grab().save(buffer, "PNG")
        return bytes(buffer.data().data())

    def corner_taken(self) -> QSizeF:
        """Return the room the legend takes, unless it is folded or hidden."""
        if self.layers.legend.is_folded or not self.layers.shows("legend"):
            return QSizeF(0, 0)
        return LEGEND_ROOM_PX * self.style_used.scale

    def is_in_sight(self, pixel: QPointF) -> bool:
        """Return whether what is at a pixel is seen: not near the edge, nor below the legend."""
        return super().is_in_sight(pixel) and not self.layers.legend.card.contains(pixel)

    def set_camera(self, camera: Camera) -> None:
        """Show what `camera` shows."""
        super().set_camera(camera)
        self._update_plates()

    def on_resized(self, size: QSizeF) -> None:
        """Keep the note in the middle, and fold the legend where it would cover the map."""
        self._fold_legend(size)
        super().on_resized(size)
        self._note.place()

    def stop(self) -> None:
        """End the work beside the GUI thread; call before the view goes away with its window."""
        self.layers.land.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the worker that paints the land."""
        self.stop()
        super().closeEvent(event)

    def set_whys(self, why_of: Callable[[ProviderNumber], str]) -> None:
        """Take a function that says in a sentence why a practice's intake is as it is.

        It is asked for the practice under the cursor only.
        """
        self._why_of = why_of

    def _persons(self) -> NDArray[np.int32]:
        if self._region is None:
            return np.zeros(len(self._classes), dtype=np.int32)
        return self._region.grid.persons

    @staticmethod
    def _counted(persons: NDArray[np.int32], classes: UInt8) -> NDArray[np.int64]:
        # sums of whole numbers far below 2**53 are exact in floats
        return np.bincount(classes, weights=persons, minlength=_N_CLASSES).astype(np.int64)

    def _fold_legend(self, size: QSizeF) -> None:
        least = FOLD_BELOW_PX * self.style_used.scale
        is_small = size.width() < least.width() or size.height() < least.height()
        self.layers.legend.set_folded(
            is_small if self._wants_folded is None else self._wants_folded
        )
        if not self.layers.legend.is_folded:
            self._count_those_waiting()

    def _count_those_waiting(self) -> None:
        """Count all persons anew, if squares changed while the legend was folded."""
        if self._do_counts_wait:
            self._do_counts_wait = False
            self._persons_by_class = self._counted(self._persons(), self._classes)
            self._update_legend()

    def _practices_changed(self) -> None:
        self._update_plates()
        self._update_legend()

    def _update_plates(self) -> None:
        practices = self.layers.practices
        wanted = [practices.hovered, *sorted(practices.selection - {practices.hovered})]
        marks = [practices.mark(number) for number in wanted] if practices.is_visible else []
        shown = [mark for mark in marks if mark is not None]
        if len(practices.selection) > MOST_PLATES:
            shown = [mark for mark in shown if mark.number == practices.hovered]
        words = self.style_used.words
        self.layers.plates.set_plates(
            [
                plate_of(
                    mark,
                    practices.symbol_box(mark.number),
                    words,
                    self._why_of(mark.number) if mark.number == practices.hovered else "",
                )
                for mark in shown
            ]
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bring the legend up to date, should the view be painted before its turn."""
        self._tell_legend()
        super().paintEvent(event)

    def _update_legend(self) -> None:
        """Let the legend be brought up to date with the next frame."""
        if not self._is_legend_stale:
            self._is_legend_stale = True
            self._legendDue.emit()

    def _tell_legend(self) -> None:
        if self._is_legend_stale:
            self._is_legend_stale = False
            self.layers.legend.set_legend(self._made_legend())

    def _made_legend(self) -> Legend:
        layers, style = self.layers, self.style_used
        legend: Legend = ()
        if layers.shows("squares") and len(self._classes) and self._region is not None:
            legend += (
                squares_section(
                    self._mode,
                    self._persons_by_class.tolist(),
                    self._limit_m,
                    self._region.grid.size_m,
                    style,
                    is_estimated=self._region.is_estimated,
                    indicator=self._indicator,
                ),
            )
        if layers.shows("practices") and layers.practices.marks:
            practices = layers.practices
            legend += (practices_section(practices.counts, practices.n_satellites, style.words),)
        if layers.shows("coverage"):
            legend += coverage_section(layers.coverage.levels, style)
        if layers.shows("room"):
            legend += room_section(*self._room, style.words)
        legend += other_section(
            style.words,
            unplaced=self._n_unplaced if layers.shows("unplaced") else 0,
            flows=self._has_flows and layers.shows("flows"),
            crossings=self._region.crossings
            if self._region is not None and layers.shows("ferries")
            else (),
        )
        return legend
