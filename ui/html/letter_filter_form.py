"""The choice of letters in the chat: a form, what is chosen in words, and as part of an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from corpus import Letter, same_sender
from index import Filter
from ui import texts
from ui.filter_options import Choice

MOST = 500  # letters with a tick box, the newest
LISTS = {
    "senders": texts.SENDER, "levels": texts.LEVEL, "kinds": texts.KIND, "letters": texts.LETTERS
}  # fmt: skip
DATES = {"since": texts.SINCE, "until": texts.UNTIL, "as_of": texts.AS_OF}
_LONGEST = 200  # characters of one value in an address


def choice_of(given: Mapping[str, Any]) -> Choice:
    """Return the choice that a form makes; what it does not know is left out."""
    dates = {name: str(given.get(name) or "").strip() or None for name in DATES}
    lists = {name: tuple(str(one) for one in given.get(name) or ()) for name in LISTS}
    return Choice(**dates, **lists)  # type: ignore[arg-type]


def choice_in(address: Iterable[tuple[str, str]]) -> Choice:
    """Return the choice in the parts of an address that :func:`address_of` made."""
    given: dict[str, Any] = {name: [] for name in LISTS}
    for name, value in address:
        if name in LISTS:
            given[name].append(value[:_LONGEST])
        elif name in DATES:
            given[name] = value[:_LONGEST]
    return choice_of(given)


def address_of(only: Filter | None) -> list[tuple[str, str]]:
    """Return a filter as parts of an address."""
    if only is None:
        return []
    dates = [("since", only.since), ("until", only.until)]
    lists = [(name, one) for name in LISTS for one in getattr(only, name)]
    return [(name, day.isoformat()) for name, day in dates if day] + lists


def chosen_text(letters: Sequence[Letter], only: Filter | None) -> str:
    """Return what is searched, with a button to search everything when that is less."""
    if not only:
        return f"<p>{escape(texts.ALL_LETTERS)}</p>"
    return (
        f"<p>{_limited(letters, only)} "
        f'<button type="button" data-act="clear">{escape(texts.CLEAR_CHOICE)}</button></p>'
    )


def chosen_elsewhere(letters: Sequence[Letter], only: Filter | None) -> str:
    """Return what is searched and where to change that; nothing when all letters are."""
    if not only:
        return ""
    told = f"{_limited(letters, only)} {escape(texts.CHANGE_CHOICE)}"
    return f'<p class="wmo-limited">{told}</p>'


def choice_form(letters: Sequence[Letter], only: Filter | None) -> str:
    """Return the form to choose letters by date, sender, level, kind, or one by one."""
    known = only or Filter()
    days = {"since": known.since, "until": known.until, "as_of": None}
    dates = "".join(
        f'<label>{escape(label)}<input name="{name}" autocomplete="off" maxlength="10" '
        f'value="{day.isoformat() if (day := days[name]) else ""}"></label>'
        for name, label in DATES.items()
    )
    newest = list(reversed(letters))
    named = {
        "senders": _distinct(_persons(letter.sender for letter in newest)),
        "levels": _distinct(letter.level for letter in newest),
        "kinds": _distinct(letter.kind for letter in newest),
        "letters": [(letter.id, _letter_text(letter)) for letter in newest[:MOST]],
    }
    lists = "".join(
        _boxes(name, LISTS[name], options, getattr(known, name)) for name, options in named.items()
    )
    return (
        f'<details class="wmo-choice"><summary>{escape(texts.CHOOSE)}</summary><form>'
        f'<p class="wmo-hint">{escape(texts.DATE_HINT)}</p><div class="wmo-dates">{dates}</div>'
        f'{lists}<p class="wmo-unused" role="status" data-text="{escape(texts.UNUSED_CHOICE)}"></p>'
        f'<button class="wmo-primary">{escape(texts.USE_CHOICE)}</button></form></details>'
    )


def _limited(letters: Sequence[Letter], only: Filter) -> str:
    """Return what is searched, with the chosen letters by their names."""
    among = sum(only.allows(letter) for letter in letters)
    names = {letter.id: letter.name for letter in letters}
    chosen = tuple(names.get(identity, identity) for identity in only.letters)
    told = texts.chosen(replace(only, letters=chosen).in_words(), among, len(letters))
    return f"<strong>{escape(told)}</strong>"


def _letter_text(letter: Letter) -> str:
    date = letter.date.in_words() if letter.date else texts.NO_DATE
    return f"{date}: {letter.name}"


def _persons(senders: Iterable[str]) -> Iterable[str]:
    """Return each sender once, a person whose name is written in two ways as the first has it."""
    kept: list[str] = []
    for sender in dict.fromkeys(senders):
        if not any(same_sender(sender, one) for one in kept):
            kept.append(sender)
    return kept


def _distinct(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(one, one) for one in sorted(filter(None, set(values)))]


def _boxes(name: str, label: str, options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> str:
    """Return options as tick boxes; nothing when there is nothing to choose."""
    if len(options) < 2:
        return ""
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{' checked' if value in chosen else ''}> {escape(shown)}</label>"
        for value, shown in options
    )
    return (
        f'<fieldset><legend>{escape(label)}</legend><div class="wmo-boxes">{boxes}</div></fieldset>'
    )
