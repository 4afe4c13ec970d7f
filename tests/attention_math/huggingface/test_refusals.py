"""What cannot be traced truly is refused in a line, with its remedy; the model stays as it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
import transformers as hf
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import PreTrainedTokenizerFast

from attention_math.huggingface import trace_model
from attention_math.huggingface.loading import open_model
from attention_math.huggingface.names import named
from attention_math.huggingface.request import trace_path
from tests.guests import FAMILIES, SENTENCE


def refusal(*given: object, **options: object) -> str:
    with pytest.raises(ValueError) as refused:
        trace_model(*given, **options)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tokenizer: PreTrainedTokenizerFast) -> Path:
    path = tmp_path_factory.mktemp("models") / "small"
    FAMILIES["GPT-2"].build().save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_a_folder_gives_the_trace_of_its_model(
    folder: Path, tokenizer: PreTrainedTokenizerFast
) -> None:
    found = trace_path(f"hf:{folder}", SENTENCE, 2)
    own = trace_model(FAMILIES["GPT-2"].build(), tokenizer, SENTENCE, layer=2)
    assert found.source.label == "hf:small · layer 2"
    np.testing.assert_array_equal(found.heads[1].weights, own.heads[1].weights)


def test_a_badge_says_the_last_part_of_a_path() -> None:
    assert named("hf:openai-community/gpt2") == named("hf:/here/gpt2/") == named("gpt2")
    assert named(r"hf:C:\here\gpt2") == "hf:gpt2"


def test_what_the_model_lacks(tokenizer: PreTrainedTokenizerFast) -> None:
    model = FAMILIES["BERT"].build()
    assert "no layer 3 of self attention: 1 to 2" in refusal(model, tokenizer, SENTENCE, layer=3)
    assert "no masked attention; it has self" in refusal(model, tokenizer, SENTENCE, kind="masked")
    assert "translates nothing" in refusal(model, tokenizer, SENTENCE, "the dog")
    assert "reads at most 32 tokens, and this text has 42" in refusal(model, tokenizer, "cat " * 40)
    assert "the sentence is empty" in refusal(model, tokenizer, " ")


def test_a_model_that_goes_its_own_way(tokenizer: PreTrainedTokenizerFast) -> None:
    model = hf.BloomModel(hf.BloomConfig(vocab_size=11, hidden_size=16, n_layer=1, n_head=2))
    assert "keeps its attention to itself" in refusal(model, tokenizer, SENTENCE)


def test_attention_that_does_not_follow(
    tokenizer: PreTrainedTokenizerFast, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = FAMILIES["Llama"].build()
    home = sys.modules[type(model).__module__]
    eager = home.eager_attention_forward

    def sharper(*given: Tensor, scaling: float, **options: object) -> tuple[Tensor, Tensor]:
        return eager(*given, scaling=1.01 * scaling, **options)

    monkeypatch.setattr(home, "eager_attention_forward", sharper)
    assert "weights do not follow from its queries, keys" in refusal(model, tokenizer, SENTENCE)


def test_the_model_is_left_as_it_was(tokenizer: PreTrainedTokenizerFast) -> None:
    model = FAMILIES["Llama"].build().train()
    home = sys.modules[type(model).__module__]
    before = model.config._attn_implementation, home.apply_rotary_pos_emb
    trace_model(model, tokenizer, SENTENCE)
    refusal(model, tokenizer, SENTENCE, layer=3)
    assert (model.config._attn_implementation, home.apply_rotary_pos_emb) == before
    assert model.training
    assert not any(module._forward_hooks for module in model.modules())


def test_sixteen_bits(tokenizer: PreTrainedTokenizerFast) -> None:
    model = FAMILIES["BERT"].build()
    for parameter in model.parameters():  # small, as in a model that nobody has trained
        torch.nn.init.normal_(parameter, std=0.02)
    model.bfloat16()
    found = trace_model(model, tokenizer, SENTENCE)
    assert found.heads[0].weights.dtype == np.float32
    assert "query_weight" not in dict(found.heads[0].arrays())  # 16 bits of Q do not follow from it
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=1)
    assert "load the model in 32 bits" in refusal(model, tokenizer, SENTENCE)


def test_the_likeliest_translation(tokenizer: PreTrainedTokenizerFast) -> None:
    model = FAMILIES["Marian"].build()
    found = trace_model(model, tokenizer, SENTENCE, kind="cross", layer=1)
    written = found.query_side.ids.tolist()
    ids = torch.tensor([found.key_side.ids.tolist()])
    for place in range(1, len(written)):
        with torch.no_grad():
            read = torch.tensor([written[:place]])
            logits = model(input_ids=ids, decoder_input_ids=read).logits[0, -1]
        assert int(logits.argmax()) == written[place]


def opened(path: Path) -> str:
    open_model.cache_clear()
    with pytest.raises(ValueError) as refused:
        open_model(str(path))
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_files_that_are_missing(copy: Path) -> None:
    assert "there is no Hugging Face model at" in opened(copy / "elsewhere")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (copy / name).unlink()
    assert "no tokenizer that can be read" in opened(copy)
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    assert "save_pretrained, which writes model.safetensors" in opened(copy)


def test_weights_that_are_missing_are_not_made_up(copy: Path) -> None:
    weights = load_file(copy / "model.safetensors")
    del weights["h.1.attn.c_attn.weight"]
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    assert "lacks 1 weights of its model, h.1.attn.c_attn.weight among them" in opened(copy)


def test_code_that_comes_with_a_model_is_not_run(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    config |= {"model_type": "own", "auto_map": {"AutoConfig": "own.Own", "AutoModel": "own.Own"}}
    (copy / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (copy / "own.py").write_text(f"open({str(copy / 'ran')!r}, 'w')", encoding="utf-8")
    assert "brings code of its own, which is never run" in opened(copy)
    assert not (copy / "ran").exists()


def test_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("attention_math.huggingface.")]:
        if name != "attention_math.huggingface.request":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ValueError, match=r"pip install 'attention-film\[huggingface\]'"):
        trace_path("hf:gpt2", SENTENCE)
