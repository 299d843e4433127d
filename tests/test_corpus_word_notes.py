"""The marks of notes in Word documents: their format, where they start anew, and typed ones."""

from __future__ import annotations

import pytest
from test_corpus_word import paragraph, read


def noted(text: str, *numbers: int, kind: str = "footnote", more: str = "") -> str:
    marks = "".join(f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for n in numbers)
    return f"<w:p><w:pPr>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r>{marks}</w:p>"


def notes(count: int, kind: str = "footnote") -> str:
    texts = (f"{paragraph(f'noot {n}')}" for n in range(1, count + 1))
    return "".join(f'<w:{kind} w:id="{n}">{text}</w:{kind}>' for n, text in enumerate(texts, 1))


def marks(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in read(body, **parts).blocks if one.kind == "note"]


def form(more: str, kind: str = "footnote") -> str:
    return f"<w:sectPr><w:{kind}Pr>{more}</w:{kind}Pr></w:sectPr>"


def test_marks_have_the_format_and_the_first_number_of_their_section() -> None:
    first = form('<w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/>')
    second = form('<w:numFmt w:val="upperRoman"/><w:numRestart w:val="eachSect"/>')
    body = noted("een", 1) + noted("twee", 2, more=first) + noted("drie", 3) + second
    assert marks(body, footnotes=notes(3)) == [("c", "noot 1"), ("d", "noot 2"), ("I", "noot 3")]


def test_marks_count_on_over_sections_and_start_anew_on_pages_that_say_so() -> None:
    on = noted("een", 1, more="<w:sectPr/>") + noted("twee", 2)
    assert [label for label, _ in marks(on, footnotes=notes(2))] == ["1", "2"]
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    each = noted("een", 1, 2) + page + noted("drie", 3) + form('<w:numRestart w:val="eachPage"/>')
    assert [label for label, _ in marks(each, footnotes=notes(3))] == ["1", "2", "1"]


def test_the_settings_of_the_document_hold_where_a_section_says_nothing() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>'
    told = marks(noted("een", 1, 2), footnotes=notes(2), settings=settings)
    assert told == [("*", "noot 1"), ("†", "noot 2")]


def test_notes_at_the_end_have_a_form_of_their_own() -> None:
    body = noted("een", 1, kind="endnote")
    assert marks(body, endnotes=notes(1, "endnote")) == [("i", "noot 1")]
    body += form('<w:numFmt w:val="decimal"/>', "endnote")
    assert marks(body, endnotes=notes(1, "endnote")) == [("1", "noot 1")]


@pytest.mark.parametrize(
    "typed", ["<w:t>*</w:t>", '<w:sym w:font="Symbol" w:char="F02A"/>', '<w:sym w:char="002A"/>']
)
def test_a_mark_that_was_typed_is_a_mark_and_counts_for_none(typed: str) -> None:
    reference = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/>{typed}</w:r>'
    own = f'<w:footnote w:id="1">{paragraph("* Zie de wet.")}</w:footnote>'
    rest = f'<w:footnote w:id="2">{paragraph("Zie het besluit.")}</w:footnote>'
    body = f"<w:p><w:r><w:t>De wet</w:t></w:r>{reference}<w:r><w:t> werkt.</w:t></w:r></w:p>"
    blocks = read(body + noted("Nu wel.", 2), footnotes=own + rest).blocks
    assert [(one.text, one.marks, one.label) for one in blocks] == [
        ("De wet werkt.", ((6, "*"),), ""),
        ("Zie de wet.", (), "*"),
        ("Nu wel.", ((7, "1"),), ""),
        ("Zie het besluit.", (), "1"),
    ]


def test_a_note_whose_mark_was_deleted_does_not_count() -> None:
    gone = '<w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'
    body = noted("een", 2).replace("</w:pPr>", f"</w:pPr>{gone}")
    assert marks(body, footnotes=notes(2)) == [("1", "noot 2")]
