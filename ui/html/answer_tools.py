"""What can be done with an answer: copied, kept as a memo or text, and asked again, as HTML."""

from __future__ import annotations

import base64
from datetime import date
from html import escape
from urllib.parse import urlencode

from index import Retriever
from qa import Answer
from ui import texts
from ui.export.forms import FORMS, Form
from ui.export.pasted_text import as_text
from ui.html.letter_filter_form import address_of

ASKED = "vraag"  # the part of the page's address that holds a question; of a conversation, more


def uses(answer: Answer, retriever: Retriever, today: date) -> str:
    """Return the buttons under an answer; the files are in the page itself, kept nowhere else."""
    files = [
        _file(form, form.write(answer, retriever, today), today)
        for form in FORMS.values()
        if answer.citations or not form.only_sources
    ]
    asked = [(ASKED, one) for one in (*answer.context, answer.searched)]
    data = {
        "link": "?" + urlencode([*asked, *address_of(answer.only)]),
        "copied": texts.COPIED,
        "failed": texts.NOT_COPIED,
    }
    given = " ".join(f'data-{key}="{escape(value)}"' for key, value in data.items())
    return (
        f'<div class="wmo-uses" role="group" aria-label="{escape(texts.USES)}" {given}>'
        f'<button type="button" data-use="answer">{escape(texts.COPY)}</button>'
        f"{''.join(files)}"
        f'<button type="button" data-use="link">{escape(texts.COPY_LINK)}</button>'
        f'<span role="status"></span><pre hidden>{escape(as_text(answer))}</pre></div>'
    )


def _file(form: Form, content: bytes, today: date) -> str:
    name = f"wmo-antwoord-{today.isoformat()}{form.ending}"
    data = f"data:{form.media_type};base64,{base64.b64encode(content).decode('ascii')}"
    return f'<a download="{escape(name)}" href="{data}">{escape(form.title)}</a>'
