"""The numbers before headings and items in Word documents, as Word prints them."""

from __future__ import annotations

import pytest
from conftest import SHARED
from test_corpus_word import paragraph, read

from corpus import read_letter
from corpus.word.styles import printed


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, instances: str = "") -> str:
    """One definition, list 1 of it, and other lists."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{instances}'
    )


def instance(number: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{override}</w:num>'


def item(text: str, depth: int = 0, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties)


def lines(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


def test_headings_have_the_number_of_their_style() -> None:
    styles = (
        '<w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        '<w:style w:styleId="B"><w:name w:val="heading 2"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:name w:val="heading 3"/><w:basedOn w:val="A"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="D"><w:name w:val="heading 2"/><w:basedOn w:val="A"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(
        level(0, "%1.", more='<w:pStyle w:val="A"/>'),
        level(1, "%1.%2", more='<w:pStyle w:val="B"/>'),
        level(2, "%1.%2.%3"),
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{text[0]}"/>')
        for text in ("Aanvraag", "Beslissing", "Cijfers", "Duur", "Afloop", "Bezwaar")
    )
    draft = read(body, styles=styles, numbering=numbering)
    assert [(block.kind, block.level, block.text) for block in draft.blocks] == [
        ("heading", 1, "1. Aanvraag"),
        ("heading", 2, "1.1 Beslissing"),
        ("heading", 3, "1.1.1 Cijfers"),
        ("heading", 2, "Duur"),
        ("heading", 1, "2. Afloop"),
        ("heading", 2, "2.1 Bezwaar"),
    ]


def test_a_paragraph_can_leave_the_list_of_its_style() -> None:
    styles = (
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    out = '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    draft = read(
        paragraph("in", '<w:pStyle w:val="L"/>') + paragraph("uit", out),
        styles=styles,
        numbering=lists(level(0, "%1)", "lowerLetter")),
    )
    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("item", "a) in"),
        ("paragraph", "uit"),
    ]


def test_lists_of_one_definition_count_on_unless_they_start_anew() -> None:
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    numbering = lists(level(0, "%1."), instances=instance(2) + instance(3, begin))
    body = item("a") + item("b", number=2) + item("c", number=3) + item("d", number=3) + item("e")
    assert lines(body, numbering=numbering) == ["1. a", "2. b", "4. c", "5. d", "6. e"]


def test_a_level_starts_anew_below_the_level_that_it_says() -> None:
    numbering = lists(
        level(0, "%1."),
        level(1, "%2)", more='<w:lvlRestart w:val="0"/>'),
        level(2, "(%3)", "lowerRoman", '<w:lvlRestart w:val="1"/>'),
    )
    steps = [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 2), ("f", 0), ("g", 1), ("h", 2)]
    assert lines("".join(item(*step) for step in steps), numbering=numbering) == [
        "1. a", "1) b", "(i) c", "2) d", "(ii) e", "2. f", "3) g", "(i) h",
    ]  # fmt: skip


def test_legal_numbers_gaps_and_words_are_as_the_level_says() -> None:
    numbering = lists(
        level(0, "Artikel %1: ", "upperRoman", '<w:suff w:val="nothing"/>'),
        level(1, "%1.%2", more="<w:isLgl/>"),
        level(2, "Let op", "none"),
        level(3, "%4", more="<w:rPr><w:vanish/></w:rPr>"),
        level(4, "•", "bullet"),
    )
    steps = [("a", 0), ("b", 1), ("c", 2), ("d", 3), ("e", 4)]
    assert lines("".join(item(*step) for step in steps), numbering=numbering) == [
        "Artikel I: a", "1.1 b", "Let op c", "d", "e",
    ]  # fmt: skip


def test_an_empty_item_counts_and_a_deleted_one_does_not() -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    empty = f"<w:p><w:pPr>{numbers}</w:pPr></w:p>"
    deleted = (
        f"<w:p><w:pPr>{numbers}<w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>"
    )
    body = item("a") + empty + item("b") + deleted + item("c")
    assert lines(body, numbering=lists(level(0, "%1."))) == ["1. a", "3. b", "4. c"]


def test_a_list_has_the_levels_of_its_list_style() -> None:
    numbering = lists(level(0, "%1)"), instances=instance(2).replace('"7"', '"8"')) + (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="S"/></w:abstractNum>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    assert lines(item("a", number=2), numbering=numbering, styles=styles) == ["1) a"]


def test_numbers_in_the_cells_of_a_table_count_on() -> None:
    cells = "".join(f"<w:tc>{item(text)}</w:tc>" for text in ("wassen", "koken"))
    body = item("hulp") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert lines(body, numbering=lists(level(0, "%1."))) == ["1. hulp", "2. wassen | 3. koken"]


def test_a_crossed_out_item_in_a_cell_leaves_no_number_and_is_counted() -> None:
    struck = item("wassen").replace("<w:rPr>", "<w:rPr><w:strike/>")
    cells = "".join(f"<w:tc>{one}</w:tc>" for one in (item("hulp"), struck, item("koken")))
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert lines(body, numbering=lists(level(0, "%1."))) == ["1. hulp | | 3. koken"]


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", ""])
def test_a_number_that_is_none_is_taken_for_the_usual_one(number: str) -> None:
    wrong = f'<w:lvlOverride w:ilvl="{number}"><w:startOverride w:val="{number}"/></w:lvlOverride>'
    numbering = lists(level(0, "%1."), instances=instance(2, wrong))
    styles = f'<w:style w:styleId="A"><w:pPr><w:outlineLvl w:val="{number}"/></w:pPr></w:style>'
    body = item("a", number=2) + paragraph("b", f'<w:outlineLvl w:val="{number}"/>')
    assert lines(body, numbering=numbering, styles=styles) == ["1. a", "b"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (3, "ordinal", "3e"),
        (7, "decimalZero", "07"),
        (7, "decimalZeroZero", "007"),
        (28, "upperLetter", "BB"),
        (49, "lowerRoman", "xlix"),
        (6, "chicago", "††"),
        (3, "cardinalText", "3"),
        (10**9, "lowerRoman", "1000000000"),
    ],
)
def test_number_formats(number: int, form: str, text: str) -> None:
    assert printed(number, form) == text


def test_a_format_that_is_written_out_is_followed() -> None:
    form = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    numbering = lists(level(0, "%1").replace('<w:numFmt w:val="decimal"/>', form))
    assert lines(item("a"), numbering=numbering) == ["001 a"]


@pytest.mark.skipif(not (SHARED / "faults").is_dir(), reason="the shared files are not here")
def test_a_real_file_has_the_numbers_of_its_headings() -> None:
    letter = read_letter(SHARED / "faults" / "d08_heading_numbers.docx")
    titles = [letter.text[section.start : section.end] for section in letter.sections]
    assert titles == ["1 Aanvraag", "1.1 Termijn", "2 Bezwaar", "2.1 Wijze"]
