"""Whose letter it is and what kind of letter: from the words its head and its ends use."""

from __future__ import annotations

import re

from corpus.metadata.letterhead import salutation_of

_STATE = re.compile(
    r"minister|staatssecretaris|rekenkamer|tweede kamer|raad van state|autoriteit persoonsgegevens"
    r"|koning|adviescollege|inspectie|zorginstituut|rijksoverheid|directoraat",
    re.I,
)
_TOWN = re.compile(r"\bgemeente\b|burgemeester|wethouder", re.I)
_PROVINCE = re.compile(r"\bprovincie\b|gedeputeerde staten|commissaris van de koning", re.I)
_NOTE = re.compile(r"\b(?:parafenroute|ter (?:ondertekening|beslissing|besluitvorming))\b", re.I)
_CHAMBER = re.compile(r"\b[Uu]w Kamer\b")


def is_town(head: str) -> bool:
    """Whether a letterhead is that of a gemeente."""
    return bool(_TOWN.match(head))


def find_level(
    text: str, head: str, publication: str, *, title: str, sender: str, recipient: str
) -> str:
    """Return ``rijk``, ``gemeente`` or ``provincie``: of the sender, else of the letterhead."""
    above = head.replace(recipient or "\0", "")
    if not salutation_of(text):
        above = above[:400]
    for words in (sender, above, title):
        if _PROVINCE.search(words):
            return "provincie"
        if _STATE.search(words):
            return "rijk"
        if _TOWN.search(words):
            return "gemeente"
    return "rijk" if publication else ""


def find_kind(text: str, head: str, level: str, *, title: str, sender: str, recipient: str) -> str:
    """Return the kind of letter; empty when it is none that is known."""
    lower, greeting = head.lower(), salutation_of(text).lower()
    if _NOTE.search(head) or "beslisnota" in lower[:1500]:
        return "beslisnota"
    if "besluitenlijst" in lower[:1500] and not greeting:
        return "besluitenlijst"
    if title.lower().startswith("advies"):
        return "advies"
    if sender.startswith("Algemene Rekenkamer"):
        return "rekenkamerbrief"
    return _kind_of_letter(text, level, recipient.lower(), greeting)


def _kind_of_letter(text: str, level: str, recipient: str, greeting: str) -> str:
    if level == "rijk" and "wethouders" in recipient:
        return "wethoudersbrief"
    parliament = "kamer" in recipient or "voorzitter" in greeting or _CHAMBER.search(text)
    if level == "rijk" and parliament:
        return "kamerbrief"
    if level == "gemeente" and "raad" in recipient + greeting:
        return "raadsinformatiebrief"
    return "brief" if greeting else ""
