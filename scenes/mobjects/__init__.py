"""What stands on the stage. Mobjects take arrays and words, and never play animations."""
