from __future__ import annotations

import pytest

from qa.quantity import Quantity, Unit, quantity_of


@pytest.mark.parametrize(
    ("question", "unit", "things"),
    [
        ("Hoeveel gemeenten doen mee?", Unit.THINGS, "gemeente"),
        ("Hoeveel Wmo-toezichthouders zijn er?", Unit.THINGS, "toezichthouder"),
        ("Hoeveel procent van de cliënten is tevreden?", Unit.SHARE, ""),
        ("Welk deel van de uitgaven gaat naar opvang?", Unit.SHARE, ""),
        ("Hoeveel miljoen euro krijgt de VNG?", Unit.AMOUNT, ""),
        ("Wat kost een rit?", Unit.AMOUNT, ""),
        ("Hoe hoog is de eigen bijdrage?", Unit.AMOUNT, ""),
        ("Wat is het pgb-tarief voor logeren?", Unit.AMOUNT, ""),
        ("Hoe lang duurt een aanvraag?", Unit.DURATION, ""),
        ("Binnen hoeveel weken moet de gemeente beslissen?", Unit.DURATION, ""),
        ("Hoeveel gaf Lindenhoek uit?", Unit.AMOUNT, ""),
        ("Hoeveel jonge mantelzorgers zijn er?", Unit.THINGS, "mantelzorger"),
        ("Hoeveel 75-plussers wonen er?", Unit.THINGS, "plusser"),
        ("Hoeveel kost het?", Unit.AMOUNT, ""),
        ("Hoe vaak moet dat?", Unit.TIMES, ""),
        ("Hoe groot is de groep?", Unit.ANY, ""),
        ("Hoe groot is het aandeel van hulp?", Unit.SHARE, ""),
        ("Hoe laat begint het?", Unit.HOUR, ""),
    ],
)
def test_what_is_asked_for(question: str, unit: Unit, things: str) -> None:
    assert quantity_of(question) == Quantity(unit, things)


@pytest.mark.parametrize(
    "question", ["Wat is het abonnementstarief?", "Wie betaalt de hulp?", "Wanneer gaat het in?"]
)
def test_other_questions_ask_for_no_quantity(question: str) -> None:
    assert quantity_of(question) is None


@pytest.mark.parametrize(
    ("quantity", "text", "given"),
    [
        (Quantity(Unit.THINGS, "gemeente"), "Inmiddels zijn 199 gemeenten bereikt.", True),
        (Quantity(Unit.THINGS, "gemeente"), "Twee van de grote gemeenten deden mee.", True),
        (Quantity(Unit.THINGS, "gemeente"), "In 2015 deden gemeenten mee voor 3 euro.", False),
        (Quantity(Unit.THINGS, "gemeente"), "1.2 Gemeenten", False),
        (Quantity(Unit.THINGS, "initiatief"), "Er zijn 350 burgerinitiatieven.", True),
        (Quantity(Unit.AMOUNT), "Daarvoor is € 2,6 mln. beschikbaar.", True),
        (Quantity(Unit.AMOUNT), "Daarvoor zijn 3 wijkteams beschikbaar.", False),
        (Quantity(Unit.SHARE), "Ruim 80 procent gaat naar hulp.", True),
        (Quantity(Unit.SHARE), "Negen op de tien mensen zijn tevreden.", True),
        (Quantity(Unit.SHARE), "Er zijn 80 mensen.", False),
        (Quantity(Unit.DURATION), "Het besluit valt binnen zes weken.", True),
        (Quantity(Unit.DURATION), "Het besluit valt binnenkort.", False),
        (Quantity(Unit.DURATION), "Dit driejarige programma loopt.", True),
        (Quantity(Unit.SHARE), "De meeste van de mensen zijn tevreden.", False),
        (Quantity(Unit.TIMES), "Het onderzoek is jaarlijks.", True),
        (Quantity(Unit.HOUR), "Op werkdagen van 8.30 tot 12.30 uur.", True),
        (Quantity(Unit.HOUR), "Dat duurt een dag.", False),
        (Quantity(Unit.ANY), "Dat is een grote groep.", False),
        (Quantity(Unit.TIMES), "Het onderzoek is in 2015 gedaan.", False),
        (Quantity(Unit.THINGS, "gemeente"), "Een gemeente mag dat.", False),
        (Quantity(Unit.THINGS, "client"), "Van de 93 respondenten antwoordden er twee.", True),
    ],
)
def test_what_gives_a_quantity(quantity: Quantity, text: str, given: bool) -> None:
    assert quantity.given_in(text) is given
