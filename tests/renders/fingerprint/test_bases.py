"""However a chapter names its base, it shows the numbers that this one shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from renders.fingerprint.modules import Modules, attribute

USUAL = 'class Usual:\n    model = "usual"\nclass Own(Usual):\n    model: str = "own"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from film.bases import Own\nclass Mine(Own): ...", {"own"}),
        ("from film.bases import *\nclass Mine(Own): ...", {"own"}),
        ("from film.bases import Own as Mine\nclass Mine(Mine): ...", {"own"}),
        ("from film.bases import Own as Base\nclass Mine(Base): ...", {"own"}),
        ("import film.bases\nclass Mine(film.bases.Own): ...", {"own"}),
        ("from film import bases as others\nclass Mine(dict, others.Own[int]): ...", {"own"}),
        # of two bases with one name, either may be meant
        ("import film.bases\nclass Own(Usual): ...\nclass Mine(Own): ...", {"own", "usual"}),
        ("from film.bases import Own\nNAME = 'mine'\nclass Mine(Own):\n    model = NAME", {None}),
        ("from film.bases import Own\nclass Mine(Own):\n    model: str", {"own"}),
        ("class Other(Mine): ...\nclass Mine(Other): ...", set()),
    ],
)
def test_a_chapter_has_the_model_of_its_nearest_base(
    text: str, expected: set[object], tmp_path: Path
) -> None:
    (tmp_path / "film").mkdir()
    (tmp_path / "film/bases.py").write_text(USUAL)
    (tmp_path / "film/mine.py").write_text(text)
    code = Modules(tmp_path, {"film"}).closure(["film.mine"])
    assert attribute(code, "film.mine", "Mine", "model") == expected
