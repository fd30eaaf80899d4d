"""Dates, money and shares as people write them: one strict grammar for every face."""

import re
from datetime import date
from typing import TYPE_CHECKING

from recover.domain.errors import Refused
from recover.domain.text import shorten

if TYPE_CHECKING:
    from decimal import Decimal

# Compiled when they are first needed: every command loads this module, and few read a date.
_DATE = "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_AMOUNT = r"[0-9]{1,12}(?:\.[0-9]{1,2})?"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?"
_PERCENT = r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%?"


class NotRead(Refused):
    """What was written means nothing exact."""

    kind = "not_read"


def read_date(typed: str, *, whole: bool = True) -> date:
    """Read `2026-10-23`; unless it has to be *whole*, also `2026-10` and `2026`.

    Raises:
        NotRead: It is written in another way, or there is no such date.
    """
    found = re.fullmatch(_DATE, typed.strip())
    if found and (found[3] or not whole):
        try:
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            raise NotRead(f"There is no date {_quoted(typed)}: look at the calendar.") from None
    also = "" if whole else ", 2026-10 or 2026"
    raise NotRead(f"{_quoted(typed)} is not a date: write it as 2026-10-23{also}.")


def read_amount(typed: str) -> "Decimal":
    """Read an amount of money: `48600`, `48,600` or `131.51`; never more than two decimals.

    Raises:
        NotRead: It is written in another way.
    """
    text = typed.strip()
    if not re.fullmatch(_AMOUNT, text) and not re.fullmatch(_GROUPED, text):
        raise NotRead(
            f"{_quoted(typed)} is not an amount: write plain digits, such as 48600 or 131.51."
        )
    return _decimal(text.replace(",", ""))


def read_email(typed: str) -> str:
    """Read an e-mail address, or nothing: something, an `@`, and a place, without blanks.

    Raises:
        NotRead: It is written in another way.
    """
    text = typed.strip()
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise NotRead(
            f"{_quoted(typed)} is not an e-mail address: write one such as office@lumen.example."
        )
    return text


def read_phone(typed: str) -> str:
    """Read a telephone number, or nothing: whatever people write with at least a digit in it.

    Raises:
        NotRead: There is no digit.
    """
    text = typed.strip()
    if text and not any(character.isdigit() for character in text):
        raise NotRead(f"{_quoted(typed)} is not a telephone number: it has no digit.")
    return text


def read_percent(typed: str) -> "Decimal":
    """Read a share from 0 to 100 percent, with or without its sign.

    Raises:
        NotRead: It is written in another way, or is more than 100.
    """
    found = re.fullmatch(_PERCENT, typed.strip())
    value = _decimal(found[1]) if found else None
    if value is None or value > 100:
        raise NotRead(f"{_quoted(typed)} is not a share: write percent from 0 to 100, such as 15.")
    return value


def _decimal(digits: str) -> "Decimal":
    """Make a number of digits that have been checked."""
    from decimal import Decimal

    return Decimal(digits)


def _quoted(typed: str) -> str:
    """Show what was typed, cut short."""
    return repr(shorten(typed, 60))
