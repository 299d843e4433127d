"""The question whether an answer was good, as HTML, and what is done with the reply."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from qa import Answer
from ui import texts
from ui.errors import BadInput
from ui.html import rendering
from ui.web.kept_questions import LONGEST_REMARK, Kept


def feedback_form(days: int) -> str:
    """Return the buttons to judge an answer, and how many days that is kept.

    The reasons show when it was not good.
    """
    reasons = "".join(
        f'<label><input type="radio" name="reason" value="{name}" required> {escape(text)}</label>'
        for name, text in texts.REASONS.items()
    )
    return (
        f'<form class="wmo-feedback"><p id="wmo-judge">{escape(texts.JUDGE)}</p>'
        '<p class="wmo-acts" role="group" aria-labelledby="wmo-judge">'
        f'<button type="button" data-good="yes">{escape(texts.GOOD)}</button> '
        f'<button type="button" data-good="no" aria-expanded="false">{escape(texts.BAD)}</button>'
        f'</p><p class="wmo-facts">{escape(texts.judgements_kept(days))}</p>'
        f"<fieldset hidden><legend>{escape(texts.WHY)}</legend>{reasons}"
        f'<label class="wmo-remark">{escape(texts.REMARK)}'
        f'<input name="remark" maxlength="{LONGEST_REMARK}" autocomplete="off"></label>'
        f"<button>{escape(texts.SEND)}</button></fieldset></form>"
    )


def judged(answer: Answer, given: Mapping[str, Any], generation: int, kept: Kept) -> str:
    """Keep what was said of an answer, and return the thanks.

    Raises:
        BadInput: nothing is kept here, or the reason is none of those that can be chosen.
    """
    good, reason = given.get("good") == "yes", str(given.get("reason") or "")
    if not kept.judges or not (good or reason in texts.REASONS):
        raise BadInput(texts.CHANGE_FAILED)
    kept.judge(answer, generation, good, reason, str(given.get("remark") or ""))
    return f'<div class="wmo-feedback" tabindex="-1">{rendering.notice(texts.THANKS)}</div>'
