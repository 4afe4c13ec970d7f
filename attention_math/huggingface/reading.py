"""Text → what a Hugging Face model reads: its ids, and its tokens as readers know them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transformers import PreTrainedTokenizerBase
from transformers.convert_slow_tokenizer import bytes_to_unicode

from attention_math.shown import byte_of

_SPACES = {" ": "␣", "\n": "⏎", "\t": "⇥"}
_NO_TEXT = "\ufffd"  # what a lone byte of a character decodes to
_LONGEST = 6  # tokens of a character: its bytes in UTF-8, and a mark of a word's beginning


class Read(NamedTuple):
    """What a model reads, token by token.

    ``tokens`` are the tokenizer's own, ``shown`` as readers know them, ``special`` those that stand
    for no text.
    """

    ids: tuple[int, ...]
    tokens: tuple[str, ...]
    shown: tuple[str, ...]
    special: tuple[bool, ...]


def read_text(tokenizer: PreTrainedTokenizerBase, text: str, *, is_target: bool = False) -> Read:
    """Cut a text as the tokenizer does, with the special tokens that it adds."""
    given = {"text_target": text} if is_target else {"text": text}
    return read_ids(tokenizer, tokenizer(**given)["input_ids"])


def read_ids(tokenizer: PreTrainedTokenizerBase, ids: Sequence[int]) -> Read:
    """Say what the ids of a text are."""
    own = set(tokenizer.all_special_ids)
    tokens = [str(token) for token in tokenizer.convert_ids_to_tokens(list(ids))]
    special = tuple(one in own for one in ids)
    shown = _shown(tokenizer, ids, tokens, special)
    return Read(tuple(map(int, ids)), tuple(tokens), tuple(shown), special)


def _shown(
    tokenizer: PreTrainedTokenizerBase,
    ids: Sequence[int],
    tokens: Sequence[str],
    special: Sequence[bool],
) -> list[str]:
    """Write each token as text; of equal ones with and without a space before, the space shows."""
    found: list[str] = []
    texts: list[str] = []
    while len(found) < len(ids):
        place = len(found)
        text = tokens[place] if special[place] else _decoded(tokenizer, ids[place : place + 1])
        if _NO_TEXT in text:
            found += _parts(tokenizer, ids[place:], tokens[place])
            texts += found[len(texts) :]
            continue
        texts.append(text)
        found.append(text.strip(" ") if text.strip() else _spaces(text))
    by_shown = {
        one: {i for i, other in zip(ids, found, strict=True) if other == one} for one in found
    }
    for place, text in enumerate(texts):
        has_twin = len(by_shown[found[place]]) > 1
        if has_twin and _begins_a_word(tokens[place]) and not special[place]:
            found[place] = f"␣{text.strip()}"
    return [text or tokens[i] for i, text in enumerate(found)]


def _decoded(tokenizer: PreTrainedTokenizerBase, ids: Sequence[int]) -> str:
    text = tokenizer.decode(list(ids), clean_up_tokenization_spaces=False)
    return text.removeprefix("##") if len(text) > len("##") else text


def _parts(tokenizer: PreTrainedTokenizerBase, ids: Sequence[int], token: str) -> list[str]:
    """Write the tokens that form one character together, each with its number among them."""
    for count in range(2, min(_LONGEST, len(ids)) + 1):
        text = _decoded(tokenizer, ids[:count])
        if _NO_TEXT not in text:
            return [f"{text.strip()} {number}/{count}" for number in range(1, count + 1)]
    return [_bytes(token)]


def _bytes(token: str) -> str:
    """Name the bytes of a token that forms no character."""
    alone = byte_of(token)
    known = {sign: byte for byte, sign in bytes_to_unicode().items()}
    found = [alone] if alone is not None else [known.get(sign, 0) for sign in token]
    return " ".join(["byte", *(f"{byte:02X}" for byte in found)])


def _spaces(text: str) -> str:
    """Let be seen what is nothing but spaces and ends of lines."""
    seen = "".join(_SPACES.get(sign, "␣") for sign in text)
    return seen if len(seen) <= len(_SPACES) else f"{seen[0]}×{len(seen)}"


def _begins_a_word(token: str) -> bool:
    return token.startswith(("Ġ", "▁"))
