"""Whether a sentence promises something: what the writer binds itself to, and what only looks so.

The rules go by the grammar of Dutch letters of government: who is the subject (the writer, the
cabinet or a fellow member of it), whether the verb looks ahead, and whether what follows is a step
that can be checked afterwards. An aim counts only with a day or with something that the addressee
is to get; a sentence in the present only with a time to come.
"""

from __future__ import annotations

import re

from corpus import LetterDate
from qa.promises.deadlines import deadline_in

_SELF = (
    r"(?:ik|wij|we|het kabinet|de regering|het college(?: van burgemeester en wethouders)?"
    r"|(?:mijn|ons|het) (?:ministerie|departement)"
    r"|(?:de|mijn) (?:minister|staatssecretaris|wethouder|ambtgenoot)"
    r"(?: (?:van|voor) [^,;:–]{2,60}?)?)"
)
_TO = (
    r"(?:(?:uw|de)(?: Tweede| Eerste)? Kamer|uw raad|de (?:gemeente)?raad|u|gemeenten|colleges"
    r"|wethouders|(?:de )?cliëntenraad)"
)
_ADDRESSEE = r"(?:(?:uw|de)(?: Tweede| Eerste)? Kamer|uw raad|de (?:gemeente)?raad|u)"
_SHORT = r"[^,;:(–]"  # words inside one clause
_GAP = rf"{_SHORT}{{0,150}}"
_GIVING = (
    r"(?:informeren|berichten|rapporteren|toezenden|toesturen|(?:toe)?zenden|sturen|aanbieden"
    r"|aan te bieden|toe te (?:zenden|sturen)|presenteren|voorleggen|voor te leggen|delen"
    r"|bijpraten|verstrekken|terugkomen|terug te komen)"
)
_GIVEN = (
    r"(?:geïnformeerd|bericht|aangeboden|toegezonden|toegestuurd|gezonden|verzonden|gestuurd"
    r"|gedeeld|voorgelegd|gepresenteerd|verstrekt|bijgepraat)"
)
_NEWS = (
    r"(?:bericht|brief|\w*rapport\w*|voorstel|overzicht|visie|reactie|evaluatie|stand van zaken"
    r"|informatie|uitkomst\w*|antwoord|handreiking|\w*protocol|nota|\w*agenda|\w*advies|cijfers)"
)


