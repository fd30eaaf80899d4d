"""Moments in a reader's own language, on the client's clock."""

from datetime import UTC, datetime

import pytest

from recover.export.dates import Dates, language_named
from recover.export.report import When

WHEN = When(at=datetime(2026, 10, 23, 15, 0, tzinfo=UTC), zone="America/Los_Angeles")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("", ""),
        ("C.UTF-8", ""),
        ("POSIX", ""),
        ("de_DE.UTF-8", "de_DE"),
        ("en-GB", "en_GB"),
        ("ca_ES@valencia", "ca_ES"),
        ("xx_YY", None),
        ("../../etc", None),
        ("de_DE\n", "de_DE"),
    ],
)
def test_a_locale_names_a_language(name: str, language: str | None) -> None:
    """As the environment has it; what nobody knows names none."""
    assert language_named(name) == language


def test_without_a_language_a_moment_reads_as_in_the_app() -> None:
    """One way of writing everywhere."""
    assert Dates().when(WHEN) == "Fri 23 Oct 2026 08:00 PDT"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de_DE", "Fr., 23. Okt. 2026, 08:00 PDT"),
        ("en_US", "Fri, Oct 23, 2026, 8:00 AM PDT"),
        ("en_GB", "Fri, 23 Oct 2026, 08:00 PDT"),
        ("ja_JP", "2026年10月23日(金), 8:00 PDT"),
    ],
)
def test_with_one_it_is_written_in_it(language: str, shown: str) -> None:
    """The zone stays the client's."""
    assert Dates(language=language).when(WHEN).replace("\u202f", " ") == shown
