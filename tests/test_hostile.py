"""The corpus of hostile text is what its users take it for."""

import pytest

from recover.domain.text import BadText, clean, printable
from tests.hostile import CORPUS, EVERY, REFUSED, acts


def test_the_corpus_is_large_and_holds_nothing_twice() -> None:
    """Hundreds of strings of many kinds, also once they are cleaned."""
    assert len(CORPUS) >= 15
    assert all(len(strings) >= 5 for strings in CORPUS.values())
    assert len(EVERY) >= 300
    assert len({clean(each).strip() for each in EVERY}) == len(EVERY)


@pytest.mark.parametrize("kind", CORPUS)
def test_what_may_be_kept_is_cleaned_once_and_shown_without_harm(kind: str) -> None:
    """Cleaning twice changes nothing, no text is lost, and no shown form acts on a terminal."""
    for text in CORPUS[kind]:
        cleaned = clean(text)

        assert clean(cleaned) == cleaned
        assert cleaned.strip()
        assert not acts(printable(cleaned))
        assert "\n" not in printable(cleaned)
        assert not acts(printable(cleaned, one_line=False)) - {"\t"}


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_no_file_can_carry_is_refused_with_a_sentence(text: str) -> None:
    """NUL and halves of characters: one sentence that says what to do, without the text."""
    with pytest.raises(BadText) as refused:
        clean(text)

    said = str(refused.value)
    assert said.endswith(".")
    assert printable(said) == said
