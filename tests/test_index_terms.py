from __future__ import annotations

from pathlib import Path

import pytest

from index.dutch.synonyms import FILE_NAME, parsed, read_terms


def others(words: str, folder: Path | None = None) -> set[str]:
    found = read_terms(folder).expansions.get(tuple(words.split()), ())
    return {" ".join(one.words) for one in found}


def test_the_bundled_terms_are_all_understood() -> None:
    assert read_terms().warnings == ()
    assert "persoonsgebonden budget" in others("pgb")
    assert "pgb" in others("persoonsgebonden budget")
    assert {"huishoudelijk hulp", "hulp bij het huishouden"} <= others("hbh")


def test_a_word_with_two_meanings_has_both_and_they_stay_apart() -> None:
    assert {"clientervaringsonderzoek", "chief executive officer"} <= others("ceo")
    assert "chief executive officer" not in others("clientervaringsonderzoek")


def test_everyday_words_lead_one_way() -> None:
    assert "woonvoorziening" in others("traplift")
    assert "traplift" not in others("woonvoorziening")


def test_a_short_form_that_is_a_word_needs_capitals() -> None:
    found = read_terms().expansions["zin",]
    assert all(one.capitals for one in found)
    assert not any(one.capitals for one in read_terms().expansions["pgb",])


def test_own_terms_come_on_top(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("# eigen\nscootmobielpool = SMP\n", encoding="utf-8")
    assert others("smp", tmp_path) == {"scootmobielpool"}
    assert others("pgb", tmp_path) == others("pgb")
    (tmp_path / FILE_NAME).write_text("deelauto > SMP\n", encoding="utf-8")
    assert others("deelauto", tmp_path) == {"smp"}  # no need to open anything again


@pytest.mark.parametrize(
    "line", ["los woord", "= b", "a =", "a > b > c", "a = " + "b " * 20, "a > "]
)
def test_a_bad_line_is_named_and_left_out(line: str) -> None:
    found = parsed(["", "stoep = trottoir", line], FILE_NAME)
    assert len(found.warnings) == 1
    assert found.warnings[0].startswith(f"{FILE_NAME}, regel 3: ")
    assert "\n" not in found.warnings[0]
    assert len(found.expansions) == 2


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00caf\xe9")
    found = read_terms(tmp_path)
    assert len(found.warnings) == 1
    assert FILE_NAME in found.warnings[0]
    assert "pgb" in {key[0] for key in found.expansions}
