"""`python -m atlas.documentation`."""

from atlas.documentation import write

write()
