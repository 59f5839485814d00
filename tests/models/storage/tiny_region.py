"""A region of three squares, two practices and one road with a ferry, for storage tests."""

import numpy as np
import shapely

from models.allocation.region import PatientList, Reach, Region
from models.domain.place import Place
from models.domain.practice import Form, Intake, Practice, Satellite
from models.domain.quality import Finding, FindingKind, QualityReport, Severity
from models.domain.text import Text
from models.geography.areas import Areas, TownLabel
from models.geography.squares import Squares
from models.network.links import Link
from models.network.network import BACKWARD, FERRY, FORWARD, Joints, LaidLink, Network


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def areas(*codes: str) -> Areas:
    shapes = np.empty(len(codes), dtype=object)
    shapes[:] = [shapely.box(i, 0, i + 1, 1) for i in range(len(codes))]
    return Areas(codes, tuple(f"Område {code}" for code in codes), shapes)


def tiny_network() -> Network:
    return Network(
        kind="road",
        source="prøvevej 2025",
        node_e=ints(0, 100, 200),
        node_n=ints(0, 0, 50),
        edge_from=ints(0, 1),
        edge_to=ints(1, 2),
        edge_length_dm=ints(100, 120),
        edge_time_ds=ints(70, 6000),
        edge_flags=np.array([FORWARD | BACKWARD, FORWARD | FERRY], dtype=np.uint8),
        shape_start=ints(0, 2, 4),
        shape_e=ints(0, 100, 100, 200),
        shape_n=ints(0, 0, 0, 50),
        shape_offset_dm=ints(0, 100, 0, 120),
        links=(
            LaidLink(
                Link("Færgen", "ferry", Place(10.0, 0.0), Place(20.0, 5.0), 5.0, 5.0, "daglig"),
                1,
                FORWARD | FERRY,
            ),
        ),
    )


def tiny_region() -> Region:
    practices = (
        Practice(
            "012345",
            "Lægerne på Øen",
            Place(10.5, 20.0),
            Form.SHARED_POST,
            1.5,
            vacant=0.5,
            doctors=2,
            doctors_born=(1960, 1975),
            own_limit=1450,
            intake=Intake.SELECTIVE,
            intake_by_register=True,
            postcodes=("8420", "8400"),
            wished_list=1700,
            address="Bygaden 1",
            postcode="8420",
            town="Knebel",
            satellites=(Satellite(Place(1.0, 2.0), 2.5),),
        ),
        Practice("099999", "Uden liste", Place(0.0, 0.0), Form.SOLO, 1.0),
    )
    return Region(
        name="Region Prøve",
        municipalities=areas("0766", "0791"),
        parishes=areas("7001"),
        postal_areas=areas(),
        surroundings=areas("0851"),
        towns=(TownLabel("Ærøskøbing", Place(1.5, 2.5), 900),),
        squares=Squares(
            ids=("a", "b", "æ"),
            size_m=250,
            e=ints(1, 2, 3),
            n=ints(4, 5, 6),
            persons_by_age=np.arange(15, dtype=np.int32).reshape(3, 5),
            persons=ints(10, 35, 60),
            municipality=ints(0, 0, 1),
            parish=ints(0, -1, 0),
            postal_area=ints(-1, -1, -1),
            group=ints(1, 0, 5),
        ),
        network=tiny_network(),
        joints=Joints(ints(0, 1, -1), ints(5, 6, 0), ints(7, 8, 0)),
        practices=practices,
        lists={"012345": PatientList(ints(0, 2), ints(3, 4))},
        lists_estimated=True,
        within_limit={"012345": Reach(ints(0, 1), ints(12, 13)), "099999": Reach(ints(), ints())},
        own={"012345": ints(12, -1)},
        reference_date="2025-01-01",
        sources=("Opfundet",),
        is_invented=True,
    )


def tiny_report() -> QualityReport:
    text = Text("Række 14 er ikke taget med.", "Row 14 was left out.")
    finding = Finding(
        FindingKind.REFUSED, Severity.ERROR, text, "r.csv", 14, "Kapaciteter", "-2", Place(1, 2)
    )
    return QualityReport((finding,), {"persons": 105})
