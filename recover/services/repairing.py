"""Mending what the doctor found: damaged journals, and files that others may read."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from recover.domain.errors import Failed
from recover.domain.text import count
from recover.services.home_folder import chosen_home
from recover.storage.book import Book
from recover.storage.errors import explained
from recover.storage.gaps import DAMAGED, declare
from recover.storage.home_files import WORK, journals
from recover.storage.inspection import Condition, look_at
from recover.storage.private_files import Openness, make_private, openness_of
from recover.storage.repair import RepairPlan, plan_repair, repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What can be mended in a home folder."""

    home: Path
    journals: tuple[RepairPlan, ...]
    """One for each damaged journal."""
    openness: Openness
    """What is made private again."""

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to mend."""
        return bool(self.journals or self.openness.files or self.openness.folders)


def plan_mending(
    *, home: str | None = None, environment: Mapping[str, str] = os.environ
) -> Mending:
    """Look what can be mended; changes nothing.

    Raises:
        Newer: A damaged file was written by a later version of recover.
        Failed: A folder or a file cannot be read.
        Misused: Nothing says where the data are.
    """
    folder = chosen_home(home, environment)
    with explained("look into", str(folder)):
        if not folder.is_dir():
            return Mending(home=folder, journals=(), openness=Openness())
        damaged = [
            path for path in journals(folder) if look_at(path).condition is Condition.DAMAGED
        ]
        found = openness_of(folder)
    plans = tuple(plan_repair(folder, path) for path in damaged)
    return Mending(home=folder, journals=plans, openness=found)


def mend(plan: Mending, *, on_wait: Callable[[str], object] | None = None) -> list[str]:
    """Do what the plan says; give a sentence for each thing that was done.

    Raises:
        Refused: A journal was changed since it was looked at.
        Failed: The disk would not do it; what was done before stays done.
    """
    make_private(plan.openness)
    made = len(plan.openness.files) + len(plan.openness.folders)
    done = [f"Made private: {_several(made)}."] if made else []
    for each in plan.journals:
        good = repair(each, on_wait=on_wait)
        kept = ", ".join(str(path) for _, path in each.keeps)
        done.append(f"{good} is good; the damaged file is kept as {kept}.")
    if plan.journals:
        _declare_gaps(plan.home)
    return done


def _declare_gaps(home: Path) -> None:
    """Write down what is missing in the chain; a journal that cannot be read says so by itself."""
    with suppress(Failed), Book(home / WORK) as work, work.exclusive():
        declare(work, home, DAMAGED)


def telling(plan: Mending) -> list[str]:
    """Say exactly what will be done, what is kept, and what is missing."""
    lines = [f"{path}: made private (700)." for path in plan.openness.folders]
    lines += [f"{path}: made private (600)." for path in plan.openness.files]
    for each in plan.journals:
        found = each.salvage
        lines.append(f"{found.path}: {count(found.lines, 'line')} can be read, and kept.")
        lines += [f"  not to be read: {what}" for what in found.missing]
        lines += [f"  {loss.what}: {loss.how}" for loss in found.losses]
        if found.is_whole:
            lines.append("  nothing is missing")
        lines += [f"  {file} is kept as it is, as {kept}" for file, kept in each.keeps]
    return lines


def _several(number: int) -> str:
    """Say how many."""
    return count(number, "file or folder") if number == 1 else f"{number} files and folders"
