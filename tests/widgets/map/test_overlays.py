"""Names, legend, plates and the thinner layers."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from models.domain.place import Place
from models.geography.areas import TownLabel
from tests.widgets.images import pixels
from tests.widgets.map.scenes import SOUTH, WEST, A, make_scene
from widgets.map.layer import Layer
from widgets.map.legend_layer import LegendLayer
from widgets.map.marks import FlowLine
from widgets.map.names_layer import NEW_PER_FRAME, NamesLayer
from widgets.map.overlay_layers import FerriesLayer, FlowsLayer, ScaleBarLayer, UnplacedLayer
from widgets.map.plates_layer import PlatesLayer, plate_of
from widgets.painting.camera import Camera
from widgets.painting.legend import LegendRow, LegendSection, Swatch
from widgets.painting.style import Style
from widgets.words import Words

CAMERA = Camera(WEST + 20_000, SOUTH + 10_000, 100, 500, 300)


def painted(layer: Layer, camera: Camera = CAMERA, ratio: float = 1.0) -> QImage:
    layer.set_camera(camera)
    image = QImage(
        round(500 * ratio), round(300 * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    whole = QRectF(0, 0, 500, 300)
    if layer.has_in(whole):
        layer.paint_layer(painter, whole)
    painter.end()
    return image


def inked(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(image.width())
        for y in range(image.height())
    )


def towns(n: int) -> tuple[TownLabel, ...]:
    rng = np.random.default_rng(3)
    return tuple(
        TownLabel(
            f"By {i}",
            Place(WEST + float(rng.integers(40_000)), SOUTH + float(rng.integers(20_000))),
            30_000 - i,
        )
        for i in range(n)
    )


def boxes(layer: NamesLayer) -> dict[str, tuple[float, float]]:
    return {label.text: (box.left, box.top) for label, box in layer.placed()}


@pytest.fixture
def names(style: Style) -> NamesLayer:
    made = NamesLayer(0, style)
    made.set_names((), towns(60))
    made.set_camera(CAMERA)
    return made


def test_names_keep_their_places_while_the_map_is_panned(names: NamesLayer) -> None:
    before = boxes(names)
    names.set_camera(CAMERA.panned(40, 25))
    after = boxes(names)
    assert before
    assert after == {name: pytest.approx((x + 40, y + 25)) for name, (x, y) in before.items()}


def test_names_never_overlap_at_any_zoom(names: NamesLayer) -> None:
    for metres in (60.0, 75.0, 90.0, 100.0, 130.0, 250.0):
        names.set_camera(CAMERA._replace(metres_per_pixel=metres))
        placed = [box for _, box in names.placed()]
        assert not any(a.overlaps(b) for i, a in enumerate(placed) for b in placed[i + 1 :])


def test_a_few_new_names_are_painted_in_each_frame(names: NamesLayer) -> None:
    names.set_names((), towns(400))
    camera = CAMERA._replace(metres_per_pixel=40.0)
    first = inked(painted(names, camera))
    second = inked(painted(names, camera))
    assert len(names.placed()) > NEW_PER_FRAME
    assert 0 < first < second


@pytest.mark.parametrize(("areas", "towns_shown"), [(True, False), (False, True), (False, False)])
def test_names_can_be_hidden_by_kind(style: Style, areas: bool, towns_shown: bool) -> None:
    scene = make_scene()
    layer = NamesLayer(0, style)
    layer.set_names(scene.areas, scene.towns)
    layer.set_camera(CAMERA)
    layer.set_shown(areas=areas, towns=towns_shown)
    wanted = {"VESTKÆR"} if areas else set()
    assert set(boxes(layer)) == wanted | ({"Østby"} if towns_shown else set())


def legend(n: int = 7, count: int = 12) -> tuple[LegendSection, ...]:
    rows = tuple(LegendRow(Swatch("#336699"), f"Klasse {i}", count) for i in range(n))
    return (LegendSection("Afstand", rows, "personer"),)


@pytest.fixture
def legend_layer(style: Style) -> LegendLayer:
    made = LegendLayer(0, style)
    made.set_camera(CAMERA)
    made.set_legend(legend())
    return made


def test_the_legend_stands_in_the_lower_right_corner(legend_layer: LegendLayer) -> None:
    card = legend_layer.card
    assert (card.right(), card.bottom()) == pytest.approx((486, 286), abs=1)


def test_without_anything_to_say_there_is_no_card(legend_layer: LegendLayer) -> None:
    legend_layer.set_legend(())
    assert legend_layer.card.isEmpty()
    assert inked(painted(legend_layer)) == 0


def test_folding_leaves_the_name_and_unfolding_brings_all_back(legend_layer: LegendLayer) -> None:
    whole = legend_layer.card
    legend_layer.set_folded(True)
    assert legend_layer.card.height() < 40
    assert legend_layer.card.bottomRight() == whole.bottomRight()
    legend_layer.set_folded(False)
    assert legend_layer.card == whole


def test_smaller_counts_do_not_make_the_card_jump(legend_layer: LegendLayer) -> None:
    legend_layer.set_legend(legend(count=1_330_498))
    wide = legend_layer.card
    legend_layer.set_legend(legend(count=3))
    assert legend_layer.card == wide


def test_counts_are_painted_anew(legend_layer: LegendLayer) -> None:
    first = painted(legend_layer)
    legend_layer.set_legend(legend(count=98))
    assert painted(legend_layer) != first


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_card_is_sharp_on_a_dense_screen(legend_layer: LegendLayer, ratio: float) -> None:
    legend_layer.set_pixel_ratio(ratio)
    image = painted(legend_layer, ratio=ratio)
    colors = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert "#336699" in colors


def test_flows_are_lines_below_and_figures_above(style: Style) -> None:
    flow = FlowLine(Place(WEST + 5_000, SOUTH + 5_000), Place(WEST + 35_000, SOUTH + 15_000), 372)
    lines, figures = FlowsLayer(0, style, figures=False), FlowsLayer(0, style, figures=True)
    for layer in (lines, figures):
        layer.set_flows([flow])
    assert inked(painted(lines)) > 400
    assert 0 < inked(painted(figures)) < 1_500


def test_a_crossing_is_named_from_near_where_its_line_is_long_enough(style: Style) -> None:
    layer = FerriesLayer(0, style)
    layer.set_crossings(make_scene().crossings)
    at_sea = Camera(WEST + 1_000, SOUTH - 4_500, 100, 500, 300)
    far, near = painted(layer, at_sea), painted(layer, at_sea._replace(metres_per_pixel=20.0))
    assert 10 < inked(far) < 300
    assert inked(near) > 900


def test_a_crossing_out_of_sight_is_not_painted(style: Style) -> None:
    layer = FerriesLayer(0, style)
    layer.set_crossings(make_scene().crossings)
    assert inked(painted(layer, CAMERA._replace(n=SOUTH + 90_000.0))) == 0


def test_unplaced_persons_stand_where_they_live(style: Style) -> None:
    grid = make_scene().grid
    persons = np.zeros(len(grid.e), dtype=np.int32)
    persons[:3] = 4
    layer = UnplacedLayer(0, style)
    layer.set_unplaced(grid.e, grid.n, persons)
    image = painted(layer)
    (marker,) = layer.markers()
    assert marker.persons == 12
    assert marker.x == pytest.approx(CAMERA.x(float(grid.e[1])))
    assert marker.y == pytest.approx(CAMERA.y(float(grid.n[1])))
    left = image.pixelColor(round(marker.x) - 9, round(marker.y))
    assert left.hue() == pytest.approx(QColor(style.theme.bad).hue(), abs=4)


def test_markers_stay_together_while_the_map_is_panned(style: Style) -> None:
    grid = make_scene().grid
    layer = UnplacedLayer(0, style)
    layer.set_unplaced(grid.e, grid.n, np.ones(len(grid.e), dtype=np.int32))
    layer.set_camera(CAMERA)
    before = [marker.persons for marker in layer.markers()]
    layer.set_camera(CAMERA.panned(37, 11))
    assert [marker.persons for marker in layer.markers()] == before


def test_an_invented_example_says_so_above_the_scale_bar(style: Style) -> None:
    layer = ScaleBarLayer(0, style)
    plain = inked(painted(layer))
    layer.set_remark("map.invented")
    assert inked(painted(layer)) > plain + 500


@pytest.mark.parametrize(
    ("mark", "rest"),
    [
        (A, "3.000 tilmeldte · åben for tilgang"),
        (A._replace(has_doctor=False), "3.000 tilmeldte · ingen læge"),
        (A._replace(is_gone=True), "Nedlagt"),
    ],
)
def test_a_plate_tells_list_and_intake(mark: object, rest: str) -> None:
    plate = plate_of(mark, QRectF(), Words("da"))  # type: ignore[arg-type]
    assert (plate.name, plate.rest) == ("Lægen i Vest", rest)


def test_a_plate_that_says_why_is_a_line_higher(style: Style) -> None:
    layer = PlatesLayer(0, style)
    layer.set_camera(CAMERA)
    plain = plate_of(A, QRectF(), Words("da"))
    told = plate_of(A, QRectF(), Words("da"), "Åben: plads til 130 før lukkegrænsen på 3.200.")
    assert [text for text, _ in told.lines][:2] == [text for text, _ in plain.lines]
    assert layer.card(told).height() > layer.card(plain).height()


@pytest.mark.parametrize("at", [(5, 5), (480, 150), (490, 295), (250, 0)])
def test_a_plate_stays_in_the_view_and_beside_its_symbol(style: Style, at: tuple[int, int]) -> None:
    layer = PlatesLayer(0, style)
    layer.set_camera(CAMERA)
    symbol = QRectF(at[0] - 6, at[1] - 6, 12, 12)
    card = layer.card(plate_of(A, symbol, Words("da")))
    assert QRectF(0, 0, 501, 301).contains(card)
    assert not card.intersects(symbol)


def test_a_still_layer_looks_the_same_painted_anew_or_kept(style: Style) -> None:
    layer = FerriesLayer(0, style)
    layer.set_crossings(make_scene().crossings)
    at_sea = Camera(WEST + 1_000, SOUTH - 4_500, 20, 500, 300)
    fresh, made, kept = (painted(layer, at_sea) for _ in range(3))
    assert fresh == made == kept
    layer.set_crossings(())
    assert inked(painted(layer, at_sea)) == 0


@pytest.mark.parametrize("figures", [False, True])
@pytest.mark.parametrize("way", [(9_000, 0), (0, 9_000), (6_000, -4_000), (600, 0)])
def test_all_ink_of_a_flow_lies_where_it_is_said_to_be(
    way: tuple[float, float], figures: bool, style: Style
) -> None:
    layer = FlowsLayer(0, style, figures=figures)
    middle = Place(WEST + 20_000, SOUTH + 10_000)
    layer.set_flows([FlowLine(middle, Place(middle.e + way[0], middle.n + way[1]), 12_345)])
    alpha = pixels(painted(layer))[:, :, 3]
    rows, columns = np.nonzero(alpha)
    assert len(rows) > 0
    for x, y in zip(columns.tolist(), rows.tolist(), strict=True):
        assert layer.has_in(QRectF(x, y, 1, 1))
