"""Signs that documents take from a symbol font, as the signs that are seen."""

from __future__ import annotations

import re

TICKED, UNTICKED = "☒", "☐"
UNKNOWN = (
    "Een teken uit een symboollettertype is niet herkend en weggelaten. "
    "Kijk in het bestand zelf wat er staat."
)
_PRIVATE = 0xF000  # symbol fonts stand here, one code a byte
_PRIVATE_SIGN = re.compile("[\uf000-\uf0ff]")


def _row(start: int, signs: str) -> dict[int, str]:
    return {start + place: sign for place, sign in enumerate(signs) if sign != "\0"}


_SYMBOL = {
    **_row(0x20, " !∀#∃%&∋()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"),
    **_row(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    **_row(0xE0, "◊〈®©™∑"),
    **_row(0xF1, "〉∫"),
}
_WINGDINGS = {
    **_row(0x20, " ✏✂✁\0\0\0\0☎✆✉"),
    **_row(0x41, "✌\0👍👎☜☞☝☟✋☺😐☹"),
    **_row(0x6C, f"●❍■{UNTICKED * 4}⬧⧫◆❖⬥{TICKED}"),
    **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_row(0x9E, f"·•▪○○○◉◎○▪{UNTICKED}"),
    **_row(0xAB, "★"),
    **_row(0xD8, "➢\0\0\0➲"),
    **_row(0xDF, "←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳"),
    **_row(0xFB, f"✗✓{TICKED}{TICKED}"),
}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings2": {
        **_row(0x4F, f"✗✓{TICKED * 4}"),
        **_row(0x97, "●●○"),
        **_row(0xA1, f"■■{UNTICKED}"),
    },
    "wingdings3": {
        **_row(0x21, "←→↑↓↖↗↙↘"),
        **_row(0x70, "▲▼△▽◀▶◁▷"),
        **_row(0x7C, "◀▶▲"),
    },
    "webdings": {**_row(0x33, "◀▶▲▼"), 0x61: "✓", 0x63: UNTICKED, 0x67: "■", 0x72: "✗"},
}
# the usual meaning of a private code in a font that is not known
_LOOSE = {
    0xB7: "•",
    **{code: _WINGDINGS[code] for code in (0x6F, 0xA7, 0xA8, 0xD8, 0xE0, 0xFC, 0xFE)},
}


def is_symbol_font(font: str) -> bool:
    """Whether the codes of a font are signs, and no letters."""
    return _signs(font) is not None


def symbol(font: str, code: str) -> str:
    """Return the sign at a code in hexadecimal digits; empty when it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    number = int(code, 16)
    signs = _signs(font)
    if signs is None:
        outside = number < 0x20 or 0xD800 <= number < 0xF900
        return "" if outside else chr(number)
    return signs.get(number & 0xFF if number >= _PRIVATE else number, "")


def in_font(text: str, font: str) -> tuple[str, bool]:
    """Return text as its font shows it, and whether every sign of it is known."""
    signs = _signs(font)
    if signs is None and not _PRIVATE_SIGN.search(text):
        return text, True
    shown = [_shown(one, signs) for one in text]
    return "".join(shown), all(shown)


def _signs(font: str) -> dict[int, str] | None:
    """Return the signs of a symbol font; None for any other font."""
    return _FONTS.get("".join(font.lower().split()))


def _shown(sign: str, signs: dict[int, str] | None) -> str:
    number = ord(sign)
    if _PRIVATE <= number <= _PRIVATE + 0xFF:
        return (_LOOSE if signs is None else signs).get(number - _PRIVATE, "")
    return sign if signs is None or sign.isspace() or number > 0xFF else signs.get(number, "")
