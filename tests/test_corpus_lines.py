"""Lines of pages become paragraphs, items, headings and notes."""

from corpus.lines.paragraphs import blocks_from_pages, blocks_from_text
from corpus.text.draft import Block, assemble


def texts(blocks: tuple[Block, ...], kind: str = "paragraph") -> list[str]:
    return [block.text for block in blocks if block.kind == kind]


FULL = "Gemeenten bieden verschillende vormen van ondersteuning aan inwoners die dat"


def test_lines_of_a_paragraph_are_joined() -> None:
    page = [FULL, "nodig hebben en onder-", "steuning vragen.", "Een nieuwe alinea begint hier."]
    assert texts(blocks_from_pages([page])) == [
        f"{FULL} nodig hebben en ondersteuning vragen.",
        "Een nieuwe alinea begint hier.",
    ]


def test_a_sentence_goes_on_over_the_page_with_its_break() -> None:
    blocks = blocks_from_pages([[FULL], ["nodig hebben van de gemeente."]])
    assert texts(blocks) == [f"{FULL} nodig hebben van de gemeente."]
    assert blocks[0].breaks == (0, len(FULL) + 1)


def test_every_page_has_a_start() -> None:
    blocks = blocks_from_pages([[], [FULL + " is."], [], ["Slotzin van de brief."], []])
    text = assemble(blocks)
    assert len(text.page_starts) == 5
    assert list(text.page_starts) == sorted(text.page_starts)


def test_running_heads_and_feet_are_gone() -> None:
    pages = [
        [
            "Ministerie van Zaken",
            "",
            "Kenmerk",
            "123-AB",
            "",
            f"{FULL} {number} is.",
            "",
            f"Pagina {number} van 3",
        ]
        for number in (1, 2, 3)
    ]
    found = "\n".join(block.text for block in blocks_from_pages(pages))
    assert "Pagina" not in found
    assert found.count("123-AB") == 1
    assert found.count(FULL) == 3


def test_questions_and_answers_at_the_edges_of_pages_are_no_running_heads() -> None:
    pages = [
        [f"Vraag {number}", "", f"{FULL} {number}?", "", f"Antwoord {number}", "", "Ja.", "", "12"]
        for number in (1, 2, 3)
    ]
    found = "\n".join(block.text for block in blocks_from_pages(pages))
    assert [found.count(f"Vraag {number}") for number in (1, 2, 3)] == [1, 1, 1]
    assert found.count("Antwoord 2") == 1
    assert "12" not in found


def test_an_empty_line_after_every_line_is_no_paragraph() -> None:
    lines: list[str] = []
    for _ in range(3):
        lines += [FULL, "", "nodig hebben en dat is bekend bij alle gemeenten in het land,", ""]
        lines += ["waar zij ook wonen.", "", " ", ""]
    assert len(texts(blocks_from_pages([lines]))) == 3


def test_items_and_dashes() -> None:
    page = [
        "De punten zijn:",
        "- een eerste punt dat over meer dan een regel loopt en daarom wordt",
        "voortgezet;",
        "- een tweede punt.",
        "",
        "Een effect daarvan kan zijn dat zwaardere hulp voor deze groep inwoners",
        "– en vaak duurdere – hulp wordt voorkomen.",
    ]
    blocks = blocks_from_pages([page])
    assert len(texts(blocks, "item")) == 2
    assert texts(blocks)[-1].endswith("inwoners – en vaak duurdere – hulp wordt voorkomen.")


