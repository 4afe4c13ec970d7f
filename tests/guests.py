"""Tiny random Hugging Face models of many families, and tokenizers, built from nothing."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import transformers as hf
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

hf.logging.set_verbosity_error()

SENTENCE = "the white cat sees"
WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "white", "cat", "sees", "un", "##likely", "dog")
_SIZES = {"vocab_size": len(WORDS), "pad_token_id": 0, "bos_token_id": 2, "eos_token_id": 3}
_PLAIN = _SIZES | {
    "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 16,
    "max_position_embeddings": 32,
}  # fmt: skip
_GROUPED = _PLAIN | {"num_key_value_heads": 2, "head_dim": 4}
_BOTH = _SIZES | {
    "d_model": 16, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 4,
    "decoder_attention_heads": 4, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16,
    "max_position_embeddings": 32, "decoder_start_token_id": 2, "forced_eos_token_id": None,
}  # fmt: skip
_T5 = _SIZES | {
    "d_model": 16, "d_kv": 4, "d_ff": 16, "num_layers": 2, "num_heads": 4,
    "decoder_start_token_id": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """How to build a model, and how it calls W_O in the layer of each kind of attention."""

    factory: type[hf.PreTrainedModel]
    config: hf.PreTrainedConfig
    joins: dict[str, str]

    def build(self) -> hf.PreTrainedModel:
        torch.manual_seed(0)
        model = self.factory(self.config).eval()
        for (
            parameter
        ) in model.parameters():  # as it comes, weights are so small that nothing is seen
            torch.nn.init.normal_(parameter, std=0.4)
        return model


_BART = {
    "self": "model.encoder.layers.{}.self_attn.out_proj",
    "masked": "model.decoder.layers.{}.self_attn.out_proj",
    "cross": "model.decoder.layers.{}.encoder_attn.out_proj",
}
_BERT = {"self": "encoder.layer.{}.attention.output.dense"}
_LLAMA = {"masked": "layers.{}.self_attn.o_proj"}

FAMILIES = {
    "BERT": Family(hf.BertModel, hf.BertConfig(**_PLAIN), _BERT),
    "RoBERTa": Family(hf.RobertaModel, hf.RobertaConfig(**_PLAIN), _BERT),
    "DistilBERT": Family(
        hf.DistilBertModel,
        hf.DistilBertConfig(**_SIZES, dim=16, n_layers=2, n_heads=4, hidden_dim=16),
        {"self": "transformer.layer.{}.attention.out_lin"},
    ),
    "GPT-2": Family(
        hf.GPT2Model,
        hf.GPT2Config(**_SIZES, n_embd=16, n_layer=2, n_head=4, n_positions=32),
        {"masked": "h.{}.attn.c_proj"},
    ),
    "Llama": Family(hf.LlamaModel, hf.LlamaConfig(**_GROUPED), _LLAMA),
    "Mistral": Family(hf.MistralModel, hf.MistralConfig(**_GROUPED, sliding_window=2), _LLAMA),
    "Qwen 2": Family(hf.Qwen2Model, hf.Qwen2Config(**_PLAIN, num_key_value_heads=2), _LLAMA),
    "Qwen 3": Family(hf.Qwen3Model, hf.Qwen3Config(**_GROUPED), _LLAMA),
    "Gemma 2": Family(
        hf.Gemma2Model, hf.Gemma2Config(**_GROUPED, attn_logit_softcapping=2.0), _LLAMA
    ),
    "gpt-oss": Family(
        hf.GptOssModel,
        hf.GptOssConfig(**_GROUPED, num_local_experts=2, num_experts_per_tok=1),
        _LLAMA,
    ),
    "T5": Family(
        hf.T5ForConditionalGeneration,
        hf.T5Config(**_T5),
        {
            "self": "encoder.block.{}.layer.0.SelfAttention.o",
            "masked": "decoder.block.{}.layer.0.SelfAttention.o",
            "cross": "decoder.block.{}.layer.1.EncDecAttention.o",
        },
    ),
    "BART": Family(hf.BartForConditionalGeneration, hf.BartConfig(**_BOTH), _BART),
    "Marian": Family(hf.MarianMTModel, hf.MarianConfig(**_BOTH), _BART),
}
CASES = [(name, kind) for name, family in FAMILIES.items() for kind in family.joins]


def wordpieces() -> hf.PreTrainedTokenizerFast:
    """A tokenizer as BERT's."""
    pieces = Tokenizer(
        models.WordPiece({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    pieces.pre_tokenizer, pieces.decoder = pre_tokenizers.Whitespace(), decoders.WordPiece()
    around = [(word, WORDS.index(word)) for word in ("[CLS]", "[SEP]")]
    pieces.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=around
    )
    return hf.PreTrainedTokenizerFast(
        tokenizer_object=pieces, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]",
        sep_token="[SEP]",
    )  # fmt: skip


def bytewise(*words: str) -> hf.PreTrainedTokenizerFast:
    """A tokenizer as GPT-2's, that knows some words, each with and without a space before it."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges: list[tuple[str, str]] = []
    for word in words:
        merges += [*((word[:end], word[end]) for end in range(1, len(word))), ("Ġ", word)]
    merges = list(dict.fromkeys(merges))
    tokens = ["<|end|>", *alphabet, *dict.fromkeys(left + right for left, right in merges)]
    pieces = Tokenizer(models.BPE({token: i for i, token in enumerate(tokens)}, merges))
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces.decoder = decoders.ByteLevel()
    return hf.PreTrainedTokenizerFast(tokenizer_object=pieces, eos_token="<|end|>")


def metaspaced(*words: str) -> hf.PreTrainedTokenizerFast:
    """A tokenizer as SentencePiece's, that knows some words and all bytes."""
    pieces = ["<unk>", *(f"<0x{byte:02X}>" for byte in range(256)), "▁"]
    pieces += [f"▁{word}" for word in words]
    scores = [(piece, -float(i)) for i, piece in enumerate(pieces)]
    unigram = Tokenizer(models.Unigram(scores, unk_id=0, byte_fallback=True))
    unigram.pre_tokenizer = pre_tokenizers.Metaspace()
    unigram.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    return hf.PreTrainedTokenizerFast(tokenizer_object=unigram, unk_token="<unk>")
