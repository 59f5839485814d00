"""`python -m docs.make_gross_list PROJECT`: writes docs/gross-list.md from a project's gross list.

The project must have coverage areas; `praksiskort areas PROJECT --propose 40` makes some.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.session import Session
from models.domain.text import format_number, format_percent
from models.report.threat_words import why_threatened
from models.report.threatened import SIGNS, USUAL_WEIGHING, gross_list
from models.storage.project import ProjectFile

TARGET = Path(__file__).parent / "gross-list.md"

INTRODUCTION = """# The gross list of {region}, with invented practices

**Practices, capacities, doctors and lists of this project are invented**; only people, roads and
borders are real. The list shows what the program does, and says nothing about any real area. It was
made by `python -m docs.make_gross_list PROJECT` from {n} areas proposed around towns
(`praksiskort areas PROJECT --propose {n}`), with equal weights, judged by "{rules}". How points
come about: `docs/decisions/gross-list.md`; for planners, in Danish: `docs/manual/omraader.md`.

*Stays* is the share of 1,000 sets of weights (each between half and twice the usual) under which
the area is on the list, *ranks* its best and worst place among them. Points by sign: {signs}.
"""


def main(words: list[str]) -> None:
    """Write the page."""
    with ProjectFile.open(Path(words[0]), read_only=True) as project:
        session = Session(project)
    region, result = session.region, session.result
    threats = gross_list(region, result, USUAL_WEIGHING)
    introduction = INTRODUCTION.format(
        region=region.name,
        n=len(threats),
        rules=result.state.rules.title.en,
        signs=", ".join(
            f"{at} {sign.title_under(result.state.rules.choices_needed).en.lower()}"
            for at, sign in enumerate(SIGNS, 1)
        ),
    )
    numbers = " | ".join(str(at) for at in range(1, len(SIGNS) + 1))
    lines = [
        introduction,
        f"| rank | area | score | level | stays | ranks | {numbers} | why |",
        f"|{' --- |' * (7 + len(SIGNS))}",
    ]
    for threat in threats:
        points = " | ".join(f"{threat.points[sign.id]:.0f}" for sign in SIGNS)
        lines.append(
            f"| {threat.rank} | {region.coverage.areas.names[threat.area]} "
            f"| {format_number(threat.score, 'en', 1)} | {threat.level or '–'} "
            f"| {format_percent(threat.stays, 'en')} | {threat.rank_from}–{threat.rank_to} "
            f"| {points} | {why_threatened(threat, USUAL_WEIGHING).en} |"
        )
    TARGET.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
