"""The pictures drawn at build: the plate of France, of each région, and where each pole lies."""
