"""What the objects of a PDF say of a page: its resources, and the layers that are off."""

from __future__ import annotations

from collections.abc import Mapping

from pypdf import PageObject
from pypdf.generic import IndirectObject

_DEEPEST = 50  # nodes of the tree of pages, one above the other


def layers_off(page: PageObject) -> frozenset[int]:
    """Return the numbers of the layers that are off when the file is opened."""
    catalog = page.pdf.root_object if page.pdf is not None else None
    default = looked_up(looked_up(catalog, "/OCProperties"), "/D")
    off = looked_up(default, "/OFF")
    return frozenset(_numbers(off)) if isinstance(off, list) else frozenset()


def is_off(layer: object, off: frozenset[int]) -> bool:
    """Whether a layer is off, or all of those that a group of layers names."""
    if not off:
        return False
    if isinstance(layer, IndirectObject) and layer.idnum in off:
        return True
    named = looked_up(_object(layer), "/OCGs", follow=False)
    found = _object(named)
    numbers = _numbers(found if isinstance(found, list) else [named])
    return bool(numbers) and all(number in off for number in numbers)


def looked_up(node: object, name: str, *, follow: bool = True) -> object:
    """Return what stands under a name, or None; as it is written, or what it points at."""
    if not isinstance(node, Mapping) or name not in node:
        return None
    one = node.raw_get(name) if hasattr(node, "raw_get") else node[name]
    return _object(one) if follow else one


def resources_of(page: PageObject) -> object:
    """Return the resources of a page, which may be those of a node above it."""
    node: object = page
    for _ in range(_DEEPEST):
        found = looked_up(node, "/Resources")
        if found is not None:
            return found
        node = looked_up(node, "/Parent")
    return None


def _object(one: object) -> object:
    return one.get_object() if isinstance(one, IndirectObject) else one


def _numbers(layers: list[object]) -> list[int]:
    return [one.idnum for one in layers if isinstance(one, IndirectObject)]
