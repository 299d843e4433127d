"""References for reference managers, read back as BibTeX and JSON readers read them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from corpus import Kamerstuk, Letter, LetterDate
from qa import Citation, bibtex, cite, csl_json


def cited(
    text: str = "De wet werkt. Nu wel.", quote: str = "De wet werkt.", **known: object
) -> Citation:
    given = {"id": "brief-1", "title": "Hoofdlijnen", "sha256": ""} | known
    found = cite(Letter(text=text, **given), quote)  # type: ignore[arg-type]
    assert found
    return found


def entries(text: str) -> list[tuple[str, dict[str, str]]]:
    """(key, fields) of each entry, by BibTeX's own rule: braces count, whatever stands before."""
    found, at = [], 0
    while match := re.compile(r"\s*@misc\{([^,\s]+),").match(text, at):
        fields, at = {}, match.end()
        while field := re.compile(r"\s*(\w+) = (\{)?").match(text, at):
            at = field.end()
            if field.group(2):
                depth = 1
                while depth:
                    depth += {"{": 1, "}": -1}.get(text[at], 0)
                    at += 1
                fields[field.group(1)] = text[field.end() : at - 1]
            else:
                at = text.index(",", at)
                fields[field.group(1)] = text[field.end() : at]
            assert text[at] == ","
            at += 1
        end = re.compile(r"\s*\}").match(text, at)
        assert end
        at = end.end()
        found.append((match.group(1), fields))
    assert text[at:].strip() == ""
    return found


def test_an_entry_holds_what_is_known() -> None:
    one = cited(
        sender="wethouder Voorbeeld",
        kind="brief",
        date=LetterDate(2024, 6, 17),
        reference="WB/1",
        url="https://voorbeeld.nl/brief_1",
    )
    assert entries(bibtex([one])) == [
        (
            "brief-1",
            {
                "author": "{wethouder Voorbeeld}",
                "title": "{Hoofdlijnen}",
                "howpublished": "brief",
                "number": "WB/1",
                "note": "wethouder Voorbeeld, brief ‘Hoofdlijnen’, 17 juni 2024, kenmerk WB/1",
                "url": "https://voorbeeld.nl/brief_1",
                "year": "2024",
                "month": "jun",
                "day": "17",
            },
        )
    ]
    (item,) = json.loads(csl_json([one]))
    assert item["author"] == [{"literal": "wethouder Voorbeeld"}]
    assert item["issued"] == {"date-parts": [[2024, 6, 17]]}
    assert (item["id"], item["number"], item["genre"]) == ("brief-1", "WB/1", "brief")


def test_what_is_unknown_is_not_there() -> None:
    one = cited(title="", date=LetterDate(2022))
    assert entries(bibtex([one])) == [("brief-1", {"note": "2022", "year": "2022"})]
    assert json.loads(csl_json([one])) == [
        {"id": "brief-1", "type": "document", "issued": {"date-parts": [[2022]]}, "annote": "2022"}
    ]
    assert bibtex([]) == ""
    assert json.loads(csl_json([])) == []


def test_a_letter_is_one_entry_with_the_pages_of_all_its_citations() -> None:
    known: dict[str, Any] = {"kamerstuk": Kamerstuk("29538", "360"), "page_starts": (0, 14)}
    two = [cited(**known), cited(quote="Nu wel.", **known), cited(**known)]
    expected = "Kamerstukken 29538, nr. 360, p. 1; Kamerstukken 29538, nr. 360, p. 2"
    assert [fields["note"] for _, fields in entries(bibtex(two))] == [expected]
    assert [one["annote"] for one in json.loads(csl_json(two))] == [expected]


def test_keys_are_unique_whatever_the_ids() -> None:
    ids = ["Brief één", "brief een", "brief-een", "{},", "例", "brief"]
    found = [cited(id=one) for one in ids]
    keys = [key for key, _ in entries(bibtex(found))]
    assert keys == ["Brief-een", "brief-een-2", "brief-een-3", "brief", "brief-2", "brief-3"]
    assert [one["id"] for one in json.loads(csl_json(found))] == keys


@pytest.mark.parametrize(
    "text",
    [
        "}",
        "{",
        "{}}{",
        "\\",
        "\\end{document}",
        "50% & 3_4 #1 $x$ ~a^b",
        '"',
        "a,\n b = {c}",
        "@misc{x,",
    ],
)
def test_no_text_breaks_an_entry(text: str) -> None:
    one = cited(title=text, sender=text, kind=text, reference=text, url=f"https://x.nl/{text}")
    ((_, fields),) = entries(bibtex([one]))
    assert set(fields) == {"author", "title", "howpublished", "number", "note", "url"}
    assert not re.search(r"(?<!\\)[%&$#_]", fields["title"])
    assert json.loads(csl_json([one]))[0]["title"] == text
