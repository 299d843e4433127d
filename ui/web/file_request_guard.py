"""Files that a request names: Gradio would fetch or copy them, and the page sends none."""

from __future__ import annotations

from typing import NoReturn

from ui import texts


def refuse_named_files() -> None:
    """Let Gradio fetch nothing and copy no file for anyone, in this whole process.

    Wherever ``{"path": ..., "meta": {"_type": "gradio.FileData"}}`` stands in what a request
    brings, Gradio downloads the path when it is an address, and else copies it: in an application
    that is mounted in another, from anywhere on this machine.
    """
    from gradio import processing_utils
    from gradio.blocks import Block

    for owner, name in (
        (Block, "async_move_resource_to_block_cache"),
        (processing_utils, "async_ssrf_protected_get"),
        (processing_utils, "async_ssrf_protected_download"),
    ):
        setattr(owner, name, _refused)


async def _refused(*_: object, **__: object) -> NoReturn:
    import gradio as gr

    raise gr.Error(texts.NO_ENTRY, print_exception=False)
