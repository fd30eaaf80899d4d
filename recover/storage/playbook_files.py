"""Where playbooks and the policy come from: the shipped folder, then the user's own."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recover.domain.checking import BadFile, Findings, nearest
from recover.domain.errors import Failed, NotFound
from recover.domain.names import slug
from recover.domain.playbook import BadPlaybook, Playbook
from recover.storage.toml_file import read_toml

if TYPE_CHECKING:
    from recover.domain.policy import Policy

PACKAGE = Path(__file__).resolve().parents[1]
POLICY = "policy.toml"
"""Stands in the same folders, and is no playbook."""


SHIPPED = "shipped"
"""Where a playbook is from that came with the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedPlaybook:
    """One playbook that can be chosen, or the reasons why it cannot."""

    id: str
    playbook: Playbook | None
    """`None` when the file has problems."""
    origin: str
    """`shipped` or `yours`."""
    path: Path
    replaces: Path | None
    """The shipped file of the same id that yours takes the place of."""
    problems: tuple[str, ...]
    """All that is wrong with the file; empty when it can be used."""


def shipped_folder(package: Path = PACKAGE) -> Path:
    """The folder of the playbooks that come with recover.

    A wheel carries them inside the package; a source tree has them beside it.
    """
    inside = package / "_playbooks"
    return inside if inside.is_dir() else package.parent / "playbooks"


def own_folder(home: Path) -> Path:
    """The folder for the user's own playbooks; need not exist."""
    return home / "playbooks"


def playbook(home: Path, wanted: str) -> Playbook:
    """Read the playbook whose id is *wanted*: the user's own, otherwise the shipped one.

    Only its one file is read.

    Raises:
        NotFound: There is none; `candidates` holds the nearest ids.
        BadPlaybook: Its file has problems. A broken file of the user's own is never passed over in
            silence for the shipped one.
    """
    if wanted and wanted == slug(wanted) and f"{wanted}.toml" != POLICY:
        for folder in (own_folder(home), shipped_folder()):
            path = folder / f"{wanted}.toml"
            if os.path.lexists(path):
                return _read(path)
    ids = sorted({*_files(own_folder(home)), *_files(shipped_folder())})
    near = nearest(wanted, ids, most=3)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    raise NotFound(
        f"No playbook {wanted[:60]!r}.{meant} `recover playbook list` shows them all.",
        candidates=near,
    )


def playbooks(home: Path) -> list[ShelvedPlaybook]:
    """Read every playbook, by id; one that is broken is there with its problems.

    Raises:
        Failed: A folder is there and cannot be listed.
    """
    shipped = _files(shipped_folder())
    own = _files(own_folder(home))
    shelf = {name: _shelved(path, "yours", shipped.get(name)) for name, path in own.items()}
    for name in shipped.keys() - own.keys():
        shelf[name] = _shelved(shipped[name], SHIPPED, None)
    return [shelf[name] for name in sorted(shelf)]


def policy(home: Path) -> "Policy":
    """Read the policy: the shipped one, with the user's own `playbooks/policy.toml` laid on it.

    Raises:
        BadFile: A file cannot be read.
        BadPolicy: A file has problems.
    """
    from recover.domain.policy import Policy

    path = shipped_folder() / POLICY
    file = read_toml(path)
    shipped = Policy.from_mapping(file.values, name=str(path), lines=file.lines)
    own = own_folder(home) / POLICY
    if not os.path.lexists(own):
        return shipped
    file = read_toml(own)
    return Policy.from_mapping(file.values, name=str(own), lines=file.lines, base=shipped)


def _shelved(path: Path, origin: str, replaces: Path | None) -> ShelvedPlaybook:
    """Read one file without letting it stop the others."""
    found: Playbook | None = None
    problems: tuple[str, ...] = ()
    try:
        found = _read(path)
    except BadPlaybook as error:
        problems = error.problems
    return ShelvedPlaybook(
        id=path.stem,
        playbook=found,
        origin=origin,
        path=path,
        replaces=replaces,
        problems=problems,
    )


def _read(path: Path) -> Playbook:
    """Read one file; its name and its id have to agree, so that an id is found by a look."""
    try:
        file = read_toml(path)
    except BadFile as error:
        raise BadPlaybook(error.problems) from None
    findings = Findings(str(path), file.lines)
    named = file.values.get("id")
    if isinstance(named, str) and named == slug(named) != path.stem:
        wrong = f"is {named!r} in a file called {path.name!r}"
        right = f"call the file {named}.toml or write id = {slug(path.stem)!r}"
        findings.add(("id",), wrong, right)
    try:
        found = Playbook.from_mapping(file.values, source=str(path), lines=file.lines)
    except BadPlaybook as error:
        findings.problems += error.problems
    if findings.problems:
        raise BadPlaybook(findings.problems)
    return found


def _files(folder: Path) -> dict[str, Path]:
    """The playbook files of a folder by the id their name gives; none when there is no folder."""
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise Failed(
            f"Cannot look into {folder} ({error.strerror}): make the folder readable and try again."
        ) from None
    return {
        path.stem: path
        for path in paths
        if path.suffix == ".toml" and not path.name.startswith(".") and path.name != POLICY
    }
