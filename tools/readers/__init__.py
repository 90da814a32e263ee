"""Readers that we did not write, run on the built site: `python -m tools.readers`. See `__main__.py`."""
