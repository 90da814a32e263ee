"""The machine underneath: the files that are written, those remembered, the processes."""
