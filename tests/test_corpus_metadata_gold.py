"""Metadata of real documents, field by field, against what a careful reader found."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from corpus import Letter, read_letter
from corpus.letter import Kamerstuk

SHARED = Path(__file__).parents[2] / "shared"
GOLD = Path(__file__).parent / "data" / "metadata_gold.tsv"
COLUMNS = """
title date sender recipient level kind reference document_number dossier kamerstuk_number session
"""
TITLES = ("drs", "ir", "mr", "dr", "mpa")
KINDS = (
    "kamerbrief",
    "wethoudersbrief",
    "antwoord op kamervragen",
    "rekenkamerbrief",
    "besluitenlijst",
    "beslisnota",
    "advies",
    "wet",
)

# said by the HTML and XML of two papers where no reader sees it: found or not, both are right
DECLARED = {
    "document_number": ("ah-tk-20202021-3235", "kst-32545-143", "3235"),
    "session": ("2020-2021",),
}

pytestmark = [
    pytest.mark.letters,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here"),
]


def found_in(letter: Letter, stem: str) -> dict[str, str]:
    kamerstuk = letter.kamerstuk or Kamerstuk("", "")
    named = any("bestandsnaam" in warning for warning in letter.warnings)
    title = "" if letter.title == stem else letter.title
    return {
        "title": title,
        "date": letter.date.isoformat() if letter.date and not named else "",
        "sender": letter.sender,
        "recipient": letter.recipient,
        "level": letter.level,
        "kind": letter.kind if letter.kind in KINDS else "other",
        "reference": letter.reference,
        "document_number": letter.document_number,
        "dossier": kamerstuk.dossier,
        "kamerstuk_number": kamerstuk.number,
        "session": kamerstuk.session,
    }


def folded(value: str) -> str:
    return " ".join(value.casefold().split())


def words(value: str) -> set[str]:
    """Name and office may stand in either order, with or without the article and titles."""
    return set(re.findall(r"[^\W_]+", value.casefold())) - {"de", "het", *TITLES}


def is_right(column: str, value: str, wanted: str) -> bool:
    alternatives = wanted.split(" || ")
    if value in DECLARED.get(column, ()) and wanted in ("", "3235"):
        return True
    if folded(value) in {folded(one) for one in alternatives}:
        return True
    return column in ("sender", "recipient") and any(
        words(value) == words(one) for one in alternatives
    )


def path_of(name: str) -> Path:
    return next(
        folder / name
        for folder in (SHARED / "documents", SHARED / "letters")
        if (folder / name).exists()
    )


def test_at_least_97_percent_of_the_fields_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    with GOLD.open(encoding="utf-8", newline="") as lines:
        rows: list[dict[str, Any]] = list(csv.DictReader(lines, delimiter="\t"))
    right, wrong, invented = 0, [], []
    for row in rows:
        path = path_of(row["file"])
        values = found_in(read_letter(path), path.stem)
        for column in COLUMNS.split():
            if is_right(column, values[column], row[column]):
                right += 1
                continue
            line = (
                f"{row['file'][:45]:45} {column:12} {values[column]!r} instead of {row[column]!r}"
            )
            (wrong if row[column] else invented).append(line)
    total = right + len(wrong) + len(invented)
    with capsys.disabled():
        print(f"\nmetadata: {right} of {total} fields right ({right / total:.1%})")
        print(*(f"  wrong:    {line}" for line in wrong), sep="\n")
        print(*(f"  invented: {line}" for line in invented), sep="\n")
    assert right / total >= 0.97
