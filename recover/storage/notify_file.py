"""Where reminders are sent to: `notify.toml` in the home folder, which holds secrets."""

import os
import stat
from pathlib import Path

from recover.domain.errors import Misused

LARGEST = 64 * 1024


def read_addresses(home: Path) -> tuple[str, ...]:
    """Read the addresses of `notify.toml`, each as Apprise takes it; no file means none.

    Raises:
        Misused: Others can read the file, or it holds something else than `urls = [...]`; no
            address is ever part of the sentence.
    """
    path = home / "notify.toml"
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Misused(f"Cannot read {path}: {error.strerror}. Mend it or move it away.") from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise Misused(f"{path} holds secrets and others can read it: run `chmod 600 {path}`.")
    return _urls(path, raw)


def _urls(path: Path, raw: bytes) -> tuple[str, ...]:
    """Take the addresses out of the file."""
    import tomllib

    wanted = f'{path} has to say urls = ["..."] and nothing else.'
    try:
        values = tomllib.loads(raw[:LARGEST].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Misused(wanted) from None
    urls = values.get("urls")
    if set(values) != {"urls"} or not isinstance(urls, list):
        raise Misused(wanted)
    if not all(isinstance(each, str) and each.strip() for each in urls):
        raise Misused(wanted)
    return tuple(urls)
