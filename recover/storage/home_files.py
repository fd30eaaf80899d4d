"""What stands where in a home folder.

| name | what it is |
|---|---|
| `work.jsonl` | the journal of open work, and of what was closed lately |
| `directory.jsonl` | the journal of accounts and people |
| `archive/2026-10.jsonl` | the journal of the incidents that were closed in that month, UTC |
| `copies/` | a copy a day and before what is hard to take back; damaged files that were repaired |
| `restoring/` | a backup that is being put in the place of all this (`recover.storage.restoring`) |
| `drafts/` | what was being typed |
| `settings.toml`, `notify.toml`, `playbooks/`, `templates/` | what a person has set |

A journal has more than one file while it is being compacted (`recover.storage.generations`).
"""

from pathlib import Path

from recover.storage import disk
from recover.storage.generations import generations, is_file_of

WORK = "work.jsonl"
DIRECTORY = "directory.jsonl"
ARCHIVE = "archive"
COPIES = "copies"
RESTORING = "restoring"


def month_path(home: Path, month: str) -> Path:
    """The journal of the incidents that were closed in *month*, such as `2026-10`."""
    return home / ARCHIVE / f"{month}.jsonl"


def _is_month(name: str) -> bool:
    """Whether a file is named after a month: `2026-10`."""
    year, dash, month = name.partition("-")
    is_made_so = bool(dash) and len(year) == len("2026") and len(month) == len("10")
    return is_made_so and name.isascii() and year.isdigit() and month.isdigit()


def months(home: Path) -> dict[str, list[int]]:
    """The months that have an archive, the newest first, each with its generations, lowest first.

    Raises:
        OSError: The folder cannot be read.
    """
    found: dict[str, list[int]] = {}
    for name in disk.names_in(str(home / ARCHIVE)):
        month = name.partition(".")[0]
        generation = is_file_of(f"{month}.jsonl", name) if _is_month(month) else 0
        if generation:
            found.setdefault(month, []).append(generation)
    return {month: sorted(found[month]) for month in sorted(found, reverse=True)}


def journals(home: Path) -> list[Path]:
    """Every journal that is on disk, under the name of its first generation: work first.

    Raises:
        OSError: A folder cannot be read.
    """
    named = [home / WORK, home / DIRECTORY, *(month_path(home, each) for each in months(home))]
    return [path for path in named if generations(str(path))]
