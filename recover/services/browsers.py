"""Where the browsers are that can print a page by themselves: Chrome, Edge and Chromium."""

from collections.abc import Mapping
from pathlib import Path

from recover.domain.errors import Misused

SETTING = "RECOVER_BROWSER"
"""The environment variable that names the browser to use, by its path or its name."""
_NAMES = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def installed_browsers(platform: str, environment: Mapping[str, str]) -> list[Path]:
    """Give the browsers there are, the best first; the one that is set, and no other, if one is.

    Args:
        platform: As `sys.platform` says it.
        environment: The environment variables.

    Raises:
        Misused: The one that is set is not there.
    """
    from shutil import which

    path = environment.get("PATH", "")
    wanted = environment.get(SETTING, "")
    if wanted:
        found = which(wanted, path=path)
        if found is None:
            raise Misused(f"{SETTING} names {wanted!r}, and there is no such program: correct it.")
        return [Path(found)]
    there = [which(each, path=path) for each in places(platform, environment)]
    unlike = {Path(each).resolve(): Path(each) for each in reversed(there) if each}
    return list(reversed(unlike.values()))


def places(platform: str, environment: Mapping[str, str]) -> list[str]:
    """Give the names and paths that a browser may have on a platform, the best first."""
    if platform == "darwin":
        homes = ("", environment.get("HOME", ""))
        return [
            f"{home}/Applications/{name}.app/Contents/MacOS/{name}"
            for name in _MAC
            for home in dict.fromkeys(homes)
        ]
    if platform == "win32":
        folders = [environment[name] for name in _WINDOWS_FOLDERS if environment.get(name)]
        return [f"{folder}/{program}" for program in _WINDOWS for folder in folders]
    return list(_NAMES)


def room_for(browser: Path, environment: Mapping[str, str]) -> str | None:
    """Give the folder in which a browser can see files of ours; `None` for the usual one.

    Chromium as a snap sees neither the temporary folder nor what is hidden at home.
    """
    own = Path(environment.get("HOME", "/"), "snap", "chromium", "common")
    return str(own) if browser.name.startswith("chromium") and own.is_dir() else None
