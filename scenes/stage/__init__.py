"""What every chapter stands on: cited numbers, text, layout, motion, camera. No pictures."""
