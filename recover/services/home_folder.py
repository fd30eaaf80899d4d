"""Which folder holds the data and the settings."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from recover.domain.errors import Misused


def chosen_home(given: str | None, environment: Mapping[str, str] = os.environ) -> Path:
    """Choose the home folder: the one given, or in the environment, or where the system has it.

    Raises:
        Misused: Nothing says where it is.
    """
    try:
        return _home(given or environment.get("RECOVER_HOME"), environment)
    except RuntimeError:
        raise Misused(
            "Nothing says where your home folder is (HOME is not set): "
            "name the folder of your data with --home or RECOVER_HOME."
        ) from None


def _home(given: str | None, environment: Mapping[str, str]) -> Path:
    """Choose the home folder; `RuntimeError` when nobody knows where `~` is."""
    if given:
        return Path(given).expanduser()
    if sys.platform == "linux":
        # What platformdirs would say; importing it costs as much as a fifth of a command.
        data = environment.get("XDG_DATA_HOME", "")
        if not data and environment.get("HOME") == "":
            raise RuntimeError("HOME is empty")
        return Path(data if data.startswith("/") else "~/.local/share").expanduser() / "recover"
    from platformdirs import user_data_path

    return user_data_path("recover", appauthor=False)
