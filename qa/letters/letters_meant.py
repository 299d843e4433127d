"""Questions about the letters together, read: about what, of when, by whom, the first or the last.

Such a question holds nothing but these parts; anything else is asked of the letters themselves.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from corpus import MONTHS
from index import Filter

_MONTH = f"(?:(?:{'|'.join(MONTHS)}) )?"
_YEAR = r"(?:19|20)\d\d"
_PLACES = {"laatste": 1, "nieuwste": 1, "meest recente": 1, "oudste": -1, "eerste": -1}
_WHEN = "sinds|vanaf|na|voor|vóór|tot|uit|van|in|tussen"
_FILLING = (
    "gaan|gaat|gingen|ging|handelen|zijn|is|staan|staat|komen|hebt u|heeft u|hebben jullie|heb je"
    "|kent u|er|iets|in de index|verschenen|verstuurd|verzonden|geschreven|gestuurd|gepubliceerd"
)
_ASKED = re.compile(
    r"(?P<how>(?:in )?hoeveel|(?:in )?welke|wat (?:is|was|zijn)|noem(?: alle)?|zijn er)"
    r"(?: de| het)?"
    rf"(?: (?P<end>{'|'.join(_PLACES)}))?"
    r" (?P<kind>\w*)brie(?:f|ven)"
    rf"(?: (?:{_FILLING}))*"
    r"(?: over (?P<about>(?!de (?:brief|brieven)\b).{2,80}?))?"
    r"(?: (?P<by>(?:van|door) (?:(?:de|het) )?(?:gemeente )?"
    r"(?P<sender>(?!de |het )[^\W\d][\w .-]{2,40}?)))?"
    rf"(?: (?P<time>(?P<when>{_WHEN}) (?P<since>{_MONTH}{_YEAR})"
    rf"(?: (?:en|tot en met|t/m|tot) (?P<until>{_MONTH}{_YEAR}))?))?"
    rf"(?: (?:{_FILLING}))*[\s?.!]*",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"(?:(?:over )?welke onderwerpen (?:gaan|staan in)|waar(?:over)? gaan|waar zijn) "
    r"(?:al )?(?:de|deze|alle|uw) brieven(?: over)?[\s?.!]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """What letters a question means.

    ``among`` holds the days and the sender it names. ``about`` is what they speak of, ``kind`` the
    first part of a word like "kamerbrieven", ``by`` and ``when`` the words about sender and time;
    each may be empty.
    ``end`` is -1 for the oldest, 1 for the newest letter, and 0 for all.
    """

    among: Filter
    about: str = ""
    kind: str = ""
    by: str = ""
    when: str = ""
    end: int = 0


def meant(question: str, only: Filter) -> Meant | None:
    """Return what letters a question means; ``None`` when it is about something else."""
    if _SUBJECTS.fullmatch(question):
        return Meant(only)
    asked = _ASKED.fullmatch(question)
    if not asked or (asked["how"].lower().startswith("wat") and not asked["end"]):
        return None
    if asked["until"] and asked["when"].lower() not in ("tussen", "van", "vanaf"):
        return None
    if asked["sender"] and only.senders:
        return None
    among = _in_time(asked, only)
    if asked["sender"]:
        among = replace(among, senders=(asked["sender"],))
    place = _PLACES.get((asked["end"] or "").lower(), 0)
    about, kind = asked["about"] or "", asked["kind"].lower()
    return Meant(among, about, kind, asked["by"] or "", asked["time"] or "", place)


def _in_time(asked: re.Match[str], only: Filter) -> Filter:
    """Return the filter with the days of the question, where it is not narrower itself."""
    if not asked["when"]:
        return only
    (first, last), when = _days(asked["since"]), asked["when"].lower()
    if asked["until"]:
        last = _days(asked["until"])[1]
    elif when in ("voor", "vóór"):
        first, last = date.min, date.fromordinal(first.toordinal() - 1)
    elif when == "tot":
        first = date.min
    elif when == "na":
        first, last = date.fromordinal(last.toordinal() + 1), date.max
    elif when in ("sinds", "vanaf"):
        last = date.max
    return replace(
        only, since=max(first, only.since or date.min), until=min(last, only.until or date.max)
    )


def _days(said: str) -> tuple[date, date]:
    """Return the first and the last day of a year, or of a month of it."""
    month, _, year = said.lower().rpartition(" ")
    number = int(year)
    if not month:
        return date(number, 1, 1), date(number, 12, 31)
    place = MONTHS.index(month) + 1
    return date(number, place, 1), date(number, place, calendar.monthrange(number, place)[1])
