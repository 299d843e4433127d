"""Who signs, in every way in which a signature is printed; and who is the same person."""

from __future__ import annotations

import pytest

from corpus import same_sender
from corpus.metadata.of_letter import describe
from corpus.metadata.signature import find_ministers, find_sender

VWS = "staatssecretaris van Volksgezondheid, Welzijn en Sport"


@pytest.mark.parametrize(
    ("signature", "sender"),
    [
        ("de staatssecretaris van VWS, M.J. van Rijn", "M.J. van Rijn, staatssecretaris van VWS"),
        (
            "de staatssecretaris van Volksgezondheid,\nWelzijn en Sport,\n\ndrs. M.J. van Rijn",
            f"M.J. van Rijn, {VWS}",
        ),
        (f"de {VWS}, M.J. van Rijn", f"M.J. van Rijn, {VWS}"),
        (
            "de minister voor Langdurige Zorg\nen Sport,\n\nC. Helder",
            "C. Helder, minister voor Langdurige Zorg en Sport",
        ),
        ("Prof. dr. A. de Vries MSc\ndirecteur", "A. de Vries, directeur"),
        ("ir. drs. P. Jansen, wethouder", "P. Jansen, wethouder"),
        ("A.B. Berg C. van Dal\n\nVoorzitter Secretaris", "A.B. Berg, voorzitter"),
        ("A.B. Berg        C. van Dal\nVoorzitter       Secretaris", "A.B. Berg, voorzitter"),
        ("namens deze,\n\nA. Berg\nDirecteur Zorg", "A. Berg, directeur Zorg"),
        (
            f"De {VWS},\nnamens deze,\nde directeur Ondersteuning,\n\nA. Berg",
            f"S{VWS[1:]}, A. Berg, directeur Ondersteuning",
        ),
    ],
)
def test_who_signs(signature: str, sender: str) -> None:
    assert find_sender(f"Tekst.\n\nHoogachtend,\n\n{signature}\n") == sender


def test_ministers_who_sign_on_one_line() -> None:
    text = (
        "Gegeven te\n\nWaterdam 9 juli 2014 Willem\n\n"
        "De Minister van Zorg, Welzijn en Sport, A.B. van den Berg de achttiende juli 2014\n\n"
        "De Minister van Recht, C.D. Dal\n\nDe minister van Geld, die E.F. Rijk opvolgt, komt."
    )
    assert find_ministers(text) == [
        "A.B. van den Berg, minister van Zorg, Welzijn en Sport",
        "C.D. Dal, minister van Recht",
    ]


def test_the_chair_of_a_body_is_named_with_it() -> None:
    text = (
        "Adviescollege Waterstaat\n\nAan de minister van Water\n\nDatum: 1 mei 2025\n"
        "Betreft: Dijken\n\nGeachte heer Dal,\n\nTekst.\n\nHoogachtend,\n\nA.B. Berg C. van Dal\n\n"
        "Voorzitter Secretaris\n"
    )
    found = describe(text, (), "brief", {})
    assert found["sender"] == "Adviescollege Waterstaat, A.B. Berg, voorzitter"
    assert found["level"] == "rijk"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("C. Helder, minister voor Zorg", "Conny Helder, minister voor Zorg", True),
        (f"M.J. van Rijn, {VWS}", "Martin van Rijn, staatssecretaris van VWS", True),
        ("M. van Rijn, minister", "M.J. van Rijn, minister", True),
        ("Yeşim Candan, minister", "Y. Candan, minister", True),
        ("C. Helder, minister voor Zorg", "Conny Helder, minister van Financiën", False),
        ("C. Helder", "Conny Helder", False),  # nothing says that it is the same person
        ("C. Helder, minister", "C. Helding, minister", False),
        ("C. Helder, minister", "M. Helder, minister", False),
        ("C.A. Helder, minister", "C.B. Helder, minister", False),
        ("Conny Helder, minister", "Carla Helder, minister", False),
        ("C. van Helder, minister", "C. Helder, minister", False),
        ("Algemene Rekenkamer", "Algemene Rekenkamer", True),
        ("", "", False),
    ],
)
def test_the_same_sender(one: str, other: str, same: bool) -> None:
    assert same_sender(one, other) is same
    assert same_sender(other, one) is same
