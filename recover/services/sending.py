"""Sending reminders to the addresses of `notify.toml`, through Apprise."""

from collections.abc import Sequence

from recover.domain.errors import Failed
from recover.domain.text import printable
from recover.services.desk import Desk
from recover.storage.notify_file import read_addresses


def send(desk: Desk, texts: Sequence[str]) -> bool:
    """Send each text to every address; `False` when there is no address.

    Raises:
        Misused: `notify.toml` is not private, or not usable.
        Failed: The extra is not installed, or an address did not take it.
    """
    addresses = read_addresses(desk.home)
    if not addresses:
        return False
    try:
        import apprise
    except ModuleNotFoundError:
        raise Failed(
            "notify.toml names addresses, and what sends to them is not installed: "
            "pip install 'recover[notify]'."
        ) from None
    _keep_quiet()
    service = apprise.Apprise()
    bad = [place for place, url in enumerate(addresses, start=1) if not service.add(url)]
    if bad:
        raise Failed(f"Address {bad[0]} of notify.toml is none that can be sent to: mend it.")
    plain = apprise.NotifyFormat.TEXT  # where an address takes markup, the words are none
    sent = (
        service.notify(body=printable(text), title="recover", body_format=plain) for text in texts
    )
    if not all(sent):
        raise Failed("Not every address of notify.toml took the reminders; they are printed here.")
    return True


def _keep_quiet() -> None:
    """Keep what the library would log about addresses out of every output: they are secrets."""
    import logging

    logger = logging.getLogger("apprise")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
