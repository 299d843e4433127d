"""Turn the Dutch Debian FAQ into a folder in BEIR layout.

``python -m eval.debian_faq /usr/share/doc/debian/FAQ/nl FOLDER``: every section is a document
without its heading, and every heading that asks something is a question about its section. The
FAQ comes with the Debian package ``debian-faq-nl``; it may be copied with its notice.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NUMBER = "0123456789. \u00a0"


@dataclass(frozen=True, slots=True)
class FaqSection:
    """A section: its heading without number, its own text, and the ids of the sections inside."""

    id: str
    heading: str
    text: str
    inside: tuple[str, ...]


def read_faq(folder: Path) -> list[FaqSection]:
    """Return the sections of all chapters, in order of file and place."""
    paths = sorted(path for path in folder.glob("*.html") if not path.name.startswith("index"))
    return [section for path in paths for section in _sections(path)]


def write_beir(sections: Sequence[FaqSection], folder: Path) -> None:
    """Write corpus.jsonl, queries.jsonl and qrels/test.tsv.

    A question whose section has no text of its own is answered by the sections inside it.
    """
    documents = {one.id: one.text for one in sections if one.text}
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    rows = [{"_id": identity, "title": "", "text": text} for identity, text in documents.items()]
    _write(folder / "corpus.jsonl", rows)
    asked, judged = [], ["query-id\tcorpus-id\tscore"]
    for one in sections:
        answers = [one.id] if one.text else [name for name in one.inside if name in documents]
        if one.heading.endswith("?") and answers:
            asked.append({"_id": f"q-{one.id}", "text": one.heading})
            judged += [f"q-{one.id}\t{answer}\t1" for answer in answers]
    _write(folder / "queries.jsonl", asked)
    (folder / "qrels" / "test.tsv").write_text("\n".join(judged) + "\n", encoding="utf-8")


def _sections(path: Path) -> Iterator[FaqSection]:
    from lxml import html

    tree = html.fromstring(path.read_bytes())
    for place, element in enumerate(tree.xpath("//div[@class='section']")):
        element.set("id", f"{path.name.split('.')[0]}-{place:02d}")
    for element in tree.xpath("//div[@class='section']"):
        inner = element.xpath(".//div[@class='section']")
        yield FaqSection(
            element.get("id"),
            _heading(element),
            _own_text(element),
            tuple(i.get("id") for i in inner),
        )


def _heading(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    titles = element.xpath("./div[@class='titlepage']//*[contains(@class, 'title')]//text()")
    return " ".join("".join(titles).split()).lstrip(_NUMBER)


def _own_text(element: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return the text of a section without its heading and without the sections inside it."""
    blocks = [
        " ".join(child.text_content().split())
        for child in element
        if child.get("class") not in ("section", "titlepage", "toc")
    ]
    return "\n\n".join(block for block in blocks if block)


def _write(path: Path, rows: Sequence[dict[str, str]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_beir(read_faq(Path(sys.argv[1])), Path(sys.argv[2]))
