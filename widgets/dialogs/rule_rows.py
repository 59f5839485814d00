"""One value of a rule pack: its name, the value or a field for it, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from models.domain.rules import OWN_VALUE, Measure, RulePack, Source
from models.domain.text import Text, one_of
from models.geography.squares import AGE_GROUPS
from models.report.area_names import AreaNames, NamesByValue
from models.report.rules import NAMES, by_name, value_text
from widgets.panels.parts import (
    CalmComboBox,
    CalmDoubleSpinBox,
    CalmSpinBox,
    make_label,
    set_text,
)
from widgets.style import Look
from widgets.words import Words

_M_PER_KM = 1000
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|")


class RuleRow(QWidget):
    """A value, fixed or (`is_open`) to be changed together with its source.

    Signals
    -------
    changed : dict
        Fields of the pack with their new values.
    problem : str
        What was typed cannot be read.
    """

    changed = Signal(object)
    problem = Signal(str)

    def __init__(
        self, words: Words, look: Look, name: str, is_open: bool, names: NamesByValue
    ) -> None:
        super().__init__()
        self._words = words
        self._name = name
        self._names = names
        self._pack: RulePack | None = None
        self.is_open = is_open
        self.called = words.of(NAMES[name])
        self.field: Field | None = _field(words, look, name, names) if is_open else None
        self.value = make_label(look, role="strong", wraps=True)
        self.origin = make_label(look, role="caption", tone="muted", wraps=True)
        self.assumed = make_label(look, words("rules.assumed"), "caption", "muted")
        self.source, self.date = QLineEdit(), QLineEdit()
        self._lay_out(look)
        if self.field is not None:
            self.field.setAccessibleName(self.called)
            self.field.changed.connect(self._on_field_changed)
            self.field.problem.connect(self.problem)
        self.source.editingFinished.connect(self._on_source_finished)
        self.date.editingFinished.connect(self._on_source_finished)

    def show_pack(self, pack: RulePack) -> None:
        """Show the value as a pack has it."""
        self._pack = pack
        words, source = self._words, pack.source_of(self._name)
        set_text(self.value, words.of(value_text(pack, self._name, self._names)))
        if self.field is not None:
            self.field.show_value(getattr(pack, self._name))
        marks = [source.date] if source.date else []
        marks += [] if source.is_settled else [words("rules.assumed")]
        where = f" ({', '.join(marks)})" if marks else ""
        set_text(self.origin, words.of(source.text) + where)
        for line, text in ((self.source, words.of(source.text)), (self.date, source.date)):
            if not line.hasFocus():
                line.setText(text)
                line.setCursorPosition(0)
                line.setToolTip(text)
        self.assumed.setVisible(self.is_open and not source.is_settled)

    def _lay_out(self, look: Look) -> None:
        words = self._words
        self.source.setPlaceholderText(words("rules.source"))
        self.source.setAccessibleName(f"{self.called}: {words('rules.source')}")
        self.date.setPlaceholderText(words("rules.date"))
        self.date.setAccessibleName(f"{self.called}: {words('rules.date')}")
        self.date.setFixedWidth(look.px(100))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(2))
        grid.setColumnMinimumWidth(0, look.px(180))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        name = make_label(look, self.called, wraps=True)
        name.setFixedWidth(look.px(180))
        grid.addWidget(name, 0, 0, top)
        grid.addWidget(self.field if self.field is not None else self.value, 0, 1, top)
        if self.is_open:
            line = QHBoxLayout()
            line.setSpacing(look.px(4))
            line.addWidget(self.source, 1)
            line.addWidget(self.date)
            grid.addLayout(line, 1, 1)
            grid.addWidget(self.assumed, 1, 0)
        else:
            grid.addWidget(self.origin, 1, 1)

    def _on_field_changed(self, value: object) -> None:
        """Tell of another value; it is the planner's own until a source is written for it."""
        assert self._pack is not None
        if value != getattr(self._pack, self._name):
            sources = {**self._pack.sources, self._name: OWN_VALUE}
            self.changed.emit({self._name: value, "sources": sources})

    def _on_source_finished(self) -> None:
        assert self._pack is not None
        old = self._pack.source_of(self._name)
        text, date = self.source.text().strip(), self.date.text().strip()
        if not _DATE.fullmatch(date):
            date = old.date
            self.date.setText(date)
        if not text or (text == self._words.of(old.text) and date == old.date):
            return
        said = old.text if text == self._words.of(old.text) else Text(text, text)
        source = Source(said, date, is_settled=True)
        self.changed.emit({"sources": {**self._pack.sources, self._name: source}})


