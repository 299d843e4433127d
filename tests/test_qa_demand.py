from __future__ import annotations

import pytest

from qa.demand import Want, demand_of


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Hoeveel gemeenten doen mee?", Want.QUANTITY),
        ("Met hoeveel procent stijgt het?", Want.QUANTITY),
        ("Op welke leeftijd stopt het?", Want.QUANTITY),
        ("Per wanneer geldt het?", Want.DATE),
        ("Over welke jaren gaat de raming?", Want.DATE),
        ("Wie is de voorzitter?", Want.PERSON),
        ("Hoe heet de kwartiermaker?", Want.PERSON),
        ("Hoe heet het programma?", Want.ORGANISATION),
        ("Welke vijf steden doen mee?", Want.PLACE),
        ("Welk bedrijf levert de hulp?", Want.ORGANISATION),
        ("Wie betaalt de hulp?", None),  # "de gemeente" would do
        ("Heeft dat invloed op hoe lang het duurt?", None),
        ("Waarom duurt het lang?", None),
    ],
)
def test_what_is_demanded(question: str, want: Want | None) -> None:
    demand = demand_of(question)
    assert (demand.want if demand else None) is want


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("Hoeveel gemeenten doen mee?", "Er doen 54 gemeenten mee.", True),
        ("Hoeveel gemeenten doen mee?", "Gemeenten doen mee.", False),
        ("Hoeveel 75-plussers wonen er?", "Er wonen veel 75-plussers.", False),
        ("Krijgt men 50 euro of hoeveel?", "Men krijgt 50 euro.", None),
        ("Op welke leeftijd stopt het?", "Dat is op 67 jaar.", True),
        ("Op welke leeftijd stopt het?", "Dat is sinds 12 mei.", False),
        ("Wanneer gaat het in?", "Het gaat in op 1 januari 2027.", True),
        ("Wanneer gaat het in?", "Het gaat spoedig in.", False),
        ("Wie is de voorzitter?", "De voorzitter is Pieter de Wit.", True),
        ("Wie is de voorzitter?", "De voorzitter spreekt met de VNG.", False),
        ("Wie is de raadgever Sociaal Domein?", "Er is een raadgever Sociaal Domein.", False),
        ("Welke gemeenten doen mee?", "Waaronder Waterbrugge.", True),
        ("Welke gemeenten doen mee?", "Waaronder die van de VNG.", False),
        ("Welk bureau deed het?", "Dat deed Significant.", True),
        ("Welk bureau deed het?", "Dat deed een bureau.", False),
    ],
)
def test_what_gives_it(question: str, text: str, given: bool | None) -> None:
    demand = demand_of(question)
    assert (demand.given_in(text) if demand else None) is given
