"""Characters and line ends put back as the writer meant them."""

import pytest

from corpus.text.cleaning import LineJoiner, clean_characters


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("oﬃciële ﬁnanciën", "officiële financiën"),
        ("zorg\u00adverlener en onder\u00ad\nsteuning", "zorgverlener en ondersteuning"),
        ("onder\ufffe\nsteuning", "ondersteuning"),
        ("€\u00a05\u202f000", "€ 5 000"),
        ("nul\x00byte\x07", "nulbyte"),
        ("\x1b[31mrood\x1b[0m en \x1b]0;titel\x07klaar", "rood en klaar"),
        ("cliÃ«nten zeiden: â€˜jaâ€™", "cliënten zeiden: ‘ja’"),
        ("â‚¬ 12", "€ 12"),
        ("cliënt", "cliënt"),
        ("Yes¸ilgöz", "Yeşilgöz"),
        ("regel\r\nregel\rregel\u2028regel", "regel\nregel\nregel\nregel"),
        ("\ufeffbegin\u200b", "begin"),
        ("ĳsvrĳ", "ijsvrij"),
        ("pagina\fpagina", "pagina\fpagina"),
        ("Ãlle Âla", "Ãlle Âla"),
    ],
)
def test_characters(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("de onder-", "steuning van", "de ondersteuning van"),
        ("de zorg-", "en ondersteuning", "de zorg- en ondersteuning"),
        ("op-", "of afschalen", "op- of afschalen"),
        ("Zuid-", "Holland", "Zuid-Holland"),
        ("een pgb-", "houder", "een pgb-houder"),
        ("Jeugd 18-", "/18+", "Jeugd 18-/18+"),
        ("2016-", "2017", "2016-2017"),
        ("de IZA-", "werkgroep", "de IZA-werkgroep"),
        ("2500 EJ-", "Den Haag", "2500 EJ-Den Haag"),
        ("een e-", "mail", "een e-mail"),
        ("een x-", "straal", "een x-straal"),
        ("het btw-", "tarief", "het btw-tarief"),
        ("de jeugd-", "ggz", "de jeugd-ggz"),
        ("een 65-", "jarige", "een 65-jarige"),
        ("de ex-", "partner", "de ex-partner"),
        ("de ex-", "ploitatie", "de exploitatie"),
        ("de ex-", "ploitatiekosten", "de exploitatiekosten"),
        ("niet-", "bindende", "niet-bindende"),
        ("niet-", "temin", "niettemin"),
        ("een oud-", "wethouder", "een oud-wethouder"),
        ("de directeur-", "generaal", "de directeur-generaal"),
        ("een ambte-", "naar die", "een ambtenaar die"),
        ("van voor-", "naar achterzijde", "van voor- naar achterzijde"),
        ("auto-", "ongeluk", "auto-ongeluk"),
        ("zo -", "zegt men", "zo - zegt men"),
        ("www.waarstaatje-", "gemeente.nl", "www.waarstaatjegemeente.nl"),
        ("https://lasa-vu.nl/a-", "b", "https://lasa-vu.nl/a-b"),
        ("https://vng.nl/fiscale-", "stukken/lijst", "https://vng.nl/fiscale-stukken/lijst"),
        ("https://vng.nl/arti-", "kelen/lijst", "https://vng.nl/artikelen/lijst"),
        ("(vng.nl/2031/weer-", "thuis)", "(vng.nl/2031/weer-thuis)"),
        ("https://vng.nl/pad/", "naar.pdf", "https://vng.nl/pad/naar.pdf"),
        ("http://vng.nl/", "https://vng.nl", "http://vng.nl/ https://vng.nl"),
        ("gewone", "regels", "gewone regels"),
        ("", "regel", "regel"),
    ],
)
def test_line_ends(left: str, right: str, joined: str) -> None:
    assert LineJoiner([left, right]).join(left, right) == joined


def test_the_letter_itself_is_the_evidence() -> None:
    hyphened = LineJoiner(["een mantel-zorger is", "een mantel-"])
    assert hyphened.join("een mantel-", "zorger") == "een mantel-zorger"
    joined = LineJoiner(["de pilotprojecten", "de pilot-"])
    assert joined.join("de pilot-", "projecten") == "de pilotprojecten"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Nederlandse A rbeidsinspectie", "Nederlandse Arbeidsinspectie"),
        ("de C ijfers", "de Cijfers"),
        ("fase A daarna", "fase A daarna"),
        ("Bijlage B rekenvoorbeeld", "Bijlage B rekenvoorbeeld"),
        ("U kunt bellen", "U kunt bellen"),
    ],
)
def test_capitals_set_apart(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean
