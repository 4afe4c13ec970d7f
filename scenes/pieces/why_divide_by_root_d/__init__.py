"""The pictures of the chapter `why_divide_by_root_d` alone."""
