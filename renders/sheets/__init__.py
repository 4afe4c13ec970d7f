"""Contact sheets and the handout."""
