from __future__ import annotations

import pytest

from qa.questions.names import missing_names, names_asked, speaks_of

TEXT = "Wmo-raden zijn er in Waterbrugge. De heer Van Rijn sprak met het Sociaal Planbureau en VNG."


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Wat zegt de Hoge Raad over hulp?", ("Hoge Raad",)),
        ("Vindt Van Dam dat ook?", ("Van Dam",)),
        ("Wat zegt het Ministerie van Financiën?", ("Ministerie van Financiën",)),
        ("Wat schreef Jan de Wit? Daarna kwam hij.", ("Jan de Wit",)),
        ("Wat doen VNG en Rijk samen?", ()),
        ("Wat vindt de VNG van de Wmo?", ()),  # as common as any word
        ("Worden mensen geholpen?", ()),
        ("Wat kost het (in Capelle aan den IJssel)?", ("Capelle", "IJssel")),
    ],
)
def test_names_that_a_question_is_about(question: str, names: tuple[str, ...]) -> None:
    assert names_asked(question) == names


@pytest.mark.parametrize(
    ("name", "text", "spoken"),
    [
        ("Rotterdammers", "De gemeente Rotterdam vroeg het.", True),
        ("CPB-raming", "Het CPB raamt de uitgaven.", True),
        ("Hoge Raad", "De Raad voor het hoge noorden.", False),
        ("Sociaal en Cultureel Planbureau", "Het SCP onderzocht het.", True),
        ("SCP", "Het Sociaal en Cultureel Planbureau onderzocht het.", True),
        ("Lindenhoek", TEXT, False),
        ("GGD's", "De GGD’s houden toezicht.", True),
        ("GGD’s", "De GGD's houden toezicht.", True),
        ("GGD’s", "De GGD houdt toezicht.", True),
        ("IGJ’s", "De GGD houdt toezicht.", False),
        ("D’Artagnan", "Wijkteam d'Artagnan helpt.", True),
        ("CPB‑raming", "De CPB-raming van mei.", True),
        ("Jan-Willem", "De heer Jan‑Willem schreef.", True),
    ],
)
def test_what_a_text_speaks_of(name: str, text: str, spoken: bool) -> None:
    assert speaks_of(text, name) is spoken


def test_missing_names() -> None:
    assert missing_names("Wat doet Waterbrugge met Lindenhoek?", TEXT) == ("Lindenhoek",)
