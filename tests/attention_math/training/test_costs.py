from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn.functional import scaled_dot_product_attention

from attention_math.training import costs
from attention_math.training.costs import Head, machine, measure_costs


def test_what_is_timed_is_attention() -> None:
    head = Head(5)
    head.run()
    assert head.weights.sum(dim=1) == pytest.approx(torch.ones(5))
    assert torch.allclose(
        head.output, scaled_dot_product_attention(head.query, head.key, head.value), atol=1e-6
    )


def test_every_text_is_measured_and_threads_are_given_back() -> None:
    before = torch.get_num_threads()
    found = measure_costs((4, 8), rounds=2)
    assert torch.get_num_threads() == before
    assert found.lengths.tolist() == [4, 8] and (found.milliseconds > 0).all()
    assert found.megabytes.tolist() == [64e-6, 256e-6]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("model name\t: Intel(R) Core(TM) i7-8550U CPU @ 1.80GHz\n", "Intel Core i7-8550U"),
        ("model name\t: AMD Ryzen 5 3600 6-Core Processor\n", "AMD Ryzen 5 3600 6-Core"),
    ],
)
def test_a_processor_is_named_as_people_do(
    told: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "cpuinfo").write_text(told)
    monkeypatch.setattr(costs, "_PROCESSORS", tmp_path / "cpuinfo")
    assert machine()[0].startswith(f"{name}, ")
