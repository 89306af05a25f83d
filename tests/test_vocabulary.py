"""Closed vocabularies: which words a language knows, and which lines a kind covers."""

from __future__ import annotations

import pytest

from cleaners.lexicon import fold
from cleaners.lexicon.vocabulary import Vocabulary, Word, controls

LANGUAGES = {one.name: one for one in controls().vocabularies}


def read(language: str, text: str) -> list[Word] | None:
    folded = fold(text).text
    return LANGUAGES[language].read(folded, (0, len(folded)), lambda at: text[at].isupper())


def test_one_unknown_word_ends_the_reading() -> None:
    assert read("en", "show the full story") is not None
    assert read("en", "show the full dam") is None


def test_a_capital_behind_a_known_word_is_a_name() -> None:
    words = read("en", "Read on Harbour Times")
    assert words is not None
    assert ["name" in word.classes for word in words] == [False, False, True, True]


def test_a_language_without_blanks_is_read_piece_by_piece() -> None:
    words = read("zh", "展开全文")
    assert words is not None
    assert [(word.start, word.stop) for word in words] == [(0, 2), (2, 4)]
    assert read("zh", "展开水坝") is None


def test_a_stem_knows_every_ending() -> None:
    words = read("de", "vollständigen Artikel anzeigen")
    assert words is not None
    assert "whole" in words[0].classes


@pytest.mark.parametrize("language", controls().vocabularies, ids=lambda one: one.name)
def test_words_are_folded_and_single(language: Vocabulary) -> None:
    assert all(fold(word).text == word and " " not in word for word in language.words)
