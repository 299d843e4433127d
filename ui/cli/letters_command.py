"""The command that shows letters as they were understood, and keeps corrections to them."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus import BadCorrection, Letter, correct, is_there
from index import BUNDLED, Retriever
from qa import summary, summary_to_json
from ui.cli.output import write, write_json
from ui.errors import BadInput
from ui.export import terminal as printing
from ui.export.letter_json import letter_facts, letter_json
from ui.export.letter_particulars import facts, parts
from ui.letter_corrections import FIELDS, paper_of_parliament

_NEAR = 3  # ids that are named when one is unknown


def letters(given: Namespace) -> int:
    """List the letters in the index, or show or correct one of them."""
    retriever = Retriever(given.index)
    found = retriever.letters()
    match given.action:
        case "show":
            _show(given, _wanted(found, given.id), retriever)
        case "summary":
            found_in = summary(_wanted(found, given.id))
            if given.json:
                write_json(summary_to_json(found_in, retriever))
            else:
                write(printing.summary(found_in))
        case "edit":
            corrections = _corrections(given)
            letter = _wanted(found, given.id)
            _edit(letter, corrections, retriever, given.index)
        case _ if given.json:
            write_json([letter_facts(letter) for letter in found])
        case _:
            write(printing.letters(found))
    return 0


def _show(given: Namespace, letter: Letter, retriever: Retriever) -> None:
    file, others = retriever.files()[letter.id], retriever.other_files(letter.id)
    if given.json:
        write_json(as_json(letter, file, others, text=given.text))
    else:
        write(marked_text(letter) if given.text else as_text(letter, file, others))


def _edit(
    letter: Letter, corrections: dict[str, object], retriever: Retriever, folder: Path
) -> None:
    """Keep the corrections beside the letter's file and say how they come into the index.

    Raises:
        BadInput: the file is gone, or the corrections cannot be kept.
    """
    file = retriever.files()[letter.id]
    if not is_there(file):
        raise BadInput(f"Het bestand {file} is er niet meer. Zet het terug en probeer het opnieuw.")
    try:
        place = correct(file, corrections)
    except BadCorrection as error:
        raise BadInput(str(error)) from error
    call = ["wmo", "index", str(file), "--index", str(folder)]
    if retriever.made.encoder != BUNDLED:
        call += ["--model", retriever.made.encoder]
    write(f"Bewaard in {place}. Verwerk dit in de index met: {shlex.join(call)}")


def _wanted(found: list[Letter], identity: str) -> Letter:
    """Return the letter with an id.

    Raises:
        BadInput: there is none; the message names ids that are near.
    """
    known = {letter.id: letter for letter in found}
    if identity in known:
        return known[identity]
    inside = [one for one in known if identity.lower() in one]
    near = [*inside, *get_close_matches(identity.lower(), known, _NEAR, 0.4)]
    named = " of ".join(list(dict.fromkeys(near))[:_NEAR])
    hint = f"Bedoelt u {named}? " if near else ""
    raise BadInput(f"Er is geen brief met id {identity!r}. {hint}Alle brieven: wmo letters")


def _corrections(given: Namespace) -> dict[str, object]:
    """Return the fields that were given, as a sidecar has them.

    Raises:
        BadInput: there are none, or one has an impossible form.
    """
    fields: dict[str, object] = {
        name: value for name in FIELDS if (value := getattr(given, name)) is not None
    }
    if given.kamerstuk is not None:
        fields |= paper_of_parliament(given.kamerstuk)
    if not fields:
        raise BadInput("Geef wat er anders moet, zoals --title of --date. Hulp: wmo letters --help")
    return fields


def as_text(letter: Letter, file: Path, others: Sequence[Path] = ()) -> str:
    """Return a letter as it was understood, part by part; ``others`` hold it as well."""
    named = [f"{name:<16}{value}" for name, value in facts(letter, file, others)]
    shown = [(f"Brief {letter.id}", named), *parts(letter)]
    return "\n\n".join("\n  ".join([name, *(lines or ["geen"])]) for name, lines in shown)


def marked_text(letter: Letter) -> str:
    """Return the letter's text with a line where each page begins."""
    bounds = [*letter.page_starts, len(letter.text)]
    if not letter.page_starts:
        return letter.text
    pages = [letter.text[: bounds[0]]] if bounds[0] else []
    for number, (start, end) in enumerate(pairwise(bounds), 1):
        label = letter.labels((number,))[0]
        unprinted = (str(number), f"blad {number}")
        printed = "" if label in unprinted else f", gedrukt {label}"
        pages.append(f"[bladzijde {number}{printed}]\n{letter.text[start:end].strip()}\n")
    return "\n".join(pages)


def as_json(letter: Letter, file: Path, others: Sequence[Path], *, text: bool) -> dict[str, Any]:
    """Return a letter as it was understood and its files, for JSON."""
    files = {"file": str(file), "other_files": [str(one) for one in others]}
    return letter_json(letter) | files | ({"text": letter.text} if text else {})
