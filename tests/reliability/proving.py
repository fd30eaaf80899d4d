"""How much is proved: enough for every run, or the numbers that are promised.

`RECOVER_PROOFS=full python -m pytest tests/reliability` does the whole of it, and prints what it
found at the end.
"""

import os
from pathlib import Path

FULL = os.environ.get("RECOVER_PROOFS") == "full"
ROOT = Path(__file__).parents[2]
"""Where processes start, so that they find `tests`."""


def sized(reduced: int, full: int) -> int:
    """Give the number of this run."""
    return full if FULL else reduced
