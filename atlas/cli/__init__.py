"""The command line: one door, its French parser, and what each command does."""
