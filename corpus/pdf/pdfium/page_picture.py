"""Draws a page of a PDF as a picture in which the lines of a quote are marked."""

from __future__ import annotations

import importlib
import importlib.util
import io
import math
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from corpus.errors import UnreadableFile

if TYPE_CHECKING:
    from PIL import Image

_SCALE = 1.6  # pixels a point: 115 dots an inch
_PIXELS = 4_000_000  # of one page
_MARK, _FRAME = (255, 214, 0), (21, 66, 115)
_ONE_AT_A_TIME = Lock()  # PDFium may not be used by two threads at once

Box = tuple[float, float, float, float]  # left, bottom, right, top in points from the lower left


def can_draw_pages() -> bool:
    """Whether what draws pages is installed."""
    return all(importlib.util.find_spec(name) for name in ("pypdfium2", "PIL"))


def page_picture(file: Path, page: int, quote: str) -> bytes:
    """Return a page (from 1) of a PDF as a PNG picture with the lines of a quote marked.

    They have a yellow ground and a frame, so that not the colour alone tells. A quote that does
    not stand on the page whole is not marked.

    Raises:
        UnreadableFile: the file is no readable PDF, or has no such page.
    """
    pdfium = importlib.import_module("pypdfium2")

    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(file.read_bytes())
            try:
                shown = document[page - 1]
                picture, boxes = _drawn(shown), _boxes(shown, quote)
                places = [_pixels(one, shown, picture.size) for one in boxes]
            finally:
                document.close()
        except (pdfium.PdfiumError, OSError, IndexError) as cause:
            raise UnreadableFile(
                file, f"bladzijde {page} kan niet worden getoond", "Open het bestand zelf."
            ) from cause
    stream = io.BytesIO()
    _marked(picture, places).save(stream, "PNG")
    return stream.getvalue()


def lines_of(characters: Sequence[tuple[str, Box]], quote: str) -> list[Box]:
    """Return one box a line for the characters of a quote; nothing when it is not there whole.

    White space, hyphens and the form of characters do not count: a page breaks lines where the
    letter's text does not.
    """
    signs = [(sign, box) for text, box in characters for sign in _bare(text)]
    start = "".join(sign for sign, _ in signs).find(_bare(quote))
    if start < 0 or not _bare(quote):
        return []
    lines: list[Box] = []
    for _, box in signs[start : start + len(_bare(quote))]:
        if lines and _is_beside(box, lines[-1]):
            left, bottom, right, top = lines[-1]
            lines[-1] = (left, min(bottom, box[1]), max(right, box[2]), max(top, box[3]))
        else:
            lines.append(box)
    return lines


def _bare(text: str) -> str:
    """Return only the letters and digits of a text, in one form."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())


def _is_beside(box: Box, line: Box) -> bool:
    """Whether a character stands on the line and not left of its end."""
    middle = (box[1] + box[3]) / 2
    return line[1] <= middle <= line[3] and box[0] >= line[0]


def _drawn(page: Any) -> Image.Image:  # noqa: ANN401 - a page of an optional library
    width, height = page.get_size()
    scale = min(_SCALE, math.sqrt(_PIXELS / max(width * height, 1.0)))
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture


def _boxes(page: Any, quote: str) -> list[Box]:  # noqa: ANN401 - a page of an optional library
    text = page.get_textpage()
    found = [
        (text.get_text_range(place, 1), text.get_charbox(place))
        for place in range(text.count_chars())
    ]
    return lines_of(found, quote)


def _pixels(box: Box, page: Any, size: tuple[int, int]) -> Box:  # noqa: ANN401 - as above
    """Return a box in pixels from the upper left; PDF counts points from the crop box's corner."""
    left, bottom, right, top = page.get_cropbox()
    across, down = size[0] / (right - left), size[1] / (top - bottom)
    return (
        (box[0] - left) * across,
        (top - box[3]) * down,
        (box[2] - left) * across,
        (top - box[1]) * down,
    )


def _marked(picture: Image.Image, places: Sequence[Box]) -> Image.Image:
    """Return the picture with the places marked; what stands there stays as dark as it is."""
    from PIL import Image, ImageChops, ImageDraw

    ground = Image.new("RGB", picture.size, "white")
    around = [(x - 2, y - 3, right + 2, bottom + 3) for x, y, right, bottom in places]
    for one in around:
        ImageDraw.Draw(ground).rectangle(one, fill=_MARK)
    marked = ImageChops.multiply(picture, ground)
    for one in around:
        ImageDraw.Draw(marked).rectangle(one, outline=_FRAME, width=2)
    return marked
