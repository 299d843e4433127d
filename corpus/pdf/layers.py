"""The layers of a PDF (optional content) that are off when it is opened: nobody sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from corpus.pdf.objects import dictionary, resolved

Operation = tuple[list[object], bytes]

_SHOWN = (b"Tj", b"TJ", b"'", b'"')
_OPENING, _CLOSING = (b"BDC", b"BMC"), b"EMC"
_NEXT_LINE = (b"'", b'"')  # these go to the next line before they show text


class Layers:
    """Which layers of a file are off."""

    def __init__(self, reader: PdfReader) -> None:
        properties = dictionary(reader.root_object.get("/OCProperties"))
        usual = dictionary(properties.get("/D"))
        off = set(_identities(usual.get("/OFF")))
        if usual.get("/BaseState") == "/OFF":
            off |= set(_identities(properties.get("/OCGs"))) - set(_identities(usual.get("/ON")))
        self._off = off

    def __bool__(self) -> bool:
        return bool(self._off)

    def hide(self, owner: DictionaryObject, name: str = "/OC") -> bool:
        """Whether a thing belongs to a layer, by its entry of that name, that is off."""
        if not self._off or name not in owner:
            return False
        given = owner.raw_get(name)
        if isinstance(given, IndirectObject) and given.idnum in self._off:
            return True
        group = dictionary(given)
        if group.get("/Type") != "/OCMD":
            return False
        members = group.raw_get("/OCGs") if "/OCGs" in group else None
        single = isinstance(members, IndirectObject) and isinstance(
            members.get_object(), DictionaryObject
        )
        states = [one not in self._off for one in _identities([members] if single else members)]
        return bool(states) and not _is_seen(str(group.get("/P", "/AnyOn")), states)


def _is_seen(policy: str, states: list[bool]) -> bool:
    """Whether what belongs to several layers, on or off, is seen under a policy."""
    found = {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}
    return found.get(policy, any(states))


def take_hidden(page: PageObject, layers: Layers) -> bool:
    """Take the text that layers hide out of the drawing of a page; return whether there was any."""
    content = page.get_contents()
    if content is None:
        return False
    view = _View(layers)
    content.operations = view.seen(content, dictionary(page.get("/Resources")))
    page[NameObject("/Contents")] = content
    return view.hidden


@dataclass(slots=True)
class _View:
    """Takes hidden text out of drawings; ``hidden`` says whether there was any."""

    layers: Layers
    hidden: bool = False
    done: dict[int, tuple[StreamObject, StreamObject]] = field(default_factory=dict)
    """Forms as they were and as they are drawn, by the id of the object while that is kept."""

    def seen(self, content: ContentStream, resources: DictionaryObject) -> list[Operation]:
        """Return the operations of a drawing without the text that is hidden."""
        named = dictionary(resources.get("/Properties"))
        kept: list[Operation] = []
        marks: list[bool] = []  # of each open stretch: whether a layer hides it
        for operands, operator in content.operations:
            if operator in _OPENING:
                marks.append(_is_hidden(operands, named, self.layers))
            elif operator == _CLOSING and marks:
                marks.pop()
            if operator in _SHOWN and any(marks):
                self.hidden = True
                kept += [([], b"T*")] if operator in _NEXT_LINE else []
            elif operator != b"Do" or self._draws(operands, resources, any(marks)):
                kept.append((operands, operator))
        return kept

    def _draws(self, operands: list[object], resources: DictionaryObject, covered: bool) -> bool:
        """Whether a thing is still drawn; hidden text is taken out of a form."""
        forms = dictionary(resources.get("/XObject"))
        name = operands[0] if operands else None
        form = dictionary(forms.get(name)) if isinstance(name, NameObject) else None
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return True
        if covered or self.layers.hide(form):
            self.hidden = True
            return False
        if id(form) not in self.done:
            self.done[id(form)] = form, form  # or a form that draws itself is never done
            content = ContentStream(form, None)
            operations = self.seen(content, dictionary(form.get("/Resources")))
            self.done[id(form)] = form, _redrawn(form, operations)
        forms[NameObject(str(name))] = self.done[id(form)][1]
        return True


def _is_hidden(operands: list[object], named: DictionaryObject, layers: Layers) -> bool:
    """Whether a stretch of marked content belongs to a layer that is off."""
    if len(operands) < 2 or operands[0] != "/OC" or not isinstance(operands[1], NameObject):
        return False
    return layers.hide(named, operands[1])


def _redrawn(form: StreamObject, operations: list[Operation]) -> DecodedStreamObject:
    """Return a form with other operations."""
    content = ContentStream(None, None)
    content.operations = operations
    drawn = DecodedStreamObject()
    for key, value in form.items():
        if key not in ("/Filter", "/DecodeParms", "/Length"):
            drawn[NameObject(key)] = value
    drawn.set_data(content.get_data())
    return drawn


def _identities(value: object) -> Iterator[int]:
    """Yield the numbers of the objects that a list refers to."""
    found = resolved(value)
    if isinstance(found, ArrayObject | list):
        yield from (one.idnum for one in found if isinstance(one, IndirectObject))
