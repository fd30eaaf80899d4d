"""kill -9 at a random instant of real work: whatever was acknowledged is there."""

import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.reliability.conftest import Found
from tests.reliability.proving import sized
from tests.reliability.watching import Watch, losses, numbers, watching

LIVES = 4
"""How many families live, each in a home of its own."""
KILLS_OF_A_HOME = 25
LONGEST = 0.06
"""Seconds from the first acknowledgement to the kill, at most."""


def kill_often(watch: Watch, stage: Path, folder: Path, kills: int, seed: int) -> tuple[int, int]:
    """Live and be killed; give how much was acknowledged, and how often a book was compacted."""
    chance = Random(seed)  # noqa: S311 - the same moments, as far as a machine allows
    acknowledged = compacted = 0
    for first in range(0, kills, KILLS_OF_A_HOME):
        home = Path(shutil.copytree(stage, folder / f"home-{first}"))
        known: dict[str, Any] = {}
        for kill in range(first, min(first + KILLS_OF_A_HOME, kills)):
            before = numbers(home)
            told = watch.life(home, seed * 10_000 + kill, chance.uniform(0, LONGEST))
            acknowledged += len(told)
            assert losses(home, told, known, before) == [], f"kill {kill}, home {home}"
        names = [each.name for each in home.glob("*.g*.jsonl")]
        compacted += sum(int(name.split(".g")[1].split(".")[0]) - 1 for name in names)
    return acknowledged, compacted


@pytest.mark.parametrize("family", range(LIVES))
def test_nothing_acknowledged_is_lost(
    stage: Path, tmp_path: Path, family: int, found: Found
) -> None:
    """And at most one action more is there than was acknowledged; the next life goes on there."""
    kills = sized(12, 1000) // LIVES
    with watching() as watch:
        acknowledged, compacted = kill_often(watch, stage, tmp_path, kills, family)

    found(f"{kills} kills, {acknowledged} acknowledged, 0 lost, {compacted} compactions")
    assert acknowledged >= kills
    assert compacted or kills < KILLS_OF_A_HOME


def test_the_proof_fails_for_a_book_that_writes_behind(stage: Path, tmp_path: Path) -> None:
    """The control: acknowledged before it is in the file, something is lost."""
    with watching("behind") as watch:
        lost: list[str] = []
        for life in range(20):
            if lost:
                break
            home = Path(shutil.copytree(stage, tmp_path / f"home-{life}"))
            before = numbers(home)
            lost += losses(home, watch.life(home, life, 0.02), {}, before)

    assert any("acknowledged" in each for each in lost)
