"""The objects of a PDF, with references followed, and the boxes in which things stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

Box = tuple[float, float, float, float]  # left, bottom, right, top in points from the lower left

_DEEPEST = 50  # nodes of the tree of pages, one above the other


def resolved(value: object) -> object:
    """Return the object that a value is or refers to; None for nothing."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(found, NullObject) else found


def entry(owner: DictionaryObject, name: str) -> object:
    """Return an entry of a dictionary; None where it has none."""
    return resolved(owner.raw_get(name)) if name in owner else None


def dictionary(value: object) -> DictionaryObject:
    """Return the dictionary that a value is or refers to; an empty one for anything else."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def dictionaries(value: object) -> Iterator[DictionaryObject]:
    """Yield the dictionaries in a list."""
    found = resolved(value)
    if isinstance(found, ArrayObject):
        yield from (one for one in map(resolved, found) if isinstance(one, DictionaryObject))


def numbers(value: object) -> list[float]:
    """Return the numbers in a list."""
    found = resolved(value)
    members = map(resolved, found) if isinstance(found, ArrayObject) else ()
    return [float(one) for one in members if isinstance(one, int | float)]


def looked_up(node: object, name: str) -> object:
    """Return what stands under a name in a mapping of any kind; None for nothing."""
    if not isinstance(node, Mapping) or name not in node:
        return None
    return resolved(node.raw_get(name) if hasattr(node, "raw_get") else node[name])


def resources_of(page: PageObject) -> object:
    """Return the resources of a page, which may be those of a node above it."""
    node: object = page
    for _ in range(_DEEPEST):
        found = looked_up(node, "/Resources")
        if found is not None:
            return found
        node = looked_up(node, "/Parent")
    return None
