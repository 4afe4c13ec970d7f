"""Opens a Hugging Face model from this machine's disk; every failure is a line with its remedy.

Nothing is fetched, no code that comes with a model is run, and no file that must be unpickled is
read.
"""

from __future__ import annotations

from functools import lru_cache

import torch
import transformers
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

_LOCAL = {"local_files_only": True, "trust_remote_code": False}
_UNUSED = ("pooler", "lm_head", "final_logits_bias")  # weights that no attention needs


@lru_cache(maxsize=1)
def open_model(path: str) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """Load a model in 32 bits, and its tokenizer, from a folder or from the local cache.

    Raises
    ------
    ValueError
        If one of them is not there, or cannot be read.
    """
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    config = _config(path)
    return _model(path, is_translator=bool(config.is_encoder_decoder)), _tokenizer(path)


def _config(path: str) -> transformers.PreTrainedConfig:
    try:
        return AutoConfig.from_pretrained(path, **_LOCAL)
    except Exception as error:  # a library error of many classes
        _refuse_own_code(path, error)
        raise ValueError(
            f"there is no Hugging Face model at {path!r}: name a folder with its config.json, or a "
            f"model that this machine has downloaded before"
        ) from None


def _model(path: str, *, is_translator: bool) -> PreTrainedModel:
    factory = AutoModelForSeq2SeqLM if is_translator else AutoModel
    options = dict(dtype=torch.float32, use_safetensors=True, output_loading_info=True)
    try:
        model, told = factory.from_pretrained(path, **_LOCAL, **options)
    except Exception as error:  # as above
        _refuse_own_code(path, error)
        raise ValueError(
            f"the weights of {path!r} cannot be read ({_line(error)}): save the model again with "
            "save_pretrained, which writes model.safetensors"
        ) from None
    missing = sorted(name for name in told["missing_keys"] if not _is_unused(name))
    if missing:
        raise ValueError(
            f"{path!r} lacks {len(missing)} weights of its model, {missing[0]} among them: save it "
            "again, whole"
        )
    return model.eval()


def _tokenizer(path: str) -> PreTrainedTokenizerBase:
    try:
        tokenizer, reason = AutoTokenizer.from_pretrained(path, **_LOCAL), "it knows no words"
    except Exception as error:  # as above
        _refuse_own_code(path, error)
        tokenizer, reason = None, _line(error)
    if tokenizer is None or len(tokenizer) <= len(tokenizer.all_special_ids):
        raise ValueError(
            f"{path!r} has a model but no tokenizer that can be read ({reason}): save it into the "
            "same folder with tokenizer.save_pretrained"
        )
    return tokenizer


def _refuse_own_code(path: str, error: Exception) -> None:
    if "trust_remote_code" in str(error):
        raise ValueError(
            f"{path!r} brings code of its own, which is never run: take a model whose class is "
            "part of transformers"
        ) from None


def _is_unused(name: str) -> bool:
    return any(part in name for part in _UNUSED)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