LONGEST = 1_500
"""Characters of a sentence; what is longer is a table or a list, and would take long to judge."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


# Of this letter, not of what comes after it. What "hierbij" is done with "zal" is not yet done.
_OF_THIS_LETTER = _pattern(
    r"\b(?<!die )(?<!dat )(?:in|met|via|middels|bij|vervolg van) "
    r"(?:deze|dit|onderhavige|voorliggende) "
    r"\w*(?:brief|rapportage|programma|beantwoording|nota|bijlage|antwoord|verslag)\b"
    r"|\bhieronder\b|\bhierna\b|\bin debat\b|\bachtereenvolgens\b"
    r"|^(?!.*\b(?:zal|zullen)\b).*\b(?:hierbij|bijgaand|bijgevoegd)\b"
)
_TELLS_HERE = _pattern(
    rf"\b(?:zal|zullen)\b{_GAP}\b(?:ingaan op|stilstaan bij|schetsen|toelichten|weergeven)\b"
)
_WILL = _pattern(
    rf"\b{_SELF} (?:(?!(?:dat|of)\b)[\w-]+,? ){{0,3}}?(?:zal|zullen)\b"
    rf"|\b(?:zal|zullen) (?:[\w-]+ ){{0,2}}?{_SELF}\b"
    rf"|\b(?:die|dat|wat|waar\w+|zodra|en) {_SELF} (?:(?!dat\b)[^\s,;:(–]+ ){{0,12}}"
    r"(?:zal|zullen) (?:[\w-]+ ){0,2}\w+e?n\b"
)
_ASKED = _pattern(rf"\b(?:wanneer|hoe|of|waarom|in hoeverre) {_SHORT}{{0,40}}$")
_NO_STEP = _pattern(
    rf"\b(?:zal|zullen)\b(?:{_GAP}\bmoeten\b"
    rf"|{_GAP}\b(?:krijgen|hebben|zijn|zien|merken|ervaren|blijken)[.;,]?(?:$|\s(?=en\b))"
    rf"|{_GAP}\b(?:mij|me|ons)\b{_GAP}\b(?:in)?(?:zetten|spannen)\b)"
)
_INTENDS = _pattern(
    rf"\b(?:{_SELF}\b{_SHORT}{{0,90}} (?:ben|is|zijn)|(?:ben|is|zijn) {_SELF})\b"
    rf"{_SHORT}{{0,50}}\b(?:voornemens|van plan|bereid)\b"
    rf"|\b(?:{_SELF} (?:heb|hebben|heeft)|(?:heb|hebben|heeft) {_SELF})"
    r" (?:de intentie|het voornemen)\b"
    r"|\b(?:ik|wij|we) zeg(?:gen)?\b[^:]*\btoe\b|\bzeg(?:gen)? (?:ik|wij|we)\b[^:]*\btoe\b"
)
_AIMS = _pattern(
    r"\b(?:(?:streven|planning|inzet|voornemen|bedoeling) is"
    r"|is (?:het|de|mijn|onze?) (?:streven|planning|inzet|voornemen|bedoeling))\b.*\bom\b.*\bte\b"
    rf"|\b{_SELF} (?:streef|streeft|streven|verwacht|verwachten|hoop|hoopt|hopen)\b.*\bte\b"
    rf"|\b(?:streef|streven|verwacht|verwachten|hoop|hopen) {_SELF}\b.*\bte\b"
)
_GIVES = _pattern(rf"\b{_TO}\b.*\b{_GIVING}\b")
_IS_GIVEN = _pattern(
    rf"\b(?:zal|zullen|wordt|worden)\b[^;:–]{{0,200}}\b{_ADDRESSEE}\b{_GAP}\b{_GIVEN}\b"
    rf"|\b(?:zal|zullen|wordt|worden)\b[^;:–]{{0,200}}\b{_GIVEN}\b{_GAP}\baan {_ADDRESSEE}\b"
    rf"|\b{_ADDRESSEE}\b{_GAP}\b(?:zal|zult|wordt)\b{_GAP}\b{_GIVEN}\b"
    rf"|\baan {_ADDRESSEE}\b{_GAP}\b{_GIVEN} (?:zal|zullen|wordt|worden)\b"
)
_BY_OTHERS = _pattern(rf"\bdoor (?!{_SELF}\b|middel\b)(?:de|het|een) \w+")
_GETS = _pattern(
    rf"\b(?:ontvangt|krijgt|hoort) {_TO}\b|\b{_TO} (?:ontvangt|krijgt|hoort)\b"
    r"|\b(?:kunt|kan) (?:u|uw Kamer)\b.*\b(?:verwachten|tegemoet ?zien)\b"
)
_LATER = _pattern(
    r"\b(?:eerst)?(?:volgende|aparte|separate|afzonderlijke|latere|komende)\b[\w ]{0,30}"
    r"\b\w*(?:brief|rapportage|debat|overleg)\b|\bin mijn \w*rapportages\b"
)
_TELL = (
    r"(?:informeer|informeren|stuur|sturen|zend|zenden|bericht|berichten|rapporteer|rapporteren"
    r"|presenteer|presenteren|deel|delen|leg|leggen)"
)
_TELLS = _pattern(
    rf"\b(?:{_TELL} (?:[\w-]+ ){{0,2}}?{_SELF}|{_SELF} {_TELL})\b"
    rf"|\b(?:bied(?:en)? {_SELF}|{_SELF} bied(?:en)?)\b{_GAP}\baan\b"
)
_GOES_INTO = _pattern(rf"\bgaa?n? {_SELF}\b{_GAP}\bin op\b|\b{_SELF} gaa?n?\b{_GAP}\bin op\b")
_ALWAYS = _pattern(
    rf"\bkom(?:en)? {_SELF}\b{_GAP}\bterug\b|\b{_SELF} kom(?:en)?\b{_GAP}\bterug op\b"
    rf"|\b(?:{_SELF} blij(?:f|ven)|blij(?:f|ven) {_SELF})\b{_GAP}\b{_GIVING}\b"
    rf"|\b{_SELF} gaa?n? (?:[\w-]+ ){{0,8}}in (?:gesprek|overleg)\b"
    rf"|\bgaa?n? {_SELF} (?:[\w-]+ ){{0,8}}in (?:gesprek|overleg)\b"
    r"|\b(?:zal|zullen)\b[^,;:]*\bdoor (?:het kabinet|de regering|mij|ons|mijn ministerie)\b"
    r"[^,;:]*\bworden\b"
)
_VERBS = (
    r"(?:start|starten|begin|beginnen|stel|stellen|open|openen|voer|voeren|organiseer|organiseren"
    r"|evalueer|evalueren|onderzoek|onderzoeken|publiceer|publiceren|bespreek|bespreken|laat|laten"
    r"|pas|passen|actualiseer|herhaal|herhalen|neem|nemen|maak|maken|besluit|besluiten"
    r"|bezie|bezien|bekijk|bekijken|verken|verkennen|schrijf|schrijven|breng|brengen)"
)
_WE = r"(?:ik|wij|we|het kabinet|het college)"
_ACTS = _pattern(rf"\b(?:{_VERBS} {_WE}|{_WE} {_VERBS})\b")
_FIRST_PERSON = _pattern(r"\b(?:ik|wij|we|mijn|ons|onze)\b")


def names_writer(text: str) -> bool:
    """Whether a sentence speaks of its writer as ``ik`` or ``wij``."""
    return bool(_FIRST_PERSON.search(text))


def promises(text: str, written: LetterDate | None) -> bool:
    """Whether a sentence of a letter of this date, its white space folded, promises something."""
    if len(text) > LONGEST or text.endswith(("?", ":")) or _OF_THIS_LETTER.search(text):
        return False
    if _wills(text) or _INTENDS.search(text) or _ALWAYS.search(text):
        return True
    if _IS_GIVEN.search(text) and not _BY_OTHERS.search(text):
        return True
    timed = deadline_in(text, written) is not None
    if _AIMS.search(text):
        return "te hebben" not in text and (timed or bool(_GIVES.search(text)))
    if _GETS.search(text):
        return timed or bool(_LATER.search(text) or re.search(rf"\b{_NEWS}\b", text, re.I))
    if _TELLS.search(text) or _GOES_INTO.search(text):
        return bool(_LATER.search(text)) or (timed and not _GOES_INTO.search(text))
    return timed and bool(_ACTS.search(text))


def _wills(text: str) -> bool:
    """Whether the writer says what it will do, and it is a step: no duty, effort or outcome.

    What it will go into is what this letter goes into, unless another paper is named.
    """
    found = _WILL.search(text)
    if not found or _ASKED.search(text[: found.start()]) or _NO_STEP.search(text):
        return False
    return not _TELLS_HERE.search(text) or bool(_LATER.search(text))
