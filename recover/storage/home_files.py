"""What stands where in a home folder.

| name | what it is |
|---|---|
| `work.jsonl` | the journal of open work, and of what was closed lately |
| `directory.jsonl` | the journal of accounts and people |
| `archive/2026-10.jsonl` | the journal of the incidents that were closed in that month, UTC |
| `copies/` | copies made before anything that is hard to take back, and one a day |
| `restoring/` | a backup that is being put in the place of all this (`recover.storage.restoring`) |
| `drafts/` | what was being typed |
| `settings.toml`, `notify.toml`, `playbooks/`, `templates/` | what a person has set |

A journal has more than one file while it is being compacted (`recover.storage.generations`).
"""

from pathlib import Path

from recover.storage import disk
from recover.storage.generations import generations

WORK = "work.jsonl"
DIRECTORY = "directory.jsonl"
ARCHIVE = "archive"
COPIES = "copies"
RESTORING = "restoring"


def month_path(home: Path, month: str) -> Path:
    """The journal of the incidents that were closed in *month*, such as `2026-10`."""
    return home / ARCHIVE / f"{month}.jsonl"


def months(home: Path) -> list[str]:
    """The months that have an archive, the newest first.

    Raises:
        OSError: The folder cannot be read.
    """
    found = set()
    for name in disk.names_in(str(home / ARCHIVE)):
        month, dot, rest = name.partition(".")
        is_ours = dot and rest.endswith("jsonl") and len(month) == 7 and month[4] == "-"
        if (
            is_ours
            and month.replace("-", "").isdigit()
            and generations(str(month_path(home, month)))
        ):
            found.add(month)
    return sorted(found, reverse=True)


def journals(home: Path) -> list[Path]:
    """Every journal that is on disk, under the name of its first generation: work first.

    Raises:
        OSError: A folder cannot be read.
    """
    named = [home / WORK, home / DIRECTORY, *(month_path(home, each) for each in months(home))]
    return [path for path in named if generations(str(path))]
