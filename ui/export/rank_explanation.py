"""Why a passage stands where it stands, as plain text of at most 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from index import Explanation, Match, Named, Part

WIDTH = 80
INDENT = "   "
MARGIN = "     "
PARTS = {
    "dense": "betekenis van de passage",
    "lexical": "woorden van de vraag",
    "sentence": "betekenis van de beste zin",
    "letter": "brief die de vraag noemt",
    "frame": "aanhef of ondertekening",
}
WAYS = {
    "word": "",
    "root": "verwant woord",
    "compound": "deel van een samenstelling",
    "parts": "delen van de samenstelling",
    "synonym": "ander woord uit de termenlijst",
    "abbreviation": "zo uitgelegd in de brieven",
    "joined": "woorden uit de vraag aaneen",
    "notation": "zelfde getal of datum",
}
PLACES = {"text": "", "note": "in een noot", "heading": "boven de tekst"}
NAMED = {
    "name": "naam",
    "date": "datum",
    "sender": "afzender",
    "kind": "soort",
    "newest": "de nieuwste brief",
}


def explanation(one: Explanation, score: float) -> str:
    """Return why a hit with this score stands where it stands."""
    lines = [
        f"{INDENT}Waarom hier? Op betekenis {_rank(one.dense)}, op woorden {_rank(one.lexical)}; "
        f"{one.candidates} gewogen.",
        f"{MARGIN}{'onderdeel':<28}{'waarde':>8}{'z-score':>9}{'gewicht':>9}{'telt mee':>10}",
        *(_part(part) for part in one.parts if part.value or part.name not in ("letter", "frame")),
        f"{MARGIN}{'samen':<54}{_number(score, 2):>10}",
    ]
    if one.matches:
        lines.append(f"{INDENT}Woorden van de vraag in deze passage:")
        widest = min(24, max(len(match.asked) for match in one.matches))
        lines += [_match(match, widest) for match in one.matches]
    if one.missing:
        lines += _wrapped(f"Niet in deze passage: {', '.join(one.missing)}")
    if one.letter:
        lines += _wrapped(f"De vraag noemt de brief: {_named(one.letter)}")
    return "\n".join(lines)


def _rank(rank: int | None) -> str:
    return f"nr. {rank}" if rank else "niet gevonden"


def _part(part: Part) -> str:
    plain = part.name in ("letter", "frame")
    standard = "–" if plain else _number(part.standard, 2)
    return (
        f"{MARGIN}{PARTS.get(part.name, part.name):<28}{_number(part.value, 3):>8}"
        f"{standard:>9}{_number(part.weight, 2):>9}{_number(part.contribution, 2):>10}"
    )


def _match(match: Match, widest: int) -> str:
    found = " + ".join(f"‘{word}’" for word in match.found)
    how = ", ".join(filter(None, (WAYS[match.way], PLACES[match.place])))
    text = f"{match.asked:<{widest}}  {found}" + (f" ({how})" if how else "")
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=MARGIN,
        subsequent_indent=" " * (len(MARGIN) + widest + 2),
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def _named(words: Sequence[Named]) -> str:
    return ", ".join(f"‘{one.word}’ ({NAMED[one.by]})" for one in words)


def _number(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=MARGIN)
