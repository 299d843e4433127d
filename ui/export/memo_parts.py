"""The parts of a Word document around its text: styles, numbering, settings, relations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "footnotes")
_ACCENT = "154273"  # the dark blue of Dutch government letters; 9.6 to 1 on white


def document(body: str) -> str:
    """Return the main part around paragraphs: A4 with margins of 2.5 cm."""
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" '
        'w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return f"{_HEAD}<w:document {_W}><w:body>{body}{page}</w:body></w:document>"


def footnote_mark(number: int) -> str:
    """Return the run in the text that refers to a footnote, from 1."""
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def footnotes(notes: Sequence[str]) -> str:
    """Return the footnotes part; notes are escaped text, numbered from 1."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    found = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    return f"{_HEAD}<w:footnotes {_W}>{lines}{found}</w:footnotes>"


def core(title: str, subject: str, today: date) -> str:
    """Return the properties of the document; title and subject are escaped text."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        "<dc:creator>wmo-qa</dc:creator><dc:language>nl-NL</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{today.isoformat()}T00:00:00Z'
        "</dcterms:created></cp:coreProperties>"
    )


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in (
            ("word/document.xml", f"{_WORD}.document.main+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            *((f"word/{name}.xml", f"{_WORD}.{name}+xml") for name in _PARTS),
        )
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    """Return a relations part: (type, target) each, numbered from 1."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _style(kind: str, identity: str, name: str, rest: str) -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{rest}</w:style>'
    )


def _styles() -> str:
    based = '<w:basedOn w:val="Normal"/>'
    blue = f'<w:color w:val="{_ACCENT}"/>'
    level = '<w:keepNext/><w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="0"/>'
    styles = (
        ("Title", "Title", f'<w:rPr><w:b/>{blue}<w:sz w:val="36"/></w:rPr>'),
        (
            "Heading1",
            "heading 1",
            f'<w:pPr>{level}</w:pPr><w:rPr><w:b/>{blue}<w:sz w:val="26"/></w:rPr>',
        ),
        ("Quote", "Quote", '<w:pPr><w:ind w:left="425"/></w:pPr>'),
        ("ListBullet", "List Bullet", _list(1)),
        ("ListNumber", "List Number", _list(2)),
        (
            "FootnoteText",
            "footnote text",
            '<w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>',
        ),
    )
    found = "".join(_style("paragraph", one, name, based + rest) for one, name, rest in styles)
    mark = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return (
        f'{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" '
        'w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
        '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
        f'w:styleId="Normal"><w:name w:val="Normal"/></w:style>{found}'
        f"{_style('character', 'FootnoteReference', 'footnote reference', mark)}</w:styles>"
    )


def _list(number: int) -> str:
    return f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>'


def _numbering() -> str:
    """Return two lists: 1 with bullets, 2 with numbers."""
    kinds = ((1, "bullet", "–"), (2, "decimal", "%1."))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
        for number, form, text in kinds
    )
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number, *_ in kinds
    )
    return f"{_HEAD}<w:numbering {_W}>{lists}{uses}</w:numbering>"


_SETTINGS = (
    f'{_HEAD}<w:settings {_W}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="nl-NL"/></w:settings>'
)
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"

FIXED = {
    "[Content_Types].xml": _types(),
    "_rels/.rels": _relations(
        ((f"{_OFFICE}/officeDocument", "word/document.xml"), (_CORE, "docProps/core.xml"))
    ),
    "word/_rels/document.xml.rels": _relations(
        [(f"{_OFFICE}/{name}", f"{name}.xml") for name in _PARTS]
    ),
    "word/styles.xml": _styles(),
    "word/numbering.xml": _numbering(),
    "word/settings.xml": _SETTINGS,
}
"""The parts that are the same in every memo, by their name in the package."""
