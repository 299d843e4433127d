"""What clients may ask, in the address or as JSON: keys in camelCase, and no others."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError
from starlette.requests import Request  # at run time too: FastAPI looks at the types of a check

from qa import LONGEST_QUESTION
from ui.filter_options import LONGEST_VALUE, MOST_VALUES, Choice
from ui.web.api.door.problems import Problem, fault_of

MOST_KEYS = 100
MOST_PASSAGES, MOST_LETTERS = 50, 100
SEVERAL = frozenset(map(to_camel, ("senders", "levels", "kinds", "only_letters")))
"""The keys that an address may have more than once."""
_DIGITS = re.compile(r"-?[0-9]{1,9}")
_DATE = r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def _number(given: Any) -> Any:  # noqa: ANN401 - what a client sent
    """Return a number that is written with digits only; Pydantic would also take ``1_0.0``."""
    if isinstance(given, bool) or (isinstance(given, str) and not _DIGITS.fullmatch(given)):
        raise PydanticCustomError("int_type", "no whole number")
    return given


def _truth(given: Any) -> Any:  # noqa: ANN401 - what a client sent
    """Return true and false as they are written in an address; Pydantic would also take ``yes``."""
    known = {"true": True, "false": False, True: True, False: False}
    if not isinstance(given, str | bool) or given not in known:
        raise PydanticCustomError("bool_type", "neither true nor false")
    return known[given]


Text = Annotated[str, StringConstraints(max_length=LONGEST_VALUE, min_length=1)]
Day = Annotated[
    str,
    StringConstraints(pattern=_DATE),
    Field(description="Datum als JJJJ-MM-DD, JJJJ-MM of JJJJ.", examples=["2024-06"]),
]
Asked = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION),
    Field(description="De vraag, in het Nederlands.", examples=["Wat is de eigen bijdrage?"]),
]
Several = Annotated[list[Text], Field(max_length=MOST_VALUES)]


class Nothing(BaseModel):
    """A request that takes no keys."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)

    @model_validator(mode="before")
    @classmethod
    def _is_small(cls, given: Any) -> Any:  # noqa: ANN401 - what a client sent
        """Refuse very many keys at once, rather than find fault with each of them."""
        if isinstance(given, dict) and len(given) > MOST_KEYS:
            raise PydanticCustomError("too_many_keys", "too many keys", {"most": MOST_KEYS})
        return given


class Limited(Nothing):
    """Which letters count; what is left out limits nothing."""

    since: Day | None = Field(None, description="Brieven vanaf deze datum.")
    until: Day | None = Field(None, description="Brieven tot en met deze datum.")
    as_of: Day | None = Field(None, description="De stand op deze datum.")
    senders: Several = Field([], description="Deel van de naam of het ambt van de afzender.")
    levels: Several = Field([], description="Soort overheid, zoals rijk of gemeente.")
    kinds: Several = Field([], description="Soort brief, zoals kamerbrief.")
    only_letters: Several = Field([], description="Alleen deze brieven, met hun id.")

    @property
    def choice(self) -> Choice:
        """The choice of letters."""
        return Choice(
            self.since, self.until, self.as_of,
            self.senders, self.levels, self.kinds, self.only_letters,
        )  # fmt: skip


class Question(Limited):
    """A question to letters."""

    question: Asked


class Search(Question):
    """A question of which the passages are wanted."""

    limit: Annotated[int, BeforeValidator(_number)] = Field(
        5, ge=1, le=MOST_PASSAGES, description="Hoeveel passages ten hoogste."
    )


class Ask(Question):
    """A question that is answered."""

    passages: Annotated[bool, BeforeValidator(_truth)] = Field(
        False, description="Geef ook de passages waarin is gelezen."
    )


class Listing(Nothing):
    """A page of the list of letters."""

    page: Annotated[int, BeforeValidator(_number)] = Field(
        1, ge=1, le=1_000_000, description="Bladzijde van de lijst, vanaf 1."
    )
    per_page: Annotated[int, BeforeValidator(_number)] = Field(
        20, ge=1, le=MOST_LETTERS, description="Hoeveel brieven op een bladzijde."
    )


class Span(Nothing):
    """A part of a letter's text, in characters from 0; without an end up to the last."""

    start: Annotated[int, BeforeValidator(_number)] = Field(
        0, ge=0, le=100_000_000, description="Eerste teken, vanaf 0."
    )
    end: Annotated[int | None, BeforeValidator(_number)] = Field(
        None, ge=0, le=100_000_000, description="Teken na het laatste; standaard het einde."
    )


class Name(Nothing):
    """The name of a file that is sent."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_VALUE)] = Field(
        description="Naam van het bestand, met extensie.", examples=["brief.pdf"]
    )


Identity = Annotated[str, Field(description="Id van een brief, zoals /letters dat geeft.")]
PageNumber = Annotated[
    int, BeforeValidator(_number), Field(ge=1, le=1_000_000, description="Bladzijde, vanaf 1.")
]


def require_once(request: Request) -> None:
    """Check that an address has each key once, but for those that may have several values.

    Raises:
        Problem: it has not; of two values one would be left out without a word.
    """
    counted = Counter(name for name, _ in request.query_params.multi_items())
    for name, times in counted.items():
        if times > 1 and name not in SEVERAL:
            fault = fault_of({"loc": ("query", name), "type": "twice"})
            raise Problem(400, fault["detail"], faults=[fault])
