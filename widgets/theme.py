"""Colours and sizes: one frozen theme for light, one for dark; nobody else names a colour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour the program paints with, as "#RRGGBB"."""

    name: str
    land: str
    other_land: str
    sea: str
    border: str
    area_name: str
    town_name: str
    halo: str
    distance_bands: tuple[str, str, str, str, str, str]
    by_ferry: str
    no_way: str
    open: str
    selective: str
    closed: str
    gone: str
    rim: str
    flow: str
    worse: str
    same: str
    better: str
    ink: str
    muted: str
    line: str
    panel: str
    card: str
    accent: str
    accent_soft: str
    bad: str


DISTANCE_BREAKS_M = (2_000, 5_000, 10_000, 15_000, 20_000)
"""Upper ends of the first five distance bands; the sixth has none."""

LIGHT = Theme(
    name="light",
    land="#F3F1EA",
    other_land="#E4E7E6",
    sea="#D9E6EC",
    border="#B4AEA2",
    area_name="#8A8375",
    town_name="#2E2C29",
    halo="#FFFFFF",
    distance_bands=("#CDE7E1", "#8CCBC2", "#4A9FA8", "#2B6C8F", "#F0A04B", "#B5451B"),
    by_ferry="#7A2E5D",
    no_way="#9AA0A4",
    open="#1E7B57",
    selective="#D99A00",
    closed="#A8322A",
    gone="#5C6369",
    rim="#FFFFFF",
    flow="#5B3A8C",
    worse="#B35806",
    same="#F2F0EE",
    better="#3F4FA0",
    ink="#22262A",
    muted="#667079",
    line="#DDE1E4",
    panel="#F6F7F8",
    card="#FFFFFF",
    accent="#0B5C8A",
    accent_soft="#DCEAF2",
    bad="#A8322A",
)

DARK = Theme(
    name="dark",
    land="#2B2E30",
    other_land="#232628",
    sea="#16232B",
    border="#5E6468",
    area_name="#9BA1A5",
    town_name="#F0EFEA",
    halo="#1B1E20",
    distance_bands=("#2F5A55", "#3F857D", "#5FB3B8", "#8FC4E0", "#F0A04B", "#F07A4A"),
    by_ferry="#D58BBB",
    no_way="#6C7276",
    open="#3FA67C",
    selective="#E2B23A",
    closed="#D9635A",
    gone="#A2A9AE",
    rim="#16191B",
    flow="#B79BE0",
    worse="#F0A04B",
    same="#2B2E30",
    better="#9AA8F0",
    ink="#ECEEF0",
    muted="#9AA4AC",
    line="#3A4045",
    panel="#1B1E20",
    card="#24282B",
    accent="#5FB0DC",
    accent_soft="#21394A",
    bad="#EE7F76",
)
