"""Dates, money and shares as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from recover.domain.written import NotRead, read_amount, read_date, read_percent


@pytest.mark.parametrize(
    ("typed", "whole", "expected"),
    [
        ("2026-10-23", True, date(2026, 10, 23)),
        (" 2024-02-29 ", True, date(2024, 2, 29)),
        ("2011", False, date(2011, 1, 1)),
        ("2011-05", False, date(2011, 5, 1)),
    ],
)
def test_dates_are_iso(typed: str, whole: bool, expected: date) -> None:
    """Only the order that cannot be misread; a year alone where that is enough."""
    assert read_date(typed, whole=whole) == expected


@pytest.mark.parametrize(
    "typed",
    ["", "2011", "2011-05", "23.10.2026", "10/11/2026", "2026-02-30", "2026-1-2", "٢٠٢٦-١٠-٢٣"],
)
def test_other_dates_are_refused(typed: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(NotRead):
        read_date(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("48600", "48600"), ("48,600", "48600"), ("1,234,567.89", "1234567.89"), (" 0.5 ", "0.5")],
)
def test_amounts_are_exact(typed: str, expected: str) -> None:
    """Digits, English groups of three, cents after a point."""
    assert read_amount(typed) == Decimal(expected)


@pytest.mark.parametrize(
    "typed", ["", "NaN", "1e5", "1_000", "-5", "1,23", "1.234.567", "12.345", "$5", "٥", "9" * 13]
)
def test_other_amounts_are_refused(typed: str) -> None:
    """What another country would read differently is no amount."""
    with pytest.raises(NotRead):
        read_amount(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("15", "15"), ("15%", "15"), ("0", "0"), ("100", "100"), ("7.5 %", "7.5")],
)
def test_shares_are_percent(typed: str, expected: str) -> None:
    """From 0 to 100, with or without the sign."""
    assert read_percent(typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["", "101", "100.01", "-1", "0,5", "half"])
def test_other_shares_are_refused(typed: str) -> None:
    """More than everything is a slip of the finger."""
    with pytest.raises(NotRead):
        read_percent(typed)
