"""References as letters write them, and the one spelling they get."""

import pytest

from corpus.references import references


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Zie Kamerstuk 29 538, nr. 214.", "kst-29538-214"),
        ("(Kamerstuk 23 235, nr.165)", "kst-23235-165"),
        ("Kamerstuk 34 300 XVI, nr. 57", "kst-34300-XVI-57"),
        ("Kamerstukken 2023-2024, 29538 nr. 357 en", "kst-29538-357"),
        ("Kamerstukken II, 2024/2025, 32793, nr. 793", "kst-32793-793"),
        ("Kamerstukken II 2009/10, 32 123 XVI, nr. 30", "kst-32123-XVI-30"),
        ("Tweede Kamer, vergaderjaar 2022-2023, 29538, nr. 329.", "kst-29538-329"),
        ("vergaderjaar 2023–2024, 36 410 XVI, nr. 69 / Motie", "kst-36410-XVI-69"),
        ("Tweede Kamer, vergaderjaar 2018-2019, Kamerstuk 34 104 R", "kst-34104-R"),
    ],
)
def test_papers_of_parliament(text: str, value: str) -> None:
    (found,) = references(text)
    assert (found.kind, found.value) == ("kamerstuk", value)
    assert text[found.start : found.end].strip(" .") == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("artikel 2.3.5, derde lid van de Wmo 2015", "artikel 2.3.5 lid 3 Wmo 2015"),
        ("Artikel 2.1.7. Wmo 2015 kan", "artikel 2.1.7 Wmo 2015"),
        ("art. 8:29 Awb", "artikel 8:29 Awb"),
        ("artikel 26 van de Kaderwet Adviescolleges zendt", "artikel 26 Kaderwet Adviescolleges"),
        ("artikel 9, tweede lid, onder i, AVG", "artikel 9 lid 2 AVG"),
        ("in artikel 12 staat", "artikel 12"),
    ],
)
def test_articles(text: str, value: str) -> None:
    (found,) = references(text)
    assert (found.kind, found.value) == ("article", value)


def test_rulings() -> None:
    text = "CRvB ECLI:NL:CRVB:2010:BN1265 en ECLI:NL:CRVB:2012:/BY2147."
    assert [one.value for one in references(text)] == [
        "ECLI:NL:CRVB:2010:BN1265",
        "ECLI:NL:CRVB:2012:BY2147",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("op www.denieuwepraktijk.nl.", "https://www.denieuwepraktijk.nl"),
        ("(zie https://www.vng.nl/a_(b)?x=1).", "https://www.vng.nl/a_(b)?x=1"),
        ("kader (vng.nl)", "https://vng.nl"),
        ("HTTP://VNG.nl/Pad/", "http://vng.nl/Pad"),
    ],
)
def test_addresses(text: str, value: str) -> None:
    (found,) = references(text)
    assert (found.kind, found.value) == ("url", value)


@pytest.mark.parametrize(
    "text",
    [
        "Ruim 22.000 mensen en 290.000 huishoudens",
        "mail naar wethouders@minvws.nl",
        "Er is 50 miljoen euro, nr. 3 van de lijst",
        "Bel 088-7115005 op werkdagen",
    ],
)
def test_no_reference(text: str) -> None:
    assert references(text) == []


def test_none_inside_another() -> None:
    text = "https://zoek.nl/kst-29538-214.html en Kamerstuk 29 538, nr. 214"
    assert [one.kind for one in references(text)] == ["url", "kamerstuk"]
