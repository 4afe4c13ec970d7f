"""Tiny random models of every family, and tokenizers of three kinds, all made here."""

from __future__ import annotations

import pytest
from transformers import PreTrainedTokenizerFast

from tests.guests import wordpieces


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    return wordpieces()
