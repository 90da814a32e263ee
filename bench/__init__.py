"""How long a build takes, beside `mkdocs build` on the same records in the same run: `python -m bench`."""
