"""Articles and their paragraphs."""
