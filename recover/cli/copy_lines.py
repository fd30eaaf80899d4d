"""What is said about backups and copies, for people and for scripts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from recover.cli.layout import table
from recover.cli.shapes import Shape
from recover.services.backing_up import Written
from recover.services.restoring import Copy, Restored, holdings, when

_EVERYTHING = "everything"


def written_shape(written: Written) -> Shape:
    """Give a backup that was written, for scripts."""
    return {
        "file": str(written.path),
        "bytes": written.size,
        "left_out": list(written.manifest.left_out),
        **_manifest_shape(written.manifest),
    }


def copy_shape(copy: Copy) -> Shape:
    """Give a copy on disk, for scripts."""
    manifest = copy.manifest
    return {
        "name": copy.name,
        "file": str(copy.path),
        "bytes": copy.size,
        "restorable": not copy.why_not,
        "problem": copy.why_not or None,
        **(_manifest_shape(manifest) if manifest else {}),
    }


def looked_shape(restored: Restored) -> Shape:
    """Give what a restore came to, for scripts."""
    looked = restored.looked
    here = {
        **looked.here.counts(),
        "last_change": looked.here.latest or None,
        "damaged": looked.is_damaged_here,
    }
    return {
        "restored": str(looked.file),
        **_manifest_shape(looked.manifest),
        "replaced": here if looked.replaces else None,
        "missing": {
            "incidents": looked.missing.incidents,
            "log_lines": looked.missing.entries,
        },
        "copy": str(restored.copy) if restored.copy else None,
    }


def restored_lines(restored: Restored) -> list[str]:
    """Say what a restore came to."""
    manifest = restored.looked.manifest
    lines = [
        f"Restored the book of {when(manifest.made)}: {holdings(manifest.counts, manifest.latest)}."
    ]
    if restored.copy:
        lines.append(f"What was here before: recover restore {restored.copy.stem}")
    return lines


def listing(kept: Sequence[Copy], width: int) -> Iterator[str]:
    """List the copies on disk, and say how one is restored."""
    if not kept:
        yield "There are no copies yet: one is kept before the first change of each day."
        yield "recover backup FILE writes one of everything; recover restore FILE puts it back."
        return
    rows = [(each.name, _size(each.size), _what(each)) for each in kept]
    yield from table(rows, width=width, widest=(44, 9))
    yield ""
    yield "A date alone is how the open work was before the first change of that day."
    yield f"recover restore {kept[0].name} puts that one back; what is here is copied first."


def _what(copy: Copy) -> str:
    """Say what a copy is for, and what it holds."""
    if copy.why_not or copy.manifest is None:
        return f"! {copy.why_not}"
    held = holdings(copy.manifest.counts)
    return held if copy.manifest.covers == _EVERYTHING else f"{copy.manifest.covers}: {held}"


def _size(size: int) -> str:
    """Write a number of bytes."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 0.1):.1f} kB"


def _manifest_shape(manifest: Any) -> Shape:
    """Give what a backup says about itself."""
    counts: Mapping[str, int] = manifest.counts
    return {
        "made": manifest.made.isoformat(),
        "by": manifest.by,
        "why": manifest.why or None,
        "covers": manifest.covers,
        "version": manifest.version,
        **{name: counts.get(name, 0) for name in ("incidents", "archived", "accounts", "people")},
        "last_change": manifest.latest or None,
    }
