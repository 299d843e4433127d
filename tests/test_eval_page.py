import dataclasses
import re
from html.parser import HTMLParser

from test_eval_report import OWN, REPORT

from eval.measures.judging import Verdict
from eval.report.page import page
from eval.report.plots import Bar, Line, bars, curves
from eval.runs.outcomes import Cited
from qa import Status

HOSTILE = '<script>alert("x")</script> & <b>'
BAD = dataclasses.replace(
    OWN,
    question=dataclasses.replace(OWN.question, question=HOSTILE, kind=HOSTILE),
    answer=HOSTILE,
    verdict=Verdict.WRONG,
    status=Status.ANSWERED.value,
    confidence=0.4,
    citations=(Cited("brief", 0, 9, (1, 2), (HOSTILE,), HOSTILE, True),),
)


class Tags(HTMLParser):
    """Notes the tags, and whether each that is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    assert not tags.open
    return tags


def test_the_page_is_whole_and_asks_nothing_of_others() -> None:
    text = page(dataclasses.replace(REPORT, outcomes=(BAD, *REPORT.outcomes[1:])))
    tags = parsed(text)
    assert not {"script", "link", "img", "iframe", "b"} & set(tags.seen)
    assert all(address.startswith("#") for address in tags.addresses)
    assert "http" not in text and "url(" not in text and "@import" not in text
    assert tags.seen.count("h1") == 1
    assert '<html lang="nl">' in text


def test_words_of_others_are_escaped_everywhere() -> None:
    text = page(dataclasses.replace(REPORT, outcomes=(BAD, *REPORT.outcomes[1:])))
    assert "<script" not in text and "<b>" not in text
    assert text.count("&lt;script&gt;") >= 5


def test_a_failure_links_question_answer_and_evidence() -> None:
    text = page(dataclasses.replace(REPORT, outcomes=(BAD, *REPORT.outcomes[1:])))
    assert 'href="#q-q1"' in text and 'id="q-q1"' in text
    place = text.index('id="q-q1"')
    assert "<q>278</q>" in text[place:]
    assert "brief, p. 1, 2" in text[place:]


def test_both_languages_are_there() -> None:
    text = page(REPORT)
    assert '<span class="nl" lang="nl">Alle maten</span><span class="en" lang="en">' in text
    assert len(re.findall('class="nl"', text)) == len(re.findall('class="en"', text)) > 20


def test_bars_by_hand() -> None:
    text = bars("titel", [Bar("a & b", 0.5, 0.25, 0.75), Bar("c", -1, -1, -0.5)])
    parsed(text)
    assert "a &amp; b" in text and "0.50 [0.25–0.75]" in text
    assert 'width="210.0"' in text  # half of 420
    assert 'd="M405.0' in text  # 300 + a quarter of 420
    assert 'width="0.0"' in text


def test_a_curve_by_hand() -> None:
    text = curves("titel", "x", "y", [Line("een", [(0.5, 0.0), (1.0, 0.5)])])
    parsed(text)
    assert 'points="210.0,312.0 360.0,162.0"' in text
    assert "<circle" not in text


def test_points_that_rest_on_counts_show_them() -> None:
    text = curves("titel", "x", "y", [Line("een", [(0.5, 0.0), (1.0, 0.5)], [7, 12])])
    parsed(text)
    assert '<circle cx="360.0" cy="162.0"' in text
    assert 'y="154.0" text-anchor="middle">12</text>' in text


def test_reliability_is_drawn_of_answers_given() -> None:
    assert "Betrouwbaarheid" not in page(REPORT)  # no answer has a verdict there
    text = page(dataclasses.replace(REPORT, outcomes=(BAD, *REPORT.outcomes[1:])))
    assert "Betrouwbaarheid" in text
    # of one answer, given with 0.4, none is right
    assert '<circle cx="180.0" cy="312.0"' in text
