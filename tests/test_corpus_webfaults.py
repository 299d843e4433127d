"""Pages and archives that were once read wrongly: the right words, and not the wrong ones."""

import pytest
from conftest import SHARED

from corpus import read_letter
from corpus.text.block_writer import STRUCK

FOLDER = SHARED / "faults"
pytestmark = [
    pytest.mark.letters,
    pytest.mark.skipif(not FOLDER.exists(), reason="the files are not here"),
]


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("h01_strike.html", ["bedraagt 21 euro per maand", "kost 4.000 euro"],
         ["19 euro", "provincie", "tien weken", "3.000"]),
        ("h02_li_value.html", ["4. U woont", "5. U bent", "9. U hebt", "3. Derde", "1. Eerste",
                               "a. letter a", "b. genest b", "2. tweede"], []),
        ("h05_footer_letter.html", ["genomen op 3 april 2024", "is afgewezen", "100 meter"], []),
        ("h09_mhtml.html", ["Betreft: Webarchief", "bedraagt € 1.850,00 per"], ["=E2", "MIME"]),
        ("h13_charrefs.html", ["is € 21,00 per maand voor één patiënt; “geen” extra",
                               "De coöperatie ’Zorg’ krijgt € 900. Op 1 mei."], ["364", "33;"]),
        ("h14_aspnet_form.html", ["oprijplaat bedraagt 640 euro."], ["abc"]),
    ],
)  # fmt: skip
def test_a_page_says_what_its_reader_sees(name: str, there: list[str], absent: list[str]) -> None:
    letter = read_letter(FOLDER / name)
    assert [words for words in there if words not in letter.text] == []
    assert [words for words in absent if words in letter.text] == []
    assert letter.warnings == ((STRUCK,) if "strike" in name else ())
