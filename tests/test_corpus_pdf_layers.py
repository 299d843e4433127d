"""Layers of a PDF that are off when it is opened are not read."""

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject
from test_corpus_pdf import body, pdf
from test_corpus_pdf_shown import field

from corpus.pdf.document import read_pdf
from corpus.text.block_writer import HIDDEN
from corpus.text.draft import Draft, assemble

SEEN = b"BT /F1 10 Tf 80 560 Td (De bijdrage is 19 euro.) Tj ET "
ON = b"/OC /Aan BDC BT /F1 10 Tf 80 530 Td (Dit geldt vanaf 1 mei.) Tj ET EMC "
OFF = b"/OC /Uit BDC BT /F1 10 Tf 12 TL 80 500 Td (CONCEPT) Tj (NIET) ' ET EMC "


def named(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def layered(writer: PdfWriter, off: bool = True, base: str = "/ON") -> dict[str, object]:
    """Two layers in a file, of which the second is off; return them by name."""
    aan, uit = (writer._add_object(named(Type=NameObject("/OCG"))) for _ in range(2))
    usual = named(BaseState=NameObject(base))
    if base == "/OFF":
        usual[NameObject("/ON")] = ArrayObject([aan])
    elif off:
        usual[NameObject("/OFF")] = ArrayObject([uit])
    writer.root_object[NameObject("/OCProperties")] = named(OCGs=ArrayObject([aan, uit]), D=usual)
    return {"Aan": aan, "Uit": uit}


def stream(data: bytes) -> DecodedStreamObject:
    found = DecodedStreamObject()
    found.set_data(data)
    return found


def draft(writer: PdfWriter, drawing: bytes, **layers: object) -> Draft:
    """What is read of a letter with a drawing behind its text."""
    page = writer.pages[0]
    drawn = page.get_contents()
    assert drawn is not None
    page[NameObject("/Contents")] = writer._add_object(stream(drawn.get_data() + b"\n" + drawing))
    page["/Resources"][NameObject("/Properties")] = named(**layers)
    out = io.BytesIO()
    writer.write(out)
    return read_pdf(out.getvalue(), Path("brief.pdf"))


def text(found: Draft) -> str:
    return assemble(found.blocks).text


@pytest.mark.parametrize("base", ["/ON", "/OFF"])
def test_text_on_a_layer_that_is_off_is_left_out(base: str) -> None:
    writer = PdfWriter(io.BytesIO(pdf(body)))
    found = draft(writer, SEEN + OFF + ON, **layered(writer, base=base))
    assert "De bijdrage is 19 euro." in text(found) and "Dit geldt vanaf 1 mei." in text(found)
    assert "CONCEPT" not in text(found) and "NIET" not in text(found)
    assert found.warnings == (HIDDEN,)


def test_layers_that_are_on_are_read() -> None:
    writer = PdfWriter(io.BytesIO(pdf(body)))
    found = draft(writer, SEEN + OFF + ON, **layered(writer, off=False))
    assert "CONCEPT" in text(found)
    assert not found.warnings


@pytest.mark.parametrize(
    ("policy", "seen"), [("/AnyOn", True), ("/AllOn", False), ("/AnyOff", True), ("/AllOff", False)]
)
def test_text_on_several_layers_follows_their_policy(policy: str, seen: bool) -> None:
    writer = PdfWriter(io.BytesIO(pdf(body)))
    layers = layered(writer)
    both = named(Type=NameObject("/OCMD"), OCGs=ArrayObject(layers.values()), P=NameObject(policy))
    found = draft(writer, SEEN + OFF, Uit=writer._add_object(both))
    assert ("CONCEPT" in text(found)) is seen


@pytest.mark.parametrize("inside", [True, False])
def test_a_form_on_a_layer_that_is_off_is_left_out(inside: bool) -> None:
    """The form is on the layer itself, or holds text that is."""
    writer = PdfWriter(io.BytesIO(pdf(body)))
    layers = layered(writer)
    resources = writer.pages[0]["/Resources"]
    form = stream(OFF + ON if inside else ON)
    form.update(
        named(
            Subtype=NameObject("/Form"),
            Resources=named(Font=resources["/Font"], Properties=named(**layers)),
        )
    )
    if not inside:
        form[NameObject("/OC")] = layers["Uit"]
    resources[NameObject("/XObject")] = named(Extra=writer._add_object(form))
    found = draft(writer, SEEN + b"/Extra Do", **layers)
    assert "De bijdrage is 19 euro." in text(found) and "CONCEPT" not in text(found)
    assert ("Dit geldt vanaf 1 mei." in text(found)) is inside
    assert found.warnings == (HIDDEN,)


def test_a_field_on_a_layer_that_is_off_is_left_out() -> None:
    writer = PdfWriter(io.BytesIO(pdf(body)))
    layers = layered(writer)
    hidden = field("/Tx", 80, 500, V="CONCEPT")
    hidden[NameObject("/OC")] = layers["Uit"]
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(hidden)])
    found = draft(writer, SEEN, **layers)
    assert "CONCEPT" not in text(found)
    assert found.warnings == (HIDDEN,)
