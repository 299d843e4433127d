"""What can be done with an answer: copied, kept as a memo or text, and asked again, as HTML."""

from __future__ import annotations

import base64
from datetime import date
from html import escape
from urllib.parse import urlencode

from index import Retriever
from qa import Answer
from ui import texts
from ui.export.memo import memo
from ui.export.pasted_text import as_markdown, as_sources, as_text
from ui.html.source_choice import address_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ASKED = "vraag"  # the part of the page's address that holds a question; of a conversation, more


def uses(answer: Answer, retriever: Retriever, today: date) -> str:
    """Return the buttons under an answer; the files are in the page itself, kept nowhere else."""
    name = f"wmo-antwoord-{today.isoformat()}"
    files = [
        (texts.MEMO, f"{name}.docx", WORD, memo(answer, retriever, today)),
        (texts.MARKDOWN, f"{name}.md", "text/markdown;charset=utf-8", _bytes(as_markdown(answer))),
    ]
    if answer.citations:
        sources = _bytes(as_sources(answer))
        files.append(
            (texts.SOURCE_LIST, f"{name}-bronnen.txt", "text/plain;charset=utf-8", sources)
        )
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
        f"{''.join(_file(*one) for one in files)}"
        f'<button type="button" data-use="link">{escape(texts.COPY_LINK)}</button>'
        f'<span role="status"></span><pre hidden>{escape(as_text(answer))}</pre></div>'
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")


def _file(title: str, name: str, kind: str, content: bytes) -> str:
    data = base64.b64encode(content).decode("ascii")
    return f'<a download="{escape(name)}" href="data:{kind};base64,{data}">{escape(title)}</a>'
