"""What a Word document holds and does not print: crossed out and hidden, by whatever says so."""

import pytest
from conftest import SHARED
from test_corpus_word import read, texts

from corpus.reading import read_letter
from corpus.text.block_writer import HIDDEN, STRUCK


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def style(name: str, kind: str, properties: str, more: str = "") -> str:
    default = ' w:default="1"' if name == "Basis" else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{default}>'
        f'<w:name w:val="{name}"/>{more}<w:rPr>{properties}</w:rPr></w:style>'
    )


@pytest.mark.parametrize("element", ["strike", "dstrike"])
def test_crossed_out_text_is_left_out_and_told(element: str) -> None:
    draft = read(line(run("Het kost "), run("19 euro", f"<w:{element}/>"), run(" 21 euro.")))
    assert texts(draft) == [("paragraph", "Het kost 21 euro.")]
    assert draft.warnings == (STRUCK,)


@pytest.mark.parametrize(
    ("element", "warning"), [("strike", STRUCK), ("dstrike", STRUCK), ("vanish", HIDDEN)]
)
def test_a_style_crosses_out_or_hides_and_a_run_switches_it_off_again(
    element: str, warning: str
) -> None:
    styles = (
        style("Weg", "character", f"<w:{element}/>")
        + style("Erft", "character", "<w:b/>", '<w:basedOn w:val="Weg"/>')
        + style("Toch", "character", f'<w:{element} w:val="0"/>', '<w:basedOn w:val="Weg"/>')
        + style("Alinea", "paragraph", f"<w:{element}/>")
    )
    off = f'<w:{element} w:val="false"/>'
    draft = read(
        line(run("a "), run("weg ", '<w:rStyle w:val="Weg"/>'), run("b"))
        + line(run("c "), run("weg ", '<w:rStyle w:val="Erft"/>'), run("d"))
        + line(run("e "), run("f ", '<w:rStyle w:val="Toch"/>'), run("g"))
        + line(run("h "), run("i", '<w:rStyle w:val="Weg"/>' + off))
        + line(run("weg"), run("j", off), style="Alinea"),
        styles=styles,
    )
    assert [text for _, text in texts(draft)] == ["a b", "c d", "e f g", "h i", "j"]
    assert draft.warnings == (warning,)


@pytest.mark.parametrize(("element", "warning"), [("strike", STRUCK), ("vanish", HIDDEN)])
def test_the_defaults_and_the_style_of_every_paragraph_count(element: str, warning: str) -> None:
    off = f'<w:{element} w:val="0"/>'
    body = line(run("weg")) + line(run("blijft", off))
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr><w:{element}/></w:rPr></w:rPrDefault>"
    for styles in (
        f"{defaults}</w:docDefaults>",
        style("Basis", "paragraph", f"<w:{element}/>"),
    ):
        draft = read(body, styles=styles)
        assert texts(draft) == [("paragraph", "blijft")]
        assert draft.warnings == (warning,)


def test_a_style_of_a_whole_table_crosses_out() -> None:
    cells = "".join(f"<w:tc>{line(run(text))}</w:tc>" for text in ("19", "21"))
    table = f'<w:tblPr><w:tblStyle w:val="Oud"/></w:tblPr><w:tr>{cells}</w:tr>'
    draft = read(
        f"<w:tbl>{table}</w:tbl>" + line(run("Nieuw.")),
        styles=style("Oud", "table", "<w:strike/>"),
    )
    assert " ".join(text.strip(" |") for _, text in texts(draft)).strip() == "Nieuw."
    assert draft.warnings == (STRUCK,)


def test_two_styles_that_cross_out_switch_each_other_off() -> None:
    styles = style("P", "paragraph", "<w:strike/>") + style("T", "character", "<w:strike/>")
    draft = read(
        line(run("weg "), run("blijft", '<w:rStyle w:val="T"/>'), style="P"), styles=styles
    )
    assert texts(draft) == [("paragraph", "blijft")]


def test_text_too_small_to_read_is_hidden_by_a_style_too() -> None:
    styles = style("Stip", "character", '<w:sz w:val="2"/>')
    draft = read(line(run("a"), run(" en niets", '<w:rStyle w:val="Stip"/>')), styles=styles)
    assert texts(draft) == [("paragraph", "a")]
    assert draft.warnings == (HIDDEN,)


def test_text_that_only_a_web_view_hides_is_printed() -> None:
    draft = read(line(run("Vier "), run("uur", "<w:webHidden/>")))
    assert texts(draft) == [("paragraph", "Vier uur")]
    assert draft.warnings == ()


def test_a_crossed_out_item_is_counted_and_keeps_pages_and_notes() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:lastRenderedPageBreak/><w:t>twee</w:t></w:r>"
    note = '<w:r><w:rPr><w:strike/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    draft = read(
        f"<w:p>{listed}{run('een')}{note}</w:p><w:p>{listed}{struck}</w:p>"
        f"<w:p>{listed}{run('drie')}</w:p>",
        numbering=numbering,
        footnotes=f'<w:footnote w:id="2">{line(run("Noot."))}</w:footnote>',
    )
    assert texts(draft) == [("item", "1. een"), ("note", "Noot."), ("item", "3. drie")]
    assert draft.page_labels == ("1", "2")


def test_the_marker_in_an_item_that_was_crossed_out_moves_to_what_follows() -> None:
    struck = '<w:r><w:rPr><w:strike/></w:rPr><w:t>Oud</w:t><w:footnoteReference w:id="2"/></w:r>'
    draft = read(
        f"<w:p>{struck}</w:p>" + line(run("Nieuw.")),
        footnotes=f'<w:footnote w:id="2">{line(run("Noot."))}</w:footnote>',
    )
    assert texts(draft) == [("note", "Noot."), ("paragraph", "Nieuw.")]
    assert draft.blocks[1].marks == ((0, "1"),)


@pytest.mark.letters
@pytest.mark.skipif(not (SHARED / "faults").exists(), reason="the files are not here")
@pytest.mark.parametrize(
    ("name", "told", "right", "wrong", "warning"),
    [
        ("d01_strike", "scootmobiel bedraagt 21 euro", "450 euro", "19 euro", STRUCK),
        ("d28_charstyle_hidden", "50 euro", "handrem", "999", HIDDEN),
    ],
)
def test_files_that_said_what_is_not_printed(
    name: str, told: str, right: str, wrong: str, warning: str
) -> None:
    letter = read_letter(SHARED / "faults" / f"{name}.docx")
    assert told in letter.text and right in letter.text
    assert wrong not in letter.text
    assert warning in letter.warnings
