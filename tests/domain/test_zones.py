"""Every zone through one door (`deadlines.md` A5, B2, H2)."""

import subprocess
import sys
from datetime import datetime
from importlib import metadata
from pathlib import Path

import pytest

from recover.domain.errors import RecoverError
from recover.domain.zones import (
    CalendarError,
    UnknownZone,
    abbreviations,
    keys_named,
    nearest_keys,
    zone,
    zone_data_version,
    zone_keys,
)


@pytest.mark.parametrize(
    "key",
    [
        "America",
        "Atlantis/Poseidonis",
        "america/chicago",
        "",
        ".",
        "/etc/passwd",
        "../zoneinfo/UTC",
        "America/Chicago/",
        "a\0b",
        "\ud800",
        "zones",
        "x" * 5000,
        ["a"],
        {"zone": "UTC"},
        None,
        5,
        b"UTC",
        Path("UTC"),
    ],
)
def test_whatever_is_wrong_with_a_key_is_an_unknown_zone(key: object) -> None:
    """H2: a folder, a path, a missing file, a strange character or no text are all one error."""
    with pytest.raises(UnknownZone) as refused:
        zone(key)  # type: ignore[arg-type]

    assert isinstance(refused.value, CalendarError)
    assert isinstance(refused.value, RecoverError)
    assert refused.value.kind == "unknown_zone"
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("america/chicago", "America/Chicago"),
        ("America/New York", "America/New_York"),
        ("Chicago", "America/Chicago"),
        ("US/Chicago", "America/Chicago"),
        ("Europe/Lodnon", "Europe/London"),
        ("Asia/Kathmandou", "Asia/Kathmandu"),
        ("Amrica/Chicago", "America/Chicago"),
        ("Amrica/Chicgo", "America/Chicago"),
        ("Eurpoe/Lnodon", "Europe/London"),
        ("Amrica/New York City", "America/New_York"),
        ("Amrica/Phenix", "America/Phoenix"),
        ("Austrlia/Sidny", "Australia/Sydney"),
        ("Americas/Argentina/Buenos", "America/Argentina/Buenos_Aires"),
    ],
)
def test_an_unknown_zone_suggests_the_nearest(typed: str, meant: str) -> None:
    """The nearest key comes first, in the message and for scripts."""
    with pytest.raises(UnknownZone, match=meant) as refused:
        zone(typed)

    assert refused.value.candidates[0] == meant
    assert nearest_keys(typed) == refused.value.candidates


@pytest.mark.parametrize("typed", ["Amrica/X", "Eurpoe/Q", "America/Xyzzy", "Pasific/12"])
def test_a_key_of_which_only_the_area_is_known_suggests_keys_there(typed: str) -> None:
    """H2: what looks most like the rest of it, in the area that must be meant."""
    with pytest.raises(UnknownZone) as refused:
        zone(typed)

    areas = {key.partition("/")[0] for key in refused.value.candidates}
    assert len(refused.value.candidates) == 3
    assert len(areas) == 1
    assert areas <= {"America", "Europe", "Pacific"}


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Denver", ("America/Denver",)),
        ("new york", ("America/New_York",)),
        ("New_York", ("America/New_York",)),
        ("Kathmandu", ("Asia/Kathmandu",)),
        ("St Johns", ("America/St_Johns",)),
        ("St. John's", ("America/St_Johns",)),
        ("america/st_johns", ("America/St_Johns",)),
        ("America/Argentina/Buenos Aires", ("America/Argentina/Buenos_Aires",)),
        ("Port of Spain", ("America/Port_of_Spain",)),
        ("Singapore", ("Singapore",)),
        ("Istanbul", ("Europe/Istanbul",)),
        ("west", ("Australia/West", "Brazil/West")),
        ("Atlantis", ()),
        ("", ()),
    ],
)
def test_a_place_by_the_last_part_of_its_key(name: str, keys: tuple[str, ...]) -> None:
    """B2: `_` is a space, case does not matter, and a name that two clocks share says so."""
    assert keys_named(name) == keys


def test_abbreviations_are_those_of_one_year() -> None:
    """B2: a client's own abbreviations, which this year are not last year's in British Columbia."""
    assert abbreviations("America/Vancouver", 2025) == {"pst", "pdt"}
    assert abbreviations("America/Vancouver", 2026) == {"pst", "pdt", "mst"}
    assert abbreviations("Asia/Kathmandu", 2026) == {"+0545"}


def test_every_key_can_be_loaded() -> None:
    """The list of keys and the data belong together."""
    assert len(zone_keys()) > 400
    assert [key for key in zone_keys() if zone(key).key != key] == []


def test_the_pinned_data_go_before_the_operating_system() -> None:
    """A5: in a fresh process, even a zone that was loaded from elsewhere before comes from ours."""
    code = (
        "import zoneinfo\n"
        "zoneinfo.reset_tzpath(to=['/usr/share/zoneinfo'])\n"
        "from recover.domain.zones import zone\n"
        "print(zoneinfo.TZPATH)\n"
        "print(zone('America/Vancouver').utcoffset(__import__('datetime').datetime(2026, 12, 1)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    path, offset = run.stdout.splitlines()

    assert "tzdata" in path
    assert "/usr/share" not in path
    assert offset == "-1 day, 17:00:00"


def test_the_version_of_the_zone_data() -> None:
    """It is the IANA name of the installed package: 2026.2 is 2026b."""
    year, release = metadata.version("tzdata").split(".")[:2]

    assert zone_data_version() == f"{year}{chr(ord('a') + int(release) - 1)}"


def test_a_zone_is_loaded_once() -> None:
    """One object per key, so that moments of one clock share it."""
    assert zone("Europe/London") is zone("Europe/London")
    assert datetime(2026, 6, 1, tzinfo=zone("Europe/London")).tzname() == "BST"


@pytest.mark.parametrize("name", ["GMT+2", "gmt-3", "GMT+0"])
def test_an_offset_with_the_sign_turned_round_is_no_place(name: str) -> None:
    """`Etc/GMT+2` is two hours behind; who writes GMT+2 means two hours ahead."""
    assert all(not key.startswith("Etc/") for key in keys_named(name))
