"""Contact sheets and the handout."""

TEXT, SHEET, STILL = "sheet.json", "sheet.png", "still.png"  # the files of one chapter
