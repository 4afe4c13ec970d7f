"""From segments to clips to the film: what is made, joined, subtitled and kept."""
