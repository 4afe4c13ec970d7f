"""Runs the scenes and writes files: clips, captions, the film. Nothing imports this package."""

from renders.unedited import note_own_code

note_own_code()  # in every process, before it imports anything that could have been edited
