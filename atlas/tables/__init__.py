"""Tables that others made: read, understood column by column, and turned into records a line at a time."""
