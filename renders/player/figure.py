"""Writes a clip into a page: the figure, and the files that it needs beside it."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from renders.files import write_whole
from renders.templating import environment

_SCRIPT = Path(__file__).with_name("attention-clip.js")
PAGES = environment("player")


def figure(
    video: str,
    *,
    numbers: str = "",
    captions: str = "",
    poster: str = "",
    title: str = "",
    caption: str = "",
    width: int = 1280,
    height: int = 720,
    others: Sequence[tuple[str, str]] = (),
    numbers_inline: str = "",
    captions_inline: str = "",
    show_captions: bool = True,
    first: int = 0,
    autoplay: bool = False,
    loop: bool = False,
) -> str:
    """Return the HTML of a clip: a plain video, which `attention-clip.js` makes inspectable.

    Parameters
    ----------
    video, numbers, captions, poster
        Addresses, relative to the page: of an mp4, its ``.numbers.json``, its ``.vtt``, a picture.
    title, caption
        What a screen reader calls the clip, and what stands below it; plain text.
    others
        Addresses and types of other files of the clip, tried before the mp4.
    numbers_inline, captions_inline
        The text of these files, for a page that has nothing beside it. A page that is opened from
        a disk needs its captions so, since browsers keep them from it otherwise.
    show_captions
        Begin with the captions on; leave it out where they stand in the picture.
    first
        The frame of the clip at which the video begins, if it is a part of it.
    autoplay
        Begin muted, and again at the end.
    """
    if captions_inline:
        captions = data_address("text/vtt;charset=utf-8", captions_inline.encode())
    return PAGES.get_template("figure.html").render(
        video=video,
        sources=[*others, (video, "video/mp4")],
        numbers=numbers,
        data=_inert(numbers_inline),
        captions=captions,
        show_captions=show_captions,
        poster=poster,
        title=title,
        caption=caption,
        width=width,
        height=height,
        first=first,
        autoplay=autoplay,
        loop=loop or autoplay,
    )


def data_address(kind: str, content: bytes) -> str:
    """Write a file's content as an address of its own; ``kind`` is a media type."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def player_script() -> str:
    """Return the player's program, which may stand inside a ``<script>``."""
    text = _SCRIPT.read_text(encoding="utf-8")
    return text.replace("</script", r"<\/script")  # or the first, though in a comment, would end it


def write_player(folder: Path) -> Path:
    """Put the player's program into a folder of a page."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(_SCRIPT, folder / _SCRIPT.name))


def write_numbers(numbers: Path, folder: Path) -> Path:
    """Put the numbers of a clip into a folder of a page, also as a script.

    A page that is opened from a disk may read a script beside it, and no other file.
    """
    text = numbers.read_text(encoding="utf-8")
    script = f"(window.attentionClips ??= {{}})[document.currentScript.src] = {_inert(text)};\n"
    target = folder / numbers.name
    write_whole(target, text.encode())
    write_whole(target.with_suffix(".js"), script.encode())
    return target


def _inert(data: str) -> Markup:
    """Mark JSON as fit for a script: in it ``<`` stands in strings alone, and may be escaped."""
    return Markup(data.replace("<", "\\u003c"))
