"""The order of a build, and what pages are put together with: shell, map, templates."""
