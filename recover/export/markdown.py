"""Markdown, in which every text renders as itself (`safety.md` 10)."""

import re

from recover.export.client_summary import ClientSummary

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")
_LISTED = re.compile(r"^(\d+)([.)])")


def escaped(text: str) -> str:
    """Escape one line, so that Markdown shows it as it was typed."""
    return _LISTED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def client_summary_as_markdown(summary: ClientSummary) -> str:
    """Write a client summary; ends with a line end."""
    lines = [f"# {escaped(summary.account)}: what happened and what we promised", ""]
    lines += [f"Written {escaped(summary.written)}", ""]
    sections = (
        ("What happened", summary.timeline),
        ("What you asked for, and our answer", summary.answers),
        ("What we promised, and how it ended", summary.promises),
    )
    for heading, rows in sections:
        if rows:
            lines += [f"## {heading}", ""]
            lines += [f"- **{escaped(first)}**: {escaped(second)}" for first, second in rows]
            lines.append("")
    return "\n".join(lines)
