"""The tests; each has one sentence that says what is true."""
