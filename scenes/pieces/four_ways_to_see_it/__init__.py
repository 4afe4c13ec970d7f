"""The pictures of the chapter `four_ways_to_see_it` alone."""
