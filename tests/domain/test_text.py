"""The one way in and the one way out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.text import BadText, clean, clean_line, count, printable, shorten

HARMLESS = ["", "Ana", "1,000 €", "naïve – café", "日本語 テスト", "👩‍🚒 ok", "a [b] [/urgent] c"]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_comes_through_unchanged(text: str) -> None:
    """Whatever a person types on purpose is kept and shown as it is."""
    assert clean(text) == text
    assert printable(text).replace("\u200d", "") == text.replace("\u200d", "")


def test_text_is_composed_and_line_ends_are_one_kind() -> None:
    """NFC, CR and CRLF become LF (`safety.md` 1)."""
    assert clean("e\u0301\r\nb\rc") == "é\nb\nc"


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "é\0", "x\udcffy"])
def test_what_no_file_can_carry_is_refused(text: str) -> None:
    """NUL and lone surrogates, with a sentence that says what to do."""
    with pytest.raises(BadText, match="The text holds"):
        clean(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07", "bell␇"),
        ("del\x7f", "del␡"),
        ("c1\x9b31m", "c1<U+009B>31m"),
        ("\u202eevil", "<U+202E>evil"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("two\nlines", "two⏎ lines"),
        ("tab\there", "tab here"),
        ("\udc80", "<U+DC80>"),
        ("\ufffe \ufdd0 \U0001ffff", "<U+FFFE> <U+FDD0> <U+1FFFF>"),
    ],
)
def test_what_could_bite_is_made_visible(text: str, shown: str) -> None:
    """Controls become pictures, bidi controls are named, one line stays one line."""
    assert printable(text) == shown


def test_lines_stay_lines_where_they_may() -> None:
    """Only `one_line` folds them."""
    assert printable("a\n\tb\x1b", one_line=False) == "a\n\tb␛"


@given(st.text(max_size=80))
def test_nothing_dangerous_is_ever_printed(text: str) -> None:
    """No control, no surrogate and no bidi control survives, and doing it twice changes nothing."""
    shown = printable(text)

    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in shown)
    assert not any(unicodedata.bidirectional(each) in {"RLO", "LRO", "RLI"} for each in shown)
    assert printable(shown) == shown


def test_a_name_becomes_one_line_with_single_spaces() -> None:
    """Names are typed with stray spaces and line ends."""
    assert clean_line("  R.\n Hale\t") == "R. Hale"


@pytest.mark.parametrize(
    ("width", "shown"), [(20, "a long sentence"), (15, "a long sentence"), (8, "a long…"), (1, "…")]
)
def test_long_text_is_cut_with_an_ellipsis(width: int, shown: str) -> None:
    """Never longer than asked for, and it shows that something is missing."""
    assert shorten("a long sentence", width) == shown


def test_one_is_singular() -> None:
    """1 promise, 0 promises, 2 promises."""
    assert [count(n, "promise") for n in (0, 1, 2)] == ["0 promises", "1 promise", "2 promises"]
