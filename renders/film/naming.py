"""How the files of a film are called that shows something else than the film's own numbers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from attention_math.wordlist import normalise
from renders.errors import BadInput
from scenes.stage.shown import Showing, Shown, own_choice

LONGEST = 40  # letters of a sentence in a name
LONGEST_NAME = 100  # bytes; file systems take 255 in all
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """What stands between a file's own name and its suffix, such as ``.the-cat-sat``."""

    chapters: Mapping[str, str] = field(default_factory=dict)
    film: str = ""

    def of(self, chapter: str) -> str:
        return self.chapters.get(chapter, "")


def require_name(name: str) -> None:
    """Refuse a name that the viewer has chosen, if some file system does."""
    is_odd = _FORBIDDEN.search(name) or _DEVICES.fullmatch(name)
    if is_odd or name != name.strip(" .") or not 0 < len(name.encode()) <= LONGEST_NAME:
        raise BadInput(
            f"--name {name!r} is no part of a file's name: take letters, digits, - and _, "
            f"at most {LONGEST_NAME}"
        )


def slug(text: str) -> str:
    """Write a text so that it can stand in a file's name; no two texts are written alike.

    What cannot stand there, or is too long, is told by a few digits of its checksum.
    """
    exact = normalise(text)
    plain = unicodedata.normalize("NFKD", exact).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    kept = "-".join(words)
    if len(kept) > LONGEST:
        kept = kept[: LONGEST + 1].rpartition("-")[0] or kept[:LONGEST]
    if kept.replace("-", " ") == exact:
        return kept
    return f"{kept}_{_digest(exact)}".lstrip("_")


def name_of(chapter: type[Showing], shown: Shown) -> str:
    """Name what a chapter shows that is not its own; nothing, if all is."""
    if not chapter.takes_choices:
        return ""
    own = own_choice(chapter)
    if shown.model != own["model"]:
        own |= {"layer": 1, "head": 1}
    found = {name: getattr(shown, name) for name in own}
    found["translation"] = shown.translation
    return joined({name: found[name] for name in found if found[name] != own.get(name)})


def joined(choices: Mapping[str, object]) -> str:
    """Put choices into a name, the sentence first."""
    return "".join(f".{part}" for part in _parts(choices))


def _parts(choices: Mapping[str, object]) -> Iterator[str]:
    if choices.get("sentence") is not None:
        yield slug(str(choices["sentence"]))
    for name in ("model", "layer", "head", "translation"):
        if choices.get(name) is not None:
            said = str(choices[name])
            # A file of arrays bears its whole name, and no model has a dot.
            yield f"{name}_{slug(said.replace('.', ' ') if name == 'model' else said)}"


def film_name(chapters: Mapping[str, str], given: Mapping[str, object], has_traces: bool) -> str:
    """Name a film by the choices that were made for it, and by what saved traces made of them."""
    others = sorted(set(chapters.values()) - {""})
    if not others:
        return ""
    chosen = joined(given) or others[0]
    if not has_traces or others == [chosen]:
        return chosen
    return f"{chosen}_{_digest(repr(sorted(chapters.items())))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