def test_a_label_on_a_line_of_its_own_begins_an_item() -> None:
    lines = [
        "De gegevens van de gemeente zijn open als zij voldoen aan alle eisen van het besluit:",
        "1.",
        "Vrij te gebruiken zijn voor iedereen die dat wil en voor wie er niet eens om gevraagd;",
        "2.",
        "Vrij van rechten zijn.",
        "De raad van de gemeente heeft daarover gesproken en beslist zoals ook staat in bijlage",
        "4.",
        "Daarmee is dan ook alles gezegd over de gegevens die de gemeente heeft en hoe dat gaat.",
    ]
    read = [(block.kind, block.text[:24]) for block in blocks_from_text("\n".join(lines))]
    assert read[:3] == [
        ("paragraph", "De gegevens van de gemee"),
        ("item", "1. Vrij te gebruiken zij"),
        ("item", "2. Vrij van rechten zijn"),
    ]
    assert "zoals ook staat in bijlage 4." in blocks_from_text("\n".join(lines))[3].text


def test_headings_and_levels() -> None:
    page = [
        "Geachte voorzitter,",
        "",
        "1. Toezicht",
        "",
        f"{FULL} nodig hebben.",
        "",
        "1.1. Kwaliteit van het toezicht",
        "",
        f"{FULL} nodig hebben.",
        "",
        "Bijlage 1",
        "",
        "Cijfers",
        "",
        f"{FULL} nodig hebben.",
    ]
    found = [(b.text, b.level) for b in blocks_from_pages([page]) if b.kind == "heading"]
    assert found == [
        ("1. Toezicht", 1),
        ("1.1. Kwaliteit van het toezicht", 2),
        ("Bijlage 1", 1),
        ("Cijfers", 2),
    ]


def test_a_table_of_contents_is_no_text() -> None:
    page = ["Inhoudsopgave", "", "1. Zorg 2", "", "2. Geld 3", "", "1. Zorg", "", f"{FULL} is."]
    blocks = blocks_from_pages([page])
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "1. Zorg"),
        ("paragraph", f"{FULL} is."),
    ]


def test_text_without_form_feeds_has_no_pages() -> None:
    assert all(not block.breaks for block in blocks_from_text(f"{FULL} is.\n\nNog een alinea."))


def test_a_form_feed_is_a_page() -> None:
    text = assemble(blocks_from_text(f"{FULL} is.\f{FULL} was."))
    assert len(text.page_starts) == 2


def test_a_page_foot_note_leaves_the_text() -> None:
    page = [f"{FULL} nodig hebben.1", "De cijfers zijn bekend2.", "", "1 Kamerstuk 29 538, nr. 1"]
    blocks = blocks_from_pages([[*page, "2 Zie de bijlage bij"], ["Een nieuwe bladzijde."]])
    notes = [(block.label, block.text) for block in blocks if block.kind == "note"]
    assert notes == [("1", "Kamerstuk 29 538, nr. 1"), ("2", "Zie de bijlage bij")]
    assert blocks[0].marks[0] == (len(FULL) + 14, "1")
    assert blocks[0].text.endswith("nodig hebben. De cijfers zijn bekend.")


def test_lines_that_begin_with_a_number_are_no_notes() -> None:
    page = [f"{FULL} nodig hebben, dat waren er", "2 miljoen in het jaar 2015.", "Dit is alles."]
    assert not texts(blocks_from_pages([page]), "note")


def test_signature_lines_stay_apart() -> None:
    page = [
        f"{FULL} nodig hebben.",
        "Hoogachtend,",
        "de staatssecretaris van Volksgezondheid,",
        "Welzijn en Sport,",
        "",
        "drs. A.B. Jansen",
    ]
    assert texts(blocks_from_pages([page]))[1:] == [
        "Hoogachtend,",
        "de staatssecretaris van Volksgezondheid, Welzijn en Sport,",
        "drs. A.B. Jansen",
    ]


SHORT = [
    "Gemeente Voorbeeldstad",
    "Datum: 3 januari 2022",
    "Betreft: Besluit A",
    "Geachte heer, mevrouw,",
    "De vergoeding is 100 euro.",
    "Met vriendelijke groet,",
    "het college van burgemeester en wethouders",
]


