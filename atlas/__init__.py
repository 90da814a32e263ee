"""The atlas of the PTCE: records in, a static site out."""
