"""Journeys in three browsers of three engines: `make engines`, and no part of `make test`, which asks for one browser."""
