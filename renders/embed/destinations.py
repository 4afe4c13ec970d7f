"""The kinds of pages that a clip can stand in, and what is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from renders.export.formats import Format

FOLDER = "attention-film"  # of ours in somebody's site


class Destination(StrEnum):
    """An engine, or a language that pages are written in, as it is typed."""

    html = "html"
    markdown = "markdown"
    jekyll = "jekyll"
    hugo = "hugo"
    quarto = "quarto"
    mdx = "mdx"
    wordpress = "wordpress"
    obsidian = "obsidian"


@dataclass(frozen=True)
class Ways:
    """How a kind of site takes a clip.

    Parameters
    ----------
    called
        The kind as it writes itself.
    media
        The folder of the site for video and its company; beside the page, if there is none.
    address
        How a page names a file of that folder, ``%s``; ``""`` if where it lies is the writer's
        choice.
    site
        What else the site needs: where, with the clip's ``{id}`` or ``{component}``, and the macro
        of the kind's template that writes it.
    inspects
        Whether the player may run, and be asked for numbers.
    moving
        The format that stands for a video which plays by itself, where the engine plays none.
    refuses
        Why an option cannot be had here, by its name.
    """

    called: str
    media: str = ""
    address: str = ""
    site: Sequence[tuple[str, str]] = ()
    inspects: bool = True
    moving: Format | None = None
    refuses: Sequence[tuple[str, str]] = ()

    def reason(self, option: str) -> str | None:
        return dict(self.refuses).get(option)


_NO_FRAME = "strips frames"

WAYS = {
    Destination.html: Ways("HTML"),
    Destination.markdown: Ways(
        "Markdown",
        inspects=False,
        moving=Format.gif,
        refuses=[("iframe", f"GitHub {_NO_FRAME} out of Markdown")],
    ),
    Destination.jekyll: Ways(
        "Jekyll",
        f"assets/{FOLDER}",
        f"{{{{ '/assets/{FOLDER}/%s' | relative_url }}}}",
        [(f"_includes/{FOLDER}/{{id}}.html", "include")],
    ),
    Destination.hugo: Ways(
        "Hugo",
        f"static/{FOLDER}",
        f'{{{{ "{FOLDER}/%s" | relURL }}}}',
        [(f"layouts/shortcodes/{FOLDER}/{{id}}.html", "shortcode")],
    ),
    Destination.quarto: Ways(
        "Quarto",
        FOLDER,
        f"{FOLDER}/%s",
        [
            (f"_extensions/{FOLDER}/_extension.yml", "extension"),
            (f"_extensions/{FOLDER}/{FOLDER}.lua", "program"),
            (f"_extensions/{FOLDER}/clips/{{id}}.html", "clip"),
        ],
    ),
    Destination.mdx: Ways(
        "MDX",
        f"public/{FOLDER}",
        f"/{FOLDER}/%s",
        [(f"src/components/{FOLDER}/{{component}}.jsx", "component")],
    ),
    Destination.wordpress: Ways(
        "WordPress",
        inspects=False,
        refuses=[
            ("iframe", f"WordPress {_NO_FRAME} out of the posts of most roles"),
            ("autoplay", "a Video block cannot hold still for readers who ask for less motion"),
        ],
    ),
    Destination.obsidian: Ways(
        "Obsidian",
        inspects=False,
        moving=Format.webp,
        refuses=[("iframe", "Obsidian shows no page of a vault in a frame")],
    ),
}