class Field(QWidget):
    """An editor of one value.

    Signals
    -------
    changed : object
        The new value.
    problem : str
    """

    changed = Signal(object)
    problem = Signal(str)

    def __init__(self, words: Words, look: Look, name: str) -> None:
        super().__init__()
        self._words = words
        self._look = look
        self._name = name
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(look.px(4))

    def show_value(self, value: Any) -> None:
        """Show a value without telling of it."""
        raise NotImplementedError


class _Whole(Field):
    """A whole number; 0 stands for none where the value may be missing."""

    def __init__(self, words: Words, look: Look, name: str, may_be_none: bool = False) -> None:
        super().__init__(words, look, name)
        self._may_be_none = may_be_none
        self.box = CalmSpinBox(words.language)
        self.box.setRange(0 if may_be_none else 1, 1_000_000)
        self.box.setFixedWidth(look.px(140))
        if may_be_none:
            self.box.setSpecialValueText(words(f"rules.none.{name}"))
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.box.valueChanged.connect(self._on_value_changed)

    def show_value(self, value: int | None) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue(value or 0)

    def _on_value_changed(self, value: int) -> None:
        self.changed.emit(None if self._may_be_none and value == 0 else value)


class _Kilometres(Field):
    """A distance, shown in kilometres and kept in whole metres."""

    def __init__(self, words: Words, look: Look, name: str, may_be_none: bool = False) -> None:
        super().__init__(words, look, name)
        self._may_be_none = may_be_none
        self.box = CalmDoubleSpinBox(words.language)
        self.box.setDecimals(3)
        self.box.setSingleStep(1)
        self.box.setRange(0 if may_be_none else 0.001, 200)
        self.box.setSuffix(" km")
        self.box.setFixedWidth(look.px(190 if may_be_none else 140))
        if may_be_none:
            self.box.setSpecialValueText(words(f"rules.none.{name}"))
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.box.valueChanged.connect(self._on_value_changed)

    def show_value(self, value: int | None) -> None:
        with QSignalBlocker(self.box):
            self.box.setValue((value or 0) / _M_PER_KM)

    def _on_value_changed(self, km: float) -> None:
        metres = round(km * _M_PER_KM)
        self.changed.emit(None if self._may_be_none and metres == 0 else metres)


class _ByArea(Field):
    """Values by area, written "Skive: 12; Fur: 20"; `unit` is how many make one as written."""

    def __init__(
        self, words: Words, look: Look, name: str, names: AreaNames, unit: int = 1
    ) -> None:
        super().__init__(words, look, name)
        self._names = names
        self._unit = unit
        self._shown: dict[str, int] = {}
        self.line = QLineEdit()
        self.line.setPlaceholderText(words("rules.by_area"))
        self.row.addWidget(self.line, 1)
        self.line.editingFinished.connect(self._on_finished)

    def show_value(self, value: Any) -> None:
        self._shown = dict(value)
        self.line.setText(self._written(self._shown))
        self.line.setCursorPosition(0)

    def _written(self, values: dict[str, int]) -> str:
        parts = []
        for called, value in by_name(values, self._names):
            shown = value / self._unit
            decimals = 0 if float(shown).is_integer() else 3
            parts.append(f"{called}: {self._words.number(shown, decimals)}")
        return "; ".join(parts)

    def _on_finished(self) -> None:
        text = self.line.text().strip()
        if text == self._written(self._shown):
            return
        found: dict[str, int] = {}
        for part in filter(None, (part.strip() for part in text.split(";"))):
            area, colon, number = (piece.strip() for piece in part.rpartition(":"))
            value = _number(number, self._words.language == "da")
            if not area or not colon or value is None:
                self._refuse("rules.by_area.problem", part, example=self._example())
                return
            code = area if area in self._shown else self._names.code_of(area)
            if code is None:
                self._refuse_area(area)
                return
            found[code] = round(value * self._unit)
        self.changed.emit(found)

    def _example(self) -> str:
        return f"Skive: {self._words.number(12 if self._unit > 1 else 1450)}"

    def _refuse_area(self, area: str) -> None:
        namesakes = self._names.namesakes(area)
        if namesakes:
            names = self._words.of(one_of(namesakes))
            self._refuse("rules.by_area.several", area, names=names)
        else:
            self._refuse(f"rules.by_area.unknown.{self._name}", area)

    def _refuse(self, key: str, found: str, **values: str) -> None:
        name = self._words.of(NAMES[self._name])
        self.problem.emit(self._words(key, name=name, found=found, **values))


