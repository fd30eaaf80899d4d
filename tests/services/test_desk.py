"""Where a desk finds its book."""

import sys
from pathlib import Path

import pytest

from recover.services.desk import open_desk


@pytest.mark.skipif(sys.platform != "linux", reason="the operating system wants it elsewhere")
@pytest.mark.parametrize("data", ["", "relative/data"])
def test_the_book_is_where_platformdirs_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str
) -> None:
    """`XDG_DATA_HOME` if it is a whole path, else `.local/share`; the folder is not made yet."""
    from platformdirs import user_data_path

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    usual = open_desk(environment={"XDG_DATA_HOME": data})
    chosen = open_desk(environment={"XDG_DATA_HOME": str(tmp_path / "data")})

    assert usual.home == user_data_path("recover", appauthor=False)
    assert chosen.home == tmp_path / "data" / "recover"
    assert not usual.home.exists()
    usual.close()
    chosen.close()
