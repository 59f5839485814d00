"""Presses, moves and releases become wishes."""

from unittest.mock import MagicMock, create_autospec

import pytest
from PySide6.QtCore import QPointF, QRectF

from widgets.map.gestures import Gesture, Gestures, GestureTarget, GestureWishes

HERE, NEAR, FAR = QPointF(100, 100), QPointF(102, 101), QPointF(160, 130)


class Hand:
    """A mouse over a map that has the practice "087331" where it is told."""

    def __init__(self, under: str = "", *, can_drag: bool = True) -> None:
        self.target = create_autospec(GestureTarget, instance=True)
        self.target.practice_at.return_value = under
        self.target.can_drag.return_value = can_drag
        self.target.grip.return_value = QPointF(3, 2)
        names = GestureWishes.__dataclass_fields__
        self.wishes = GestureWishes(**{name: MagicMock(name=name) for name in names})
        self.gestures = Gestures(self.target, self.wishes)

    def press(
        self, *, adds: bool = False, boxes: bool = False, pans: bool = False, placing: bool = False
    ) -> None:
        self.gestures.press(HERE, adds=adds, boxes=boxes, pans=pans, placing=placing)

    def told(self) -> list[str]:
        names = GestureWishes.__dataclass_fields__
        return [name for name in names if getattr(self.wishes, name).called]


@pytest.mark.parametrize("adds", [False, True])
def test_a_click_on_a_practice_names_it_even_with_a_shaky_hand(adds: bool) -> None:
    hand = Hand("087331")
    hand.press(adds=adds)
    hand.gestures.move(NEAR)
    hand.gestures.release(NEAR)
    hand.wishes.clicked.assert_called_once_with("087331", adds)
    assert hand.told() == ["clicked"]


def test_a_click_on_the_ground_says_so() -> None:
    hand = Hand()
    hand.press()
    hand.gestures.release(HERE)
    assert hand.told() == ["ground_clicked"]


def test_pulling_the_ground_pans_and_clicks_nothing() -> None:
    hand = Hand()
    hand.press()
    hand.gestures.move(FAR)
    hand.gestures.move(FAR + QPointF(5, 5))
    hand.gestures.release(FAR)
    assert hand.target.pan.call_args_list[0].args == (FAR - HERE,)
    assert hand.target.pan.call_args_list[1].args == (QPointF(5, 5),)
    assert hand.told() == []


def test_pulling_a_practice_drags_it_by_where_it_is_held() -> None:
    hand = Hand("087331")
    hand.press()
    hand.gestures.move(FAR)
    assert hand.gestures.dragged == "087331"
    hand.gestures.release(FAR + QPointF(1, 0))
    hand.wishes.drag_started.assert_called_once_with("087331")
    hand.wishes.drag_moved.assert_called_once_with("087331", FAR - QPointF(3, 2))
    hand.wishes.drag_dropped.assert_called_once_with("087331", FAR + QPointF(-2, -2))
    assert hand.gestures.dragged == ""


def test_a_practice_that_may_not_be_dragged_pulls_the_map() -> None:
    hand = Hand("087331", can_drag=False)
    hand.press()
    hand.gestures.move(FAR)
    assert hand.gestures.gesture is Gesture.PANNING
    assert hand.told() == []


def test_a_cancelled_drag_drops_nothing() -> None:
    hand = Hand("087331")
    hand.press()
    hand.gestures.move(FAR)
    assert hand.gestures.cancel()
    hand.gestures.move(FAR + QPointF(40, 0))
    hand.gestures.release(FAR)
    assert hand.told() == ["drag_started", "drag_moved", "drag_cancelled"]
    assert hand.wishes.drag_moved.call_count == 1


def test_there_is_nothing_to_cancel_at_rest() -> None:
    hand = Hand()
    assert not hand.gestures.cancel()


@pytest.mark.parametrize("adds", [False, True])
def test_shift_draws_a_box_whichever_way_it_is_drawn(adds: bool) -> None:
    hand = Hand("087331")
    hand.press(boxes=True, adds=adds)
    hand.gestures.move(QPointF(40, 60))
    hand.gestures.release(QPointF(40, 60))
    box = QRectF(40, 60, 60, 40)
    assert hand.target.show_box.call_args_list[0].args == (box,)
    assert hand.target.show_box.call_args_list[-1].args == (None,)
    hand.wishes.boxed.assert_called_once_with(box, adds)


def test_a_cancelled_box_selects_nothing() -> None:
    hand = Hand()
    hand.press(boxes=True)
    hand.gestures.move(FAR)
    hand.gestures.cancel()
    hand.gestures.release(FAR)
    assert hand.told() == []
    assert hand.target.show_box.call_args.args == (None,)


def test_while_placing_a_click_picks_the_place_even_on_a_practice() -> None:
    hand = Hand("087331")
    hand.press(placing=True)
    hand.gestures.release(HERE)
    hand.wishes.place_picked.assert_called_once_with(HERE)
    assert hand.told() == ["place_picked"]


def test_while_placing_the_map_can_still_be_pulled() -> None:
    hand = Hand("087331")
    hand.press(placing=True)
    hand.gestures.move(FAR)
    hand.gestures.release(FAR)
    assert hand.target.pan.called
    assert hand.told() == []


def test_the_middle_button_pans_over_a_practice_too() -> None:
    hand = Hand("087331")
    hand.press(pans=True)
    hand.gestures.move(NEAR)
    hand.gestures.release(NEAR)
    assert hand.target.pan.called
    assert hand.told() == []


def test_a_line_is_drawn_around_an_area_and_told_when_it_ends() -> None:
    hand = Hand("087331")
    hand.gestures.press(HERE, adds=False, boxes=False, pans=False, placing=False, lassos=True)
    for corner in (FAR, FAR + QPointF(0, 40), FAR + QPointF(1, 41)):
        hand.gestures.move(corner)
    hand.gestures.release(FAR + QPointF(1, 41))
    hand.wishes.lassoed.assert_called_once_with([HERE, FAR, FAR + QPointF(0, 40)])
    assert hand.told() == ["lassoed"]
    assert hand.target.show_lasso.call_args.args == ((),)


def test_a_line_that_is_given_up_is_told_to_nobody() -> None:
    hand = Hand()
    hand.gestures.press(HERE, adds=False, boxes=False, pans=False, placing=False, lassos=True)
    hand.gestures.move(FAR)
    assert hand.gestures.cancel()
    hand.gestures.release(FAR)
    assert hand.told() == []
