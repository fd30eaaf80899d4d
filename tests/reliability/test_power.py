"""The power is cut: whatever was acknowledged is on the disk, not merely on its way there.

A home folder stands in a file system of its own, on a loop device over a file. That file as it is
at some moment, copied, is the disk as it would be found after a power cut at that moment: what the
kernel has not written yet is not in it. The copy is repaired, mounted, and read.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.reliability.conftest import Found
from tests.reliability.proving import sized
from tests.reliability.watching import Told, Watch, losses, numbers, watching

MEGABYTES = 24
LONGEST = 0.05
"""Seconds from the first acknowledgement to the cut, at most."""
CUTS_OF_A_HOME = 10


def system(*words: object, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command of the system.

    Raises:
        OSError: It is not there, or has failed.
    """
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    if done.returncode not in codes:
        raise OSError(f"{words[0]}: {done.stderr.decode()}")


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[Path]:
    """Have the file system in a file mounted."""
    folder.mkdir(exist_ok=True)
    system("mount", "-o", "loop", image, folder)
    try:
        yield folder
    finally:
        system("umount", "-l", folder)


@pytest.fixture
def disk(tmp_path: Path, stage: Path) -> Iterator["Disk"]:
    """A disk of our own with a home folder on it, all of it synced."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a loop device")
    image = tmp_path / "disk"
    with image.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    try:
        system("mkfs.ext4", "-q", "-F", image)
        device = mounted(image, tmp_path / "mounted")
        folder = device.__enter__()
    except OSError as error:
        pytest.skip(f"there is no loop device to be had here: {error}")
    try:
        yield Disk(image, folder, stage)
    finally:
        device.__exit__(None, None, None)


class Disk:
    """A mounted image, and what it would look like after a power cut."""

    def __init__(self, image: Path, folder: Path, stage: Path) -> None:
        self._image = image
        self._stage = stage
        self.folder = folder
        self._count = 0

    def home(self) -> Path:
        """Put a home folder with work in it on the disk, synced."""
        self._count += 1
        home = Path(shutil.copytree(self._stage, self.folder / f"home-{self._count}"))
        os.sync()
        return home

    def first_day(self) -> Path:
        """Name a home folder that does not exist yet."""
        self._count += 1
        return self.folder / f"first-{self._count}"

    def cut(self, home: Path, told: list[Told], known: dict[str, Any], before: int) -> list[str]:
        """Copy the disk as it is, and say what is lost of *home* in the copy."""
        copy = self._image.with_name("copy")
        copy.write_bytes(self._as_it_is())
        system("fsck.ext4", "-p", copy, codes=(0, 1))
        with mounted(copy, self._image.with_name("found")) as found:
            there = found / home.relative_to(self.folder)
            return losses(there, told, dict(known), before)

    def _as_it_is(self) -> bytes:
        """Read the disk at one moment: twice the same, so that nothing was written meanwhile."""
        before = b""
        while (now := self._image.read_bytes()) != before:
            before = now
        return now


def cut_often(watch: Watch, disk: Disk, cuts: int) -> tuple[int, list[str]]:
    """Live and have the power cut; give how much was acknowledged, and what was lost."""
    chance = Random(5)  # noqa: S311 - the same moments, as far as a machine allows
    acknowledged = 0
    lost: list[str] = []
    known: dict[str, Any] = {}
    home = disk.home()
    for cut in range(cuts):
        if cut % CUTS_OF_A_HOME == 3:
            here, so_far, seconds = disk.first_day(), {}, 0.0
        else:
            if cut % CUTS_OF_A_HOME == 0 and cut:
                shutil.rmtree(home)
                home, known = disk.home(), {}
            here, so_far, seconds = home, known, chance.uniform(0, LONGEST)
        before = numbers(here)

        def judge(
            told: list[Told],
            here: Path = here,
            so_far: dict[str, Any] = so_far,
            before: int = before,
        ) -> None:
            lost.extend(disk.cut(here, told, so_far, before))

        told = watch.life(here, cut, seconds, judge)
        acknowledged += len(told)
        assert losses(here, told, so_far, before) == []
    return acknowledged, lost


def test_nothing_acknowledged_is_lost(disk: Disk, found: Found) -> None:
    """Lines, compacted books, and the very first line of a home folder."""
    cuts = sized(4, 200)
    with watching() as watch:
        acknowledged, lost = cut_often(watch, disk, cuts)

    assert lost == []
    assert acknowledged >= cuts
    found(f"{cuts} power cuts, {acknowledged} acknowledged, 0 lost")


def test_the_proof_fails_without_syncs(disk: Disk, found: Found) -> None:
    """The control: acknowledged before it is on the disk, it is lost."""
    cuts = sized(4, 20)
    with watching("unsynced") as watch:
        acknowledged, lost = cut_often(watch, disk, cuts)

    assert lost
    found(f"without syncs: {cuts} power cuts, {acknowledged} acknowledged, {len(lost)} losses")
