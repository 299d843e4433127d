"""Text that a page crosses out, or that its reader does not see, is left out and told of."""

import pytest
from test_corpus_webpage import read, texts

from corpus.text.block_writer import HIDDEN, STRUCK

SEEN = [("paragraph", "Zichtbaar")]


@pytest.mark.parametrize(
    "struck",
    ["<s>19</s>", "<strike>19</strike>", "<del>19</del>",
     "<span style='text-decoration: underline line-through'>19</span>",
     "<span style='text-decoration-line:line-through'>19</span>",
     "<span class='oud'>19</span>", "<b id=weg>19</b>", "<em>19</em>",
     "<span class=oud><b>19</b></span>"],
)  # fmt: skip
def test_crossed_out_text_is_left_out(struck: str) -> None:
    style = (
        "<style>/* .nieuw {color: red} */ .oud, #weg { text-decoration: line-through; }\n"
        "em { text-decoration-line: line-through !important }</style>"
    )
    draft = read(f"{style}<p>De bijdrage is {struck} <ins class=nieuw>21</ins> euro.</p>")
    assert texts(draft) == [("paragraph", "De bijdrage is 21 euro.")]
    assert draft.warnings == (STRUCK,)


def test_a_deletion_that_is_not_drawn_as_one_is_read() -> None:
    draft = read("<style>del { text-decoration: none }</style><p>Tot <del>1 mei</del>.</p>")
    assert (texts(draft), draft.warnings) == ([("paragraph", "Tot 1 mei.")], ())


@pytest.mark.parametrize(
    "rule",
    [".x{display:none}", "p.x { visibility : hidden }", "#y {color:#FFF}", "p#y.x{font-size:0}",
     ".x{opacity:0.0}", ".x{position:absolute;left:-9999px}", ".x{color:rgb(255, 255, 255)}",
     "body{background:#eee} .x{color:#eeeeee}", "@media screen { .x {display:none} }",
     ".x{display:none!important} p{display:block}", ".x{height:1px;overflow:hidden}"],
)  # fmt: skip
def test_text_hidden_by_a_rule_is_left_out(rule: str) -> None:
    page = f"<style>{rule}</style><p>Zichtbaar</p><p class='a x' id=y>Geheim <b>nummer</b></p>"
    draft = read(page)
    assert (texts(draft), draft.warnings) == (SEEN, (HIDDEN,))


@pytest.mark.parametrize(
    "rule",
    ["@media print { .x {display:none} }", ".x{display:none} p.x{display:block}",
     ".x{display:none} #y{display:inline}", ".x{color:white;background:navy}",
     "body{background:#123} .x{color:#fff}", ".x{font-size:1em;border-width:1px}",
     ".x{width:1px;white-space:nowrap}", "div .x{display:none}", ".x{margin-top:-100px}",
     "body{visibility:hidden;opacity:0}", ".x{color:#fff} .hero > p{background:black}",
     ".x{display:none} .x{display:block}", "@import 'a.css'; .z{display:none}"],
)  # fmt: skip
def test_text_that_is_seen_stays(rule: str) -> None:
    draft = read(f"<style>{rule}</style><p class='a x' id=y>Zichtbaar</p>")
    assert (texts(draft), draft.warnings) == (SEEN, ())


def test_hiding_and_colours_are_inherited_until_they_are_undone() -> None:
    style = (
        "<style>.weg{visibility:hidden} .wel{visibility:visible} .donker{background:#036}</style>"
    )
    draft = read(
        f"{style}<div class=weg>Een <span>twee</span> <b class=wel>drie</b></div>"
        "<table class=donker><tr><td><font color=white>vier</font></table>"
        "<div style='font-size:0'><p style='font-size:16px'>vijf</p></div>"
    )
    assert [text for _, text in texts(draft)] == ["drie", "vier", "vijf"]
    assert draft.warnings == (HIDDEN,)


def test_what_opens_with_a_click_is_no_hidden_text() -> None:
    draft = read("<details><summary>Meer</summary><p>De termijn is zes weken.</p></details>")
    assert texts(draft) == [("paragraph", "Meer"), ("paragraph", "De termijn is zes weken.")]
    assert draft.warnings == ()


def test_a_style_sheet_for_paper_hides_nothing() -> None:
    draft = read("<style media=print>p{display:none}</style><p>Zichtbaar</p>")
    assert (texts(draft), draft.warnings) == (SEEN, ())


def test_a_style_sheet_without_end_is_read_quickly() -> None:
    for piece in ("@media all{", "a", "@", "a{}", "{", "}", ".x,", "/*", "@a{x{}"):
        draft = read(f"<style>{piece * 20_000}</style><p>Zichtbaar</p>")
        assert texts(draft) == SEEN
