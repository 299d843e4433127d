"""Dutch sentences: abbreviations, numbers, lists and blocks."""

import pytest

from corpus import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Op 31 maart a.s. spreek ik met o.a. Movisie.",
        "Het gaat om € 2,6 mln. per jaar.",
        "Dat staat in Kamerstuk 29 538, nr. 214.",
        "Dit schreef drs. M.J. van Rijn aan prof. A. Jansen.",
        "Dit schreef drs. F.Ch. (Francine) de Graaf aan de wethouder.",
        "Vergeleken is de Wmo vs. Jeugdwet in twee gemeenten.",
        "De heer A.B. Jansen woont er.",
        "Er zijn bijv. 290.000 huishoudens t.o.v. 1.5 jaar eerder.",
        "Op 8 mei jl. is d.d. 3-4-2024 genoemd, zie art. 2.3.5.",
        "Artikel 2.1.7. Wmo 2015 biedt ruimte.",
        "1. Verbetering van het stelsel",
        "2.1. Sociale basis en mantelzorg",
        "Zie https://www.vng.nl/a.b.html?x=1. en verder.",
        "‘Wat is er?’ vroeg de cliënt.",
        "Er is ... niets gezegd.",
        "Per 1 jan. 2015 geldt dit.",
        "Kan dat (ja!) of niet?",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dat was in 2015. De wet gold.", ["Dat was in 2015.", "De wet gold."]),
        ("Het was 8 mei jl. De wet gold.", ["Het was 8 mei jl.", "De wet gold."]),
        ("Dit is fase A. Daarna volgt B.", ["Dit is fase A.", "Daarna volgt B."]),
        ("Is dat zo? Ja! Goed.", ["Is dat zo?", "Ja!", "Goed."]),
        ("Zij zei: “Nee.” Hij ging.", ["Zij zei: “Nee.”", "Hij ging."]),
        ("Zie www.vng.nl. Daar staat het.", ["Zie www.vng.nl.", "Daar staat het."]),
        ("Zie nr. 159. De motie.", ["Zie nr. 159.", "De motie."]),
        ("Dat weet ik al. De wet geldt.", ["Dat weet ik al.", "De wet geldt."]),
        ("Er waren er veel. 40% bleef.", ["Er waren er veel.", "40% bleef."]),
        ("Het antwoord is: 12. Dan volgt niets.", ["Het antwoord is: 12.", "Dan volgt niets."]),
        ("Zie vraag 3, 6 en 7. De wet geldt.", ["Zie vraag 3, 6 en 7.", "De wet geldt."]),
        (
            "De eisen zijn: 1. Vrij; 2. open; 3. Leesbaar, en 4. Nieuw. 5. Klaar.",
            ["De eisen zijn:", "1. Vrij; 2. open;", "3. Leesbaar, en", "4. Nieuw.", "5. Klaar."],
        ),
        (
            "Gewijzigd wordt: a. De nota: i. Het dak; ii. De deur; b. De laan.",
            ["Gewijzigd wordt:", "a. De nota:", "i. Het dak;", "ii. De deur;", "b. De laan."],
        ),
        ("1. Een dak; 2. Een deur, en 3. Glas.", ["1. Een dak;", "2. Een deur, en", "3. Glas."]),
        (
            "2. Wij verlengen met de groepen in perceel 1 en 3. De andere stoppen.",
            ["2. Wij verlengen met de groepen in perceel 1 en 3.", "De andere stoppen."],
        ),
        (
            "Het aantal klachten was: 1. In het jaar daarvoor waren het er 2. Dat is meer.",
            [
                "Het aantal klachten was: 1.",
                "In het jaar daarvoor waren het er 2.",
                "Dat is meer.",
            ],
        ),
        ("b. Voor de laan: i. De tekst vervalt.", ["b. Voor de laan:", "i. De tekst vervalt."]),
        ("...met vertrouwen... De partners.", ["...met vertrouwen...", "De partners."]),
    ],
)
def test_two_or_more_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_blocks_items_and_rows_are_apart() -> None:
    text = "Kop\n\nDe punten zijn:\n• Een;\n• twee.\n\nSoort | Aantal\nPgb | 12"
    assert sentences(text) == [
        "Kop",
        "De punten zijn:",
        "Een;",
        "twee.",
        "Soort | Aantal",
        "Pgb | 12",
    ]


def test_a_wrapped_line_is_no_end() -> None:
    text = "De gemeente heeft dit in de verordening van de gemeente\nRotterdam geregeld."
    assert sentences(text) == [text]


def test_only_the_stretch_asked_for() -> None:
    text = "Een zin. Nog een zin. En een derde."
    assert [text[a:b] for a, b in sentence_spans(text, 9, 21)] == ["Nog een zin."]


@pytest.mark.parametrize("text", ["", "  \n\n ", "•", ". . .", "\n"])
def test_odd_input_gives_spans_inside_the_text(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in sentence_spans(text, 0, len(text)))
