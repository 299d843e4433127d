"""The page that explains the program, with what is kept and how accessible it is."""

from __future__ import annotations

from html import escape

from ui import texts
from ui.settings import Settings


def help_page(settings: Settings) -> str:
    """Return the explanation as HTML; privacy and contact follow the settings."""
    parts = [
        (texts.WHAT_IT_DOES, texts.DOES),
        (texts.WHAT_IT_DOES_NOT, texts.DOES_NOT),
        (texts.GOOD_QUESTIONS, texts.ASK_WELL),
        (texts.PRIVACY, privacy(settings)),
        (texts.ACCESSIBILITY, texts.ACCESSIBLE),
        (texts.CONTACT, [settings.contact or texts.NO_CONTACT]),
    ]
    shown = "".join(
        f"<section><h3>{escape(title)}</h3>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in lines)}</section>"
        for title, lines in parts
    )
    return f'<div class="wmo-help"><h2>{escape(texts.HELP)}</h2><div>{shown}</div></div>'


def privacy(settings: Settings) -> list[str]:
    """Return what is kept of questions, as the settings say."""
    storage = settings.storage
    lines = [texts.STAYS_HERE]
    if settings.upload.allowed and settings.sources.in_chat:
        lines.append(texts.FETCH_ASKS)
    if not (storage.record or storage.feedback):
        return [*lines, texts.NOTHING_KEPT]
    if storage.record:
        lines.append(texts.questions_kept(storage.days))
    if storage.feedback:
        lines.append(texts.judgements_kept(storage.days))
    return lines
