"""Makes the paper fonts from Inter: figures of equal width that can be copied out of a PDF.

Inter reaches its figures of equal width through a feature, as glyphs with codes of their own
or none. Qt writes those codes into a PDF, so that "1.234" is copied and read aloud as nothing.
Here the same glyphs stand at the figures' proper codes, features that swap glyphs are left
out, and so are the scripts that no Danish page needs. Run from the top of the repository:
`python -m resources.make_paper_fonts` (needs fontTools).
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Inter Paper"
STYLES = ("Regular", "Medium", "SemiBold", "Bold")

_LETTERS = (range(0x20, 0x180), range(0x218, 0x21C), range(0x1E9E, 0x1E9F))
_SIGNS = (range(0x2010, 0x2053), range(0x20AC, 0x20AD), range(0x2190, 0x219A))
_MATHS = (0x2116, 0x2122, 0x2212, 0x2215, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265)
_NAME_IDS = {1: "{family}{other}", 4: "{family} {style}", 6: "InterPaper-{style}"}
_FAMILY_IDS = {16: "{family}", 17: "{style}"}


def make_all(folder: Path) -> list[Path]:
    """Write the paper fonts beside the fonts they are made from; returns their paths."""
    return [make_font(folder, style) for style in STYLES]


def make_font(folder: Path, style: str) -> Path:
    """Write one paper font and return its path; the same input gives the same bytes."""
    font = TTFont(folder / f"Inter-{style}.otf", recalcTimestamp=False)
    _use_tabular_figures(font)
    _leave_out_the_rest(font)
    _rename(font, style)
    path = folder / f"InterPaper-{style}.otf"
    font.save(path, reorderTables=True)
    return path


def _use_tabular_figures(font: TTFont) -> None:
    """Put the glyphs of the feature `tnum` at the codes of those that it replaces."""
    table = font["GSUB"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    tabular: dict[str, str] = {}
    for index in sorted(wanted):
        for part in table.LookupList.Lookup[index].SubTable:
            tabular.update(getattr(part, "ExtSubTable", part).mapping)
    for part in font["cmap"].tables:
        for code, glyph in part.cmap.items():
            part.cmap[code] = tabular.get(glyph, glyph)


def _leave_out_the_rest(font: TTFont) -> None:
    options = Options(layout_features=["kern", "mark", "mkmk"], name_IDs=["*"], hinting=True)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    ranges = (*_LETTERS, *_SIGNS)
    subsetter.populate(unicodes=[code for codes in ranges for code in codes] + list(_MATHS))
    subsetter.subset(font)


def _rename(font: TTFont, style: str) -> None:
    other = "" if style in ("Regular", "Bold") else f" {style}"
    names = font["name"]
    for number, form in {**_NAME_IDS, **_FAMILY_IDS}.items():
        text = form.format(family=FAMILY, style=style, other=other)
        names.setName(text, number, 3, 1, 0x409)
        names.setName(text, number, 1, 0, 0)
    top = font["CFF "].cff
    top.fontNames = [f"InterPaper-{style}"]
    top.topDictIndex[0].FullName = f"{FAMILY} {style}"
    top.topDictIndex[0].FamilyName = FAMILY


if __name__ == "__main__":
    for made in make_all(Path(__file__).parent / "fonts"):
        print(made.name, made.stat().st_size)
