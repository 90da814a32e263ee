"""The atlas of the PTCE: records in, a static site out."""

import time

LOADED = time.time_ns() - 20_000_000
"""Before this process began to load our code (ns), less what a system may be late in dating a file."""
