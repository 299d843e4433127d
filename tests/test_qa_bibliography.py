from __future__ import annotations

import json

from corpus import Letter, LetterDate
from qa import Citation, bibtex, csl_json

TEXT = "De bijdrage is 19 euro. Zij stijgt niet."
LETTER = Letter(
    "2021-brief", "Bijdrage & tarief 100%", TEXT, "", kind="raadsbrief",
    date=LetterDate(2021, 3), sender="College van X", reference="WB_1",
)  # fmt: skip
TWO = (Citation(LETTER, 0, 23), Citation(LETTER, 24, len(TEXT)))


def test_a_letter_is_one_entry_with_what_is_known() -> None:
    entry = bibtex(TWO)
    assert entry.count("@misc{2021-brief,") == 1
    assert r"title = {Bijdrage \& tarief 100\%}" in entry
    assert "author = {{College van X}}" in entry
    assert r"number = {WB\_1}" in entry
    assert "url" not in entry
    assert entry.count("{") == entry.count("}")


def test_csl_items_say_only_what_is_known() -> None:
    (item,) = json.loads(csl_json(TWO))
    assert item["issued"] == {"date-parts": [[2021, 3]]}
    assert item["author"] == [{"literal": "College van X"}]
    assert item["note"] == TWO[0].formatted
    assert "URL" not in item
    (bare,) = json.loads(csl_json([Citation(Letter("b", "", TEXT, ""), 0, 5)]))
    assert set(bare) == {"id", "type", "language"}


def test_nothing_cited_is_nothing() -> None:
    assert bibtex(()) == ""
    assert json.loads(csl_json(())) == []
