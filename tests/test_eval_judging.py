import dataclasses

from corpus import Letter
from eval import Evidence, Question, Score
from eval.measures.judging import Verdict, is_verbatim, judge, judge_answer
from qa import Answer, Citation, Statement, Status

LETTER = Letter("brief", "Brief", "Er zijn 278 steunpunten. Daarvan zijn er 12 nieuw.", "")
OTHER = Letter("andere", "Andere", "Er zijn 278 steunpunten.", "")
LETTERS = {"brief": LETTER, "andere": OTHER}
ASKED = Question(
    "q",
    "Hoeveel?",
    "factoid",
    True,
    "dev",
    (Evidence("brief", ("278",)),),
    (("278",), ("12", "twaalf")),
)
NEAR = Question("u", "Hoeveel in 2031?", "unanswerable_near", False, "dev")
FAR = Question("f", "Wie won?", "unanswerable_far", False, "dev")


def stated(letter: Letter, start: int, end: int, text: str | None = None) -> Statement:
    citation = Citation(letter, start, end)
    return Statement(citation.quote if text is None else text, (citation,))


def given(*statements: Statement, status: Status = Status.ANSWERED) -> Answer:
    return Answer("Hoeveel?", "Hoeveel?", status, 1.0, statements)


def test_an_answer_with_half_of_the_facts() -> None:
    assert judge_answer(ASKED, given(stated(LETTER, 0, 24)), LETTERS) == {
        "crag": Score(-1),
        "facts": Score(0.5),
        "all_facts": Score(0),
        "facts_per_100": Score(100 / 24),
        "cite_precision": Score(1),
        "cite_recall": Score(1),
        "right_letter": Score(1),
        "false_refusals": Score(0),
        "verbatim": Score(1, 1),
        "length": Score(24),
    }


def test_an_answer_with_all_facts() -> None:
    scores = judge_answer(ASKED, given(stated(LETTER, 0, 50)), LETTERS)
    assert scores["crag"] == scores["facts"] == scores["all_facts"] == Score(1)
    assert scores["facts_per_100"] == Score(4)  # two facts in fifty characters


def test_a_part_without_an_answer_has_to_be_named() -> None:
    asked = dataclasses.replace(ASKED, unanswered=("wie betaalt dat",))
    whole, part = given(stated(LETTER, 0, 50)), given(stated(LETTER, 0, 50), status=Status.PARTIAL)
    assert judge_answer(asked, whole, LETTERS)["partial"] == Score(0)
    assert judge_answer(asked, part, LETTERS)["partial"] == Score(1)
    assert "partial" not in judge_answer(ASKED, part, LETTERS)


def test_a_verdict_in_one_word() -> None:
    silence, other = given(status=Status.NOT_FOUND), stated(LETTER, 25, 44)
    assert judge(ASKED, given(stated(LETTER, 0, 50))) is Verdict.RIGHT
    assert judge(ASKED, given(stated(LETTER, 0, 24))) is Verdict.INCOMPLETE
    assert judge(ASKED, given(stated(LETTER, 0, 7))) is Verdict.WRONG
    assert judge(ASKED, silence) is Verdict.REFUSED
    assert judge(NEAR, silence) is Verdict.SILENT
    possible = given(stated(LETTER, 0, 50), status=Status.POSSIBLE)
    assert judge(ASKED, possible) is Verdict.REFUSED
    assert judge(NEAR, possible) is Verdict.SILENT
    assert judge(NEAR, given(other)) is Verdict.INVENTED
    assert judge(dataclasses.replace(ASKED, facts=()), given(other)) is Verdict.NONE


def test_the_letter_of_the_first_citation_counts() -> None:
    answer = given(stated(OTHER, 0, 24), stated(LETTER, 0, 24))
    assert judge_answer(ASKED, answer, LETTERS)["right_letter"] == Score(0)


def test_a_refusal_stays_in_the_denominators() -> None:
    zero = ("crag", "facts", "all_facts", "cite_precision", "cite_recall", "right_letter")
    expected = {key: Score(0) for key in (*zero, "refusal_precision")}
    expected |= {"false_refusals": Score(1)}
    for status in (Status.NOT_FOUND, Status.OFF_TOPIC, Status.UNCLEAR):
        assert judge_answer(ASKED, given(status=status), LETTERS) == expected


def test_a_refusal_gains_nothing_by_what_it_states_all_the_same() -> None:
    answer = given(stated(LETTER, 0, 50), status=Status.NOT_FOUND)
    scores = judge_answer(ASKED, answer, LETTERS)
    assert scores["facts"] == scores["right_letter"] == scores["cite_recall"] == Score(0)


def test_refusals_of_unanswerable_questions() -> None:
    silence = given(status=Status.NOT_FOUND)
    none = {"crag": Score(1), "false_answers": Score(0)}
    none |= {"refusal_precision": Score(1), "refusal_recall": Score(1)}
    assert judge_answer(NEAR, silence, LETTERS) == none | {"false_answers_near": Score(0)}
    assert judge_answer(FAR, silence, LETTERS) == none | {"false_answers_far": Score(0)}
    partial = given(stated(LETTER, 0, 24), status=Status.PARTIAL)
    scores = judge_answer(NEAR, partial, LETTERS)
    assert scores["false_answers_near"] == Score(1)
    assert scores["refusal_recall"] == Score(0)
    assert "refusal_precision" not in scores
    assert scores["crag"] == Score(-1)


def test_a_statement_is_verbatim_when_it_is_its_quotes() -> None:
    assert is_verbatim(stated(LETTER, 0, 24), LETTERS)
    two = (Citation(LETTER, 0, 24), Citation(LETTER, 25, 50))
    assert is_verbatim(Statement(LETTER.text, two), LETTERS)


def test_a_statement_is_not_verbatim() -> None:
    changed = dataclasses.replace(LETTER, text=LETTER.text.replace("278", "872"))
    for statement in (
        stated(LETTER, 0, 24, text="Er zijn 279 steunpunten."),
        stated(LETTER, 0, 24, text="er zijn 278 steunpunten."),
        Statement("Er zijn 278 steunpunten.", ()),
        stated(changed, 0, 24),
        stated(LETTER, 0, 51, text=LETTER.text),
        stated(LETTER, 5, 5, text=""),
        stated(dataclasses.replace(LETTER, id="weg"), 0, 24),
    ):
        assert not is_verbatim(statement, LETTERS)


def test_the_share_of_verbatim_statements_is_counted_by_statement() -> None:
    answer = given(stated(LETTER, 0, 24), stated(LETTER, 0, 24, text="Verzonnen."))
    assert judge_answer(ASKED, answer, LETTERS)["verbatim"] == Score(1, 2)
