"""Each measure moves when what it measures is broken, and only then."""

import dataclasses

from corpus import Footnote, Letter, Section
from eval import Evidence, Question
from eval.measures.citing import is_right, judge_citations
from eval.measures.matching import places, stands
from eval.text_folding import words
from qa import Citation

FIRST = "Inleiding\n\nDe gemeente telt 278 steun-\npunten in 2024. "
SECOND = "Gevolgen\n\nDaarvan zijn er 12 nieuw. Ook komen er 278 stoelen."
LETTER = Letter(
    "brief",
    "Brief",
    FIRST + SECOND,
    "",
    page_starts=(0, len(FIRST)),
    sections=(Section(0, 9, 1), Section(len(FIRST), len(FIRST) + 8, 1)),
)
OTHER = dataclasses.replace(LETTER, id="andere")
LETTERS = {"brief": LETTER, "andere": OTHER}
ASKED = Question(
    "q",
    "Hoeveel?",
    "factoid",
    True,
    "dev",
    (Evidence("brief", ("278 steunpunten", "2024")),),
    (("278",),),
)
START, END = FIRST.index("De gemeente"), len(FIRST) - 1
GOOD = Citation(LETTER, START, END)
BEST = {"cite_precision", "cite_recall", "right_letter", "right_page", "right_section"}


def values(*citations: Citation) -> dict[str, float]:
    found = judge_citations(ASKED, citations, LETTERS)
    return {key: score.gained for key, score in found.items()}


def broken(*citations: Citation) -> set[str]:
    return {key for key, value in values(*citations).items() if value < 1}


def test_evidence_stands_where_its_strings_do() -> None:
    (spans,) = stands(ASKED.evidence[0], LETTER)
    assert [LETTER.text[start:end] for start, end in spans] == ["278 steun-\npunten", "2024"]
    assert places(LETTER.text, "278") == ((28, 31), (104, 107))


def test_strings_far_apart_do_not_stand_together() -> None:
    far = dataclasses.replace(LETTER, text="278 steunpunten " + "woord " * 300 + "2024")
    assert stands(ASKED.evidence[0], far) == []


def test_a_note_stands_at_its_marker() -> None:
    text = "Er zijn 278 steunpunten. " + "woord " * 400 + "\n\nGeteld in 2024."
    note = Footnote(24, len(text) - 15, len(text), "1")
    letter = dataclasses.replace(LETTER, text=text, footnotes=(note,), page_starts=(), sections=())
    assert len(stands(ASKED.evidence[0], letter)) == 1


def test_folded_words_know_their_characters() -> None:
    text = "Steun\u00adpunt, ﬁets² en wer-\nken cóo\u0301p"
    found = [(word, text[start:end]) for word, start, end in words(text)]
    assert found[:3] == [("steunpunt", "Steun\u00adpunt"), ("fiets", "ﬁets"), ("2", "²")]
    assert ("werken", "wer-\nken") in found


def test_the_evidence_itself_scores_one() -> None:
    assert values(GOOD) == dict.fromkeys(BEST, 1)


def test_no_citation_scores_zero() -> None:
    assert values() == dict.fromkeys(BEST, 0)


def test_another_letter_breaks_all() -> None:
    assert broken(Citation(OTHER, START, END)) == BEST


def test_a_wrong_page_breaks_the_page() -> None:
    moved = dataclasses.replace(LETTER, page_starts=(0, 1))
    assert broken(Citation(moved, START, END)) == {"right_page"}


def test_a_wrong_section_breaks_the_section() -> None:
    moved = dataclasses.replace(LETTER, sections=LETTER.sections[1:])
    assert broken(Citation(moved, START, END)) == {"right_section"}


def test_a_cut_quote_breaks_recall() -> None:
    cut = Citation(LETTER, START, FIRST.index(" in 2024"))
    assert broken(cut) == {"cite_recall"}
    assert values(cut)["cite_recall"] == 0.5
    assert values(Citation(LETTER, START, START + 20))["cite_recall"] == 0


def test_a_needless_citation_breaks_precision() -> None:
    needless = Citation(LETTER, len(FIRST) + 10, len(LETTER.text))
    assert broken(GOOD, needless) == {"cite_precision"}
    assert values(GOOD, needless)["cite_precision"] == 0.5
    assert not is_right(ASKED, needless, LETTERS)  # it holds 278, but not that one


def test_what_a_letter_lacks_is_not_judged() -> None:
    bare = dataclasses.replace(LETTER, page_starts=(), sections=())
    found = judge_citations(ASKED, (GOOD,), {"brief": bare})
    assert found.keys() == {"cite_precision", "cite_recall", "right_letter"}


def test_any_evidence_suffices() -> None:
    either = dataclasses.replace(
        ASKED, evidence=(Evidence("andere", ("12 nieuw",)), *ASKED.evidence)
    )
    found = judge_citations(either, (GOOD,), LETTERS)
    assert found["cite_recall"].gained == found["right_letter"].gained == 1
