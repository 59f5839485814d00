"""The quality report as lines of text."""

from __future__ import annotations

from models.domain.quality import FindingKind, QualityReport
from models.domain.text import Language, Text, format_number
from models.report.quality_sheet import BALANCE_NAMES
from widgets.words import Words

_TOTALS: dict[str, Text] = {
    "persons": Text("personer", "persons"),
    "practices": Text("praksis", "practices"),
    "capacities": Text("kapaciteter", "capacities"),
    "listed": Text("tilmeldte", "listed patients"),
    "squares": Text("kvadrater", "squares"),
    "municipalities": Text("kommuner", "municipalities"),
    "parishes": Text("sogne", "parishes"),
    "postal_areas": Text("postnumre", "postal areas"),
    "nodes": Text("knudepunkter i nettet", "nodes of the network"),
    "edges": Text("strækninger i nettet", "stretches of the network"),
    "ferries": Text("færger", "ferries"),
}


def print_summary(project: str, region: str, report: QualityReport, language: Language) -> None:
    """Print the totals, and how many findings there are of each kind."""
    print(f"{project}: {region}")
    for key, words in _TOTALS.items():
        if key in report.totals:
            total = report.totals[key]
            number = format_number(total, language, 0 if float(total).is_integer() else 2)
            print(f"{number:>12} {words.in_language(language)}")
    for line in _balance_lines(report, language):
        print(line)
    counts = ((_name(kind, language), len(report.of_kind(kind))) for kind in FindingKind)
    said = ", ".join(f"{name}: {count}" for name, count in counts if count)
    print(f"{Text('Kontrol af data', 'Data check').in_language(language)}: {said}")


def _balance_lines(report: QualityReport, language: Language) -> list[str]:
    """Return what the files told beside what was taken, where the two are not the same."""
    lines = []
    for balance in report.balances():
        if balance.in_files == balance.taken:
            continue
        name = BALANCE_NAMES[balance.name]
        da, en = (
            [format_number(v, lang, 0 if float(v).is_integer() else 2) for v in
             (balance.in_files, balance.taken, balance.in_files - balance.taken)]
            for lang in ("da", "en")
        )  # fmt: skip
        line = Text(
            f"{name.da}: {da[0]} i filerne, {da[1]} taget med, {da[2]} ikke.",
            f"{name.en}: {en[0]} in the files, {en[1]} taken, {en[2]} not.",
        )
        lines.append(line.in_language(language))
    return lines


def print_findings(report: QualityReport, language: Language) -> None:
    """Print every finding under its kind, each with its file and its place in UTM 32."""
    for kind in FindingKind:
        findings = report.of_kind(kind)
        if findings:
            print(f"\n{_name(kind, language)}")
        for finding in findings:
            file = f"{finding.file}: " if finding.file else ""
            at = f" [{finding.place.e:.0f}, {finding.place.n:.0f}]" if finding.place else ""
            print(f"  {file}{finding.text.in_language(language)}{at}")


def _name(kind: FindingKind, language: Language) -> str:
    return Words(language)(f"report.kind.{kind.value}")