def test_a_letter_of_short_lines_keeps_its_lines() -> None:
    assert texts(blocks_from_pages([SHORT])) == SHORT
    longer = "Wij hebben besloten om u hulp bij het huishouden te geven vanaf 1 mei 2024."
    assert texts(blocks_from_pages([[*SHORT[:4], longer, *SHORT[4:]]]))[1] == SHORT[1]


def test_short_lines_that_are_wrapped_are_joined() -> None:
    column = [
        "De gemeente geeft hulp aan",
        "inwoners die dat nodig",
        "hebben. De gemeente Delft",
        "doet dat ook.",
    ]
    assert texts(blocks_from_pages([column])) == [" ".join(column)]


def test_labels_with_their_values_stay_lines() -> None:
    labels = ["Aanvrager: J. Jansen", "Geboren: 1 januari 1950", "Soort hulp: vervoer naar werk"]
    sentence = "U krijgt hulp bij"
    page = [*labels, f"{FULL} nodig hebben.", sentence, "het huishouden."]
    assert [block.text for block in blocks_from_pages([page])][:3] == labels


def test_a_second_letter_in_the_file_is_no_repeated_head() -> None:
    second = [line.replace("100", "200").replace("A", "B") for line in SHORT]
    assert texts(blocks_from_pages([SHORT, second])) == [*SHORT, *second]


def test_sentences_that_differ_in_a_number_are_no_running_heads() -> None:
    pages = [
        [
            "Ministerie van Zaken",
            f"De vergoeding is {number} euro.",
            FULL + " is.",
            f"Pagina {number}",
        ]
        for number in (1, 2, 3)
    ]
    found = "\n".join(block.text for block in blocks_from_pages(pages))
    assert [found.count(f"is {number} euro.") for number in (1, 2, 3)] == [1, 1, 1]
    assert "Pagina 2" not in found


def test_definitions_with_white_space_between_them_stay_apart() -> None:
    words = ("aanvraag", "beroep", "cliënt", "dossier", "eis", "fonds", "gids", "hulp") * 2
    definitions = [
        [f"{word} een begrip dat in deze lijst wordt uitgelegd omdat het in de wet", "voorkomt"]
        for word in words
    ]
    page = [line for one in definitions for line in (*one, "")]
    assert texts(blocks_from_pages([page])) == [" ".join(one) for one in definitions]


def test_a_row_of_a_table_and_the_text_below_it_are_not_one() -> None:
    page = [f"{FULL} is.", "", "Bijdrage | bedrag per maand", "", "de bedragen gelden in 2024", ""]
    found = [(one.kind, one.text) for one in blocks_from_pages([page])]
    assert found[-2:] == [("row", page[2]), ("paragraph", page[4])]
    assert len(blocks_from_pages([["Bijdrage | bedrag", "", "vervoer | bedrag"]])) == 2


def test_rows_of_a_table_in_plain_text_stand_below_their_heading() -> None:
    lines = ["3. Groepen", "", "Variant | Plaatsen", "", "Licht | 14", "", "Zwaar | 6", ""]
    found = [(one.kind, one.text) for one in blocks_from_text("\n".join([*lines, f"{FULL} is."]))]
    assert found[0] == ("heading", "3. Groepen")
    assert found[1:4] == [("row", one) for one in lines[2:7:2]]


def test_a_numbered_rule_is_no_heading() -> None:
    rule = "4.1 De aanbieder declareert alleen uren die zijn geleverd; andere worden niet betaald."
    blocks = blocks_from_text(f"4. Regels\n\n{rule}\n\n{FULL} is.")
    assert [one.kind for one in blocks[:2]] == ["heading", "paragraph"]


def test_a_sentence_with_the_marker_of_a_note_is_no_heading() -> None:
    blocks = blocks_from_text(f"Kosten\n\nZie ook de landelijke codelijst.[1]\n\n{FULL} is.")
    assert [one.kind for one in blocks[:2]] == ["heading", "paragraph"]