def _number(text: str, is_danish: bool) -> float | None:
    """Return a number as the language writes it, None where it is none."""
    thousands, point = (".", ",") if is_danish else (",", ".")
    try:
        value = float(text.replace(thousands, "").replace(point, "."))
    except ValueError:
        return None
    return value if 0 < value < 1e9 else None


class _MeasureField(Field):
    def __init__(self, words: Words, look: Look, name: str) -> None:
        super().__init__(words, look, name)
        self.box = CalmComboBox()
        for measure in Measure:
            self.box.addItem(words(f"rules.measure.{measure}"), measure)
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.box.activated.connect(lambda at: self.changed.emit(Measure(self.box.itemData(at))))

    def show_value(self, value: Measure) -> None:
        self.box.setCurrentIndex(self.box.findData(value))


class _YesNo(Field):
    def __init__(self, words: Words, look: Look, name: str) -> None:
        super().__init__(words, look, name)
        self.box = QCheckBox(words("rules.yes"))
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.box.clicked.connect(lambda is_on: self.changed.emit(bool(is_on)))

    def show_value(self, value: bool) -> None:
        self.box.setChecked(value)


class _Weights(Field):
    """Five weights beside each other, each below the name of its group."""

    def __init__(self, words: Words, look: Look, name: str) -> None:
        super().__init__(words, look, name)
        names = [words("rules.age", ages=ages.replace("-", "–")) for ages in AGE_GROUPS]
        if name == "group_weights":
            names = [words("rules.group", n=n) for n in range(1, len(AGE_GROUPS) + 1)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(4))
        grid.setVerticalSpacing(0)
        self.boxes: list[CalmDoubleSpinBox] = []
        for column, called in enumerate(names):
            box = CalmDoubleSpinBox(words.language)
            box.setSingleStep(0.05)
            box.setRange(0, 10)
            box.setAccessibleName(called)
            box.valueChanged.connect(self._on_value_changed)
            grid.addWidget(make_label(look, called, "caption", "muted"), 0, column)
            grid.addWidget(box, 1, column)
            self.boxes.append(box)
        self.row.addLayout(grid, 1)

    def show_value(self, value: tuple[float, ...]) -> None:
        for box, weight in zip(self.boxes, value, strict=True):
            with QSignalBlocker(box):
                box.setValue(weight)

    def _on_value_changed(self) -> None:
        self.changed.emit(tuple(round(box.value(), 2) for box in self.boxes))


_FIELDS: dict[str, Callable[[Words, Look, str], Field]] = {
    "norm_per_capacity": _Whole,
    "ceiling_per_capacity": lambda words, look, name: _Whole(words, look, name, True),
    "limit_m": _Kilometres,
    "measure": _MeasureField,
    "choices_needed": _Whole,
    "reach_m": lambda words, look, name: _Kilometres(words, look, name, True),
    "closed_take_entitled": _YesNo,
    "shared_post_norm": lambda words, look, name: _Whole(words, look, name, True),
    "clinic_doctors_are_permanent": _YesNo,
    "numbers_per_owner": lambda words, look, name: _Whole(words, look, name, True),
    "unit_persons_least": _Whole,
    "unit_persons_most": _Whole,
    "age_weights": _Weights,
    "group_weights": _Weights,
}
_UNITS_BY_AREA = {"norm_by_area": 1, "limit_m_by_municipality": _M_PER_KM}


def _field(words: Words, look: Look, name: str, names: NamesByValue) -> Field:
    if name in _UNITS_BY_AREA:
        return _ByArea(words, look, name, names[name], _UNITS_BY_AREA[name])
    return _FIELDS[name](words, look, name)
