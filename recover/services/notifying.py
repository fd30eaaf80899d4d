"""Showing reminders on the desktop, by a program of the system."""

import sys
from collections.abc import Sequence

from recover.domain.errors import Failed
from recover.domain.text import printable

_PATIENCE = 20
"""Seconds that the program may take."""
_MAC = (
    "on run argv",
    'display notification (item 1 of argv) with title "recover"',
    "end run",
)
_WINDOWS = (
    "$text = [Console]::In.ReadToEnd(); Add-Type -AssemblyName System.Windows.Forms; "
    "$icon = New-Object System.Windows.Forms.NotifyIcon; "
    "$icon.Icon = [System.Drawing.SystemIcons]::Information; $icon.Visible = $true; "
    "$icon.ShowBalloonTip(10000, 'recover', $text, 'Info'); Start-Sleep -Seconds 5; $icon.Dispose()"
)


class NoDesktop(Failed):
    """The program that shows notifications is not there."""

    kind = "no_desktop"


def notify(texts: Sequence[str], platform: str = sys.platform) -> None:
    """Show one notification for each text; no shell ever sees it.

    Raises:
        NoDesktop: The program that shows notifications is not there.
        Failed: It refused.
    """
    for text in texts:
        _show(_words(printable(text), platform), printable(text), platform)


def _words(text: str, platform: str) -> list[str]:
    """Give the program and its arguments."""
    if platform == "darwin":
        return ["osascript", *(word for line in _MAC for word in ("-e", line)), "--", text]
    if platform == "win32":
        return ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS]
    return ["notify-send", "--app-name=recover", "--", "recover", _body(text)]


def _body(text: str) -> str:
    """Write text so that it means itself: desktops read markup, and the program backslashes."""
    from html import escape

    return escape(text, quote=False).replace("\\", "\\\\")


def _show(words: Sequence[str], text: str, platform: str) -> None:
    """Run the program; where its arguments would be read as code, the text is its input."""
    import subprocess

    given = text if platform == "win32" else ""
    try:
        done = subprocess.run(  # noqa: S603 - a vector of our own making, no shell
            list(words), input=given, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError:
        raise NoDesktop(
            f"There is no {words[0]} here, so nothing was shown on the desktop: install it, "
            "or leave --notify out."
        ) from None
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is None or done.returncode:
        raise Failed(f"{words[0]} could not show the reminders; they are printed all the same.")
