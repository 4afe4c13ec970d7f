"""What machines read of a clip: an object of schema.org. Addresses are whole ones, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from renders.embed.piece import Piece

Described = dict[str, object]


def describe_video(piece: Piece, title: str, url: str, addresses: Sequence[str]) -> Described:
    """Describe a clip as a ``VideoObject``.

    Parameters
    ----------
    url
        Where the gallery lies, with a slash at its end; nothing, if that is not known.
    addresses
        Of its page, its video, its poster and the page for frames, relative to that.
    """
    described: Described = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": title,
        "description": piece.teaches,
        "duration": f"PT{round(piece.seconds)}S",
        "inLanguage": "en",
        "width": piece.frame.width,
        "height": piece.frame.height,
        "transcript": " ".join(caption.text for caption in piece.captions),
    }
    if url:
        page, video, poster, frame = (f"{url}{one}" for one in addresses)
        changed = datetime.fromtimestamp(piece.video.stat().st_mtime, UTC)
        described |= {
            "url": page,
            "contentUrl": video,
            "thumbnailUrl": poster,
            "embedUrl": frame,
            "uploadDate": changed.isoformat(timespec="seconds"),
            "hasPart": [_part(beat, page) for beat in piece.beats],
        }
    return described


def _part(beat: object, page: str) -> Described:
    return {
        "@type": "Clip",
        "name": beat.name,
        "startOffset": round(beat.start, 2),
        "endOffset": round(beat.end, 2),
        "url": f"{page}#t={beat.start:.2f}",
    }
