"""Lectures: clips that stop at the end of each beat, on a page and in other programs' formats."""
