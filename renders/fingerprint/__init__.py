"""What a chapter's picture depends on: only what changed is made again, and can say why.

Neither manim nor torch nor a chapter is imported: their code is read, not run.
"""

from __future__ import annotations

from renders.fingerprint.chapter import inputs_of, shows_choice
from renders.fingerprint.inputs import Inputs, changes

__all__ = ["Inputs", "changes", "inputs_of", "shows_choice"]
