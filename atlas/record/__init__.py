"""A record: the table of its fields, its YAML, its values, and how one is written."""
