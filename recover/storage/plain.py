"""Values exactly as JSON carries them: checked on the way in, copied on the way out."""

import json
from typing import Any

from recover.storage.errors import Unstorable

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def carried(value: Any, where: str) -> tuple[bytes, Any]:
    """Turn *value* into JSON text, and that text into a value again.

    Args:
        value: What is to be kept.
        where: What to call it when it is refused.

    Returns:
        The text in UTF-8, and what a reader will make of it, which shares nothing with *value*.

    Raises:
        Unstorable: The reader would not get an equal value, as with sets, moments, NaN, tuples,
            keys that are not text, and text with half a character in it.
    """
    try:
        text = _encode(value)
        data = text.encode()
        back = _decode(text)
    except (TypeError, ValueError, RecursionError):
        raise _refusal(value, where) from None
    if back != value:
        raise _refusal(value, where)
    return data, back


def encoded(value: Any) -> bytes:
    """The text of a value that came out of `carried`, in UTF-8."""
    return _encode(value).encode()


def copied(value: Any) -> Any:
    """A copy of a JSON value that shares no list and no object with it."""
    if isinstance(value, dict):
        return {
            key: copied(inner) if isinstance(inner, (dict, list)) else inner
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [copied(inner) if isinstance(inner, (dict, list)) else inner for inner in value]
    return value


def _refusal(value: Any, where: str) -> Unstorable:
    """Find the part that JSON does not carry, and say where it is."""
    try:
        found = _culprit(value, where)
    except RecursionError:
        found = where, "it is nested too deeply, or in itself"
    return Unstorable(*(found or (where, "JSON does not give it back as it was")))


def _culprit(value: Any, where: str) -> tuple[str, str] | None:
    """The first part that cannot be kept, and why; `None` when there is none."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                return where, f"the key {key!r} is not text"
            found = _culprit(key, f"a key of {where}") or _culprit(inner, f"{where}[{key!r}]")
            if found:
                return found
        return None
    if isinstance(value, list):
        parts = enumerate(value)
        return next(filter(None, (_culprit(inner, f"{where}[{i}]") for i, inner in parts)), None)
    return _plain_culprit(value, where)


def _plain_culprit(value: Any, where: str) -> tuple[str, str] | None:
    """As `_culprit`, for a value without parts."""
    if isinstance(value, str):
        if any("\ud800" <= character <= "\udfff" for character in value):
            return where, "its text has half a character in it"
    elif isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return where, "it is not a finite number"
    elif isinstance(value, int):
        if value.bit_length() > 14_000:
            return where, "the number has too many digits"
    elif value is not None:
        return where, f"a {type(value).__name__} is not text, number, list or object"
    return None
