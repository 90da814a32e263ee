"""Places of France, their outlines put together, and the articles their names take."""
