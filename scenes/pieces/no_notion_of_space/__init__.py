"""The pictures of the chapter `no_notion_of_space` alone."""
