"""What the report says of the network, and of squares and practices that do not reach it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.allocation.prepare import JOIN_LIMIT_M, joints_of
from models.domain.place import Place
from models.domain.practice import Practice
from models.domain.quality import FindingKind, Severity
from models.domain.text import Text, format_number
from models.geography.squares import Squares
from models.importers.findings import Findings
from models.network.build import RoadReport
from models.network.join import EdgeIndex
from models.network.land import LandReport
from models.network.network import NO_EDGE, Joints, Network


def tell_network(file: str, network: Network, report: RoadReport, findings: Findings) -> None:
    """Say what was read from the road file, what was joined and what was left out."""
    _tell(
        findings,
        FindingKind.READ,
        file,
        f"{format_number(report.road_km)} km veje er læst og blevet til "
        f"{format_number(network.n_edges)} strækninger.",
        f"{format_number(report.road_km, 'en')} km of road were read and became "
        f"{format_number(network.n_edges, 'en')} stretches.",
    )
    if report.cut_ways:
        _tell(
            findings,
            FindingKind.READ,
            file,
            f"{format_number(report.cut_ways)} veje fortsætter uden for filen; stykkerne i den er "
            "brugt.",
            f"{format_number(report.cut_ways, 'en')} roads go on outside the file; the stretches "
            "in it are used.",
        )
    if report.pieces_joined:
        _tell(
            findings,
            FindingKind.JOINED,
            file,
            f"{format_number(report.pieces_joined)} stykker vej med små huller imellem er føjet "
            "sammen.",
            f"{format_number(report.pieces_joined, 'en')} pieces of road with small gaps between "
            "them were joined.",
        )
    _tell_ferries(file, network, report, findings)
    _tell_left_out(file, report, findings)


def tell_land_network(network: Network, report: LandReport, findings: Findings) -> None:
    """Say that distances are estimates, and what of the land cannot be reached."""
    said = Text(
        "Der er ingen vejfil. Afstande er skøn over land, over vand kun ad broer og færger: "
        f"{format_number(network.n_edges)} strækninger, {len(network.ferries)} færger. De er "
        "mærket med ≈.",
        "There is no road file. Distances are estimates over land, crossing water only by bridges "
        f"and ferries: {format_number(network.n_edges, 'en')} stretches, {len(network.ferries)} "
        "ferries. They are marked ≈.",
    )
    findings.tell(FindingKind.ESTIMATED, said, severity=Severity.WARNING)
    for place in report.left_out_places:
        said = Text(
            "Et stykke land hænger ikke sammen med resten, hverken over land, bro eller færge.",
            "A piece of land hangs together with nothing, by land, bridge or ferry.",
        )
        findings.tell(FindingKind.REFUSED, said, severity=Severity.INFO, place=place)


def tell_not_joined(
    squares: Squares,
    joints: Joints,
    practices: Sequence[Practice],
    network: Network,
    findings: Findings,
) -> None:
    """Name squares and practices that are farther from any road than `JOIN_LIMIT_M`."""
    limit_km = format_number(JOIN_LIMIT_M / 1000)
    lost = np.flatnonzero(joints.edge == NO_EDGE)
    if len(lost):
        n_persons = int(squares.persons[lost].sum(dtype=np.int64))
        most = lost[np.argmax(squares.persons[lost])]
        text = Text(
            f"{format_number(len(lost))} kvadrater med {format_number(n_persons)} personer ligger "
            f"over {limit_km} km fra nettet og indgår ikke i afstande.",
            f"{format_number(len(lost), 'en')} squares with {format_number(n_persons, 'en')} "
            f"persons lie more than {limit_km} km from the network and are left out of distances.",
        )
        place = Place(float(squares.e[most]), float(squares.n[most]))
        findings.tell(FindingKind.REFUSED, text, severity=Severity.WARNING, place=place)
    index = EdgeIndex(network)
    for practice in practices:
        if joints_of(index, practice)[0].edge == NO_EDGE:
            name = f"{practice.name} ({practice.provider_number})"
            text = Text(
                f"{name} ligger over {limit_km} km fra nettet. Ingen kan nå den ad vej.",
                f"{name} lies more than {limit_km} km from the network. Nobody can reach it by "
                "road.",
            )
            findings.tell(
                FindingKind.REFUSED, text, severity=Severity.WARNING, place=practice.place
            )


def _tell_ferries(file: str, network: Network, report: RoadReport, findings: Findings) -> None:
    names = ", ".join(ferry.name for ferry in network.ferries)
    if names:
        _tell(findings, FindingKind.READ, file, f"Færger: {names}.", f"Ferries: {names}.")
    if report.bridges_laid:
        laid = ", ".join(report.bridges_laid)
        _tell(
            findings,
            FindingKind.REPAIRED,
            file,
            f"Vejfilen har et hul ved kendte broer og dæmninger, som er lagt ind: {laid}.",
            f"The road file has a gap at known bridges and dams, which were laid: {laid}.",
        )
    moved = ", ".join((*report.ferries_joined, *report.ferries_moved))
    if moved:
        _tell(
            findings,
            FindingKind.REPAIRED,
            file,
            f"Færgers ender er føjet til vejene: {moved}.",
            f"The ends of ferries were joined to the roads: {moved}.",
        )


def _tell_left_out(file: str, report: RoadReport, findings: Findings) -> None:
    if report.left_out_km >= 1:
        _tell(
            findings,
            FindingKind.REFUSED,
            file,
            f"{format_number(report.left_out_km)} km vej hænger ikke sammen med resten og er ikke "
            "taget med.",
            f"{format_number(report.left_out_km, 'en')} km of road do not hang together with the "
            "rest and were left out.",
            Severity.WARNING,
        )
    for place, km in report.left_out_pieces:
        text = Text(
            f"Et stykke vej på {format_number(km, decimals=1)} km hænger ikke sammen med resten.",
            f"A piece of road of {format_number(km, 'en', 1)} km does not hang together with the "
            "rest.",
        )
        findings.tell(FindingKind.REFUSED, text, file, Severity.INFO, place)


def _tell(
    findings: Findings,
    kind: FindingKind,
    file: str,
    da: str,
    en: str,
    severity: Severity = Severity.INFO,
) -> None:
    findings.tell(kind, Text(da, en), file, severity)
