"""Answers as HTML: pure functions that escape every word of letters, questions and metadata."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from corpus import Letter
from qa import REPLACING, Answer, Citation, Statement, Status, Warning, asks_for_summary
from ui import texts
from ui.html.cards import pages_text, panel, where_text
from ui.html.letter_text import anchor
from ui.readable_quotes import cells_of, readable
from ui.sources import UNSURE, Source, nearest, numbered, sources

NEAREST = 3  # passages


def header(letters: Sequence[Letter], title: str = "", recorded: str = "") -> str:
    """Return the title, what an answer is, which letters there are, and what is recorded."""
    dates = sorted(letter.date for letter in letters if letter.date)
    first, last = (dates[0].in_words(), dates[-1].in_words()) if dates else ("", "")
    told = texts.letters_there(len(letters), first, last) if letters else texts.NO_LETTERS
    return (
        f'<h1 class="wmo-title">{escape(title or texts.PAGE_TITLE)}</h1>'
        f'<p class="wmo-lead">{escape(" ".join((texts.LEAD, told, recorded)).strip())}</p>'
    )


def notice(text: str, kind: str = "busy") -> str:
    """Return a line that is announced: ``busy``, ``told``, ``problem``, or ``unseen``."""
    return f'<p class="wmo-notice wmo-{escape(kind)}">{escape(text)}</p>'


def announcement(answer: Answer) -> str:
    """Return in one sentence what came of the question, for who cannot see the page change."""
    if answer.statements and answer.status is not Status.POSSIBLE:
        return texts.found(len(answer.citations))
    return answer.message or texts.NO_ANSWER


def latest(answers: Sequence[Answer]) -> str:
    """Return the last question with its answer."""
    return f'<section class="wmo-answer">{_turn(answers[-1], len(answers), "h2")}</section>'


def evidence(answers: Sequence[Answer]) -> str:
    """Return the passages beside the last answer: its sources, and the nearest ones."""
    answer, turn = answers[-1], len(answers)
    near: tuple[Source, ...] = ()
    if answer.status in UNSURE:
        near = nearest(answer, NEAREST)
    cited = panel(texts.SOURCES, "wmo-sources", sources(answer), turn)
    return cited + panel(texts.NEAREST, "wmo-nearest", near, turn)


def earlier(answers: Sequence[Answer]) -> str:
    """Return all questions but the last, newest first, each with its sources in short."""
    past = [
        f'<article class="wmo-past">{_turn(answer, turn, "h3")}{_short_sources(answer, turn)}'
        "</article>"
        for turn, answer in enumerate(answers[:-1], 1)
    ]
    if not past:
        return ""
    heading = f"<h2>{escape(texts.EARLIER)}</h2>"
    return f'<section class="wmo-earlier">{heading}{"".join(reversed(past))}</section>'


def _turn(answer: Answer, turn: int, heading: str) -> str:
    """Return a question, its answer, and before that what has to be known about it."""
    question = (
        f'<{heading} class="wmo-question"><span class="wmo-unseen">{escape(texts.YOUR_QUESTION)} '
        f"</span>{escape(answer.question or answer.searched)}</{heading}>"
    )
    lines = [_searched(answer)]
    if answer.message:
        lines.append(f'<p class="wmo-status">{escape(answer.message)}</p>')
    if any(one.kind == "which_letter" for one in answer.warnings):
        lines.append(_which(answer))
    lines += [_warning(one) for one in answer.warnings if one.kind not in REPLACING]
    numbers = numbered(answer)
    lines += [_statement(one, numbers, turn) for one in answer.statements]
    lines += [
        f'<p class="wmo-status">{escape(texts.MISSING)} {escape(one)}</p>' for one in answer.missing
    ]
    if answer.history:
        lines.append(f'<p class="wmo-status">{escape(texts.BEFORE)}</p>')
        lines += [_statement(one, numbers, turn) for one in answer.history]
    return question + "".join(lines)


def _which(answer: Answer) -> str:
    """Return the letters that were found as buttons that ask for the summary of each."""
    letters = {hit.passage.letter.id: hit.passage.letter for hit in answer.hits}
    asked = dict.fromkeys(filter(None, map(asks_for_summary, letters.values())))
    return "".join(f"<p>{asking_button(one, one)}</p>" for one in asked)


def _warning(warning: Warning) -> str:
    if warning.kind == "count":
        return f'<p class="wmo-status">{escape(warning.text)}</p>'
    return (
        f'<p class="wmo-warning"><strong>{escape(texts.ATTENTION)}</strong> '
        f"{escape(warning.text)}</p>"
    )


def _searched(answer: Answer) -> str:
    """Return what was searched, when that is not what was typed."""
    typed = " ".join(answer.question.split())
    if answer.sought == typed or not answer.hits:
        return ""
    alone = asking_button(typed, texts.ASK_ALONE) if answer.context else ""
    return (
        f'<p class="wmo-searched">{escape(texts.SEARCHED)} {escape(answer.sought)} '
        f'<button type="button" data-searched="{escape(answer.sought)}">{escape(texts.CHANGE)}'
        f'<span class="wmo-unseen"> {escape(texts.CHANGE_WHAT)}</span></button> {alone}</p>'
    )


def asking_button(question: str, told: str) -> str:
    """Return a button that asks a question without what was asked before."""
    return f'<button type="button" data-asked="{escape(question)}">{escape(told)}</button>'


def _statement(statement: Statement, numbers: dict[Citation, int], turn: int) -> str:
    links = "".join(_number(citation, numbers[citation], turn) for citation in statement.citations)
    if table := _table(statement):
        return f'<div class="wmo-statement">{table}{links}</div>'
    return f'<p class="wmo-statement">{_with_short(statement)}&nbsp;{links}</p>'


def _table(statement: Statement) -> str:
    """Return a statement of heads and rows as a table; empty for any other statement."""
    heads, *rows = (cells_of(one.quote) for one in statement.citations)
    if not rows or len(heads) < 2 or any(len(row) != len(heads) for row in rows):
        return ""
    top = "".join(f'<th scope="col">{_shown(one)}</th>' if one else "<td></td>" for one in heads)
    body = "".join(
        f'<tr><th scope="row">{_shown(first)}</th>'
        f"{''.join(f'<td>{_shown(one)}</td>' for one in others)}</tr>"
        for first, *others in rows
    )
    return (
        f'<div class="wmo-cells" tabindex="0" role="region" aria-label="{escape(texts.TABLE)}">'
        f'<table class="wmo-rows"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _with_short(statement: Statement) -> str:
    """Return the words of a statement with those that answer in bold, each quote on its line."""
    text, first = statement.text, statement.citations[0]
    if len(statement.citations) > 1:
        return "<br>".join(_shown(one.quote) for one in statement.citations)
    for one in statement.short:
        start, end = one.start - first.start, one.end - first.start
        if text[start:end] == one.quote:
            return (
                f"{_shown(text[:start])}<strong>{_shown(text[start:end])}</strong>"
                f"{_shown(text[end:])}"
            )
    return _shown(text)


def _shown(text: str) -> str:
    return escape(readable(text))


def _number(citation: Citation, number: int, turn: int) -> str:
    """Return the number behind a sentence: a link that shows its quote, and opens its letter."""
    letter, pages = citation.letter, pages_text(citation.page_labels)
    date = letter.date.in_words() if letter.date else texts.NO_DATE
    where = ", ".join((letter.name, date, pages))
    label = escape(f"[{number}] {texts.SOURCE}: {where}")
    quote = escape(f"“{citation.quote}”")
    return (
        f'<span class="wmo-cite"><a class="wmo-number" href="#{anchor(turn, number)}" '
        f'data-turn="{turn}" data-number="{number}" aria-label="{label}">[{number}]</a>'
        f'<span class="wmo-tip" aria-hidden="true">{quote}<span class="wmo-where">'
        f"{escape(where)}</span></span></span>"
    )


def _remark(pages: str, section: Sequence[str]) -> str:
    where = where_text(pages, section)
    return f" ({where})" if where else ""


def _short_sources(answer: Answer, turn: int) -> str:
    """Return the official citations of an earlier answer as a list."""
    rows = "".join(
        f'<li id="{anchor(turn, number)}" tabindex="-1">[{number}] {escape(one.formatted)}'
        f"{_remark('' if one.pages else texts.NO_PAGES, one.section)}</li>"
        for one, number in numbered(answer).items()
    )
    return (
        f'<ul class="wmo-short" aria-label="{escape(texts.SOURCES_SHORT)}">{rows}</ul>'
        if rows
        else ""
    )
