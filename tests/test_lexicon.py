"""Every line of the lexicon is its own test: its example is cut, its negative example stays."""

from __future__ import annotations

import re

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import lexicon
from cleaners.lexicon import Phrase, grammar
from cleaners.lexicon.folding import fold
from cleaners.rules import phrases

ENTRIES = lexicon.phrases().entries


def removed(text: str) -> list[str]:
    """What the phrase rule takes out of a passage."""
    spans = [one.span or (0, len(text)) for one in phrases.judge(builders.passage(text))]
    return [text[start:stop] for start, stop in spans]


def parts(example: str) -> tuple[str, str]:
    """An example as its text and the part between bars that goes."""
    if example.count("|") == 2:
        before, gone, after = example.split("|")
        return before + gone + after, gone
    return example, example


@pytest.mark.parametrize(
    "entry", ENTRIES, ids=lambda entry: f"{entry.language}-{entry.concept}-{entry.yes[:30]}"
)
def test_example_is_cut_and_negative_stays(entry: Phrase) -> None:
    text, gone = parts(entry.yes)
    assert "".join(removed(text)).strip() == gone.strip()
    assert removed(entry.no) == []
    assert entry.no.strip()
    assert entry.yes.strip()


@pytest.mark.parametrize(
    "entry", ENTRIES, ids=lambda entry: f"{entry.language}-{entry.concept}-{entry.yes[:30]}"
)
def test_example_is_of_its_own_phrase(entry: Phrase) -> None:
    folded = fold(parts(entry.yes)[1]).text
    assert entry.pattern.regex.search(folded)


@pytest.mark.parametrize(
    "phrase",
    ["read [more", "read more]", "(a|b", "", "   ", "[maybe]", "a * b * c * d * e", "\\"],
)
def test_grammar_refuses(phrase: str) -> None:
    with pytest.raises(grammar.GrammarError):
        grammar.compile_phrase(phrase)


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("read [the] more", "read more", True),
        ("read [the] more", "read the more", True),
        ("read [the] more", "readmore", False),
        ("[the] end", "end", True),
        ("[the] end", "the end", True),
        ("(a|b) c", "b c", True),
        ("get * here", "get it all here", True),
        ("get * here", "get here", False),
        ("get * here", "get it. now here", False),
        ("also : x", "also » x", True),
        ("also : x", "also x", False),
        ("# min", "12 min", True),
        ("ends~here", "endshere", True),
        ("done [+]", "done. and more", True),
        ("done [+]", "done and more", False),
        ("done **", "done, and more", True),
        ("done **", "donee", False),
        ("\\[a **\\]", "[a b c]", True),
    ],
)
def test_grammar(phrase: str, text: str, matches: bool) -> None:
    compiled = grammar.compile_phrase(phrase)
    assert (compiled.regex.fullmatch(fold(text).text) is not None) is matches


def test_openings_are_six_letters_or_three_ideograms() -> None:
    assert grammar.compile_phrase("[also] read (more|on)").fronts == {"alsore", "readmo", "readon"}
    assert grammar.compile_phrase("[【](相关|延伸)(阅读文章|新闻)").fronts == {
        "[相关", "[延伸", "相关阅", "相关新", "延伸阅", "延伸新",
    }  # fmt: skip
    assert grammar.compile_phrase("ad * 广告").fronts == {"ad"}


def test_openings_of_all_phrases_are_few() -> None:
    """Optional and alternative parts multiply: two lines once had 150,000 of them, and a second of every start."""
    assert max(len(entry.pattern.fronts) for entry in ENTRIES) < 2_000
    assert len(lexicon.phrases().whole.fronts) < 50_000


def test_words_that_must_stand() -> None:
    assert grammar.compile_phrase("read [the] full story (now|right here) & more").words == 5


def parts_of(operator: object, argument: tuple) -> list:  # type: ignore[type-arg]
    """The expressions inside one operation of a parsed expression."""
    name = str(operator)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "SUBPATTERN"):
        return [argument[-1]]
    return list(argument[1]) if name == "BRANCH" else []


def bound(operator: object, argument: tuple) -> int:  # type: ignore[type-arg]
    """How often an operation may repeat."""
    return int(argument[1]) if str(operator) in ("MAX_REPEAT", "MIN_REPEAT") else 1


def quantifiers_inside(tree: object, inside: bool = False) -> bool:
    """Whether a parsed expression has a repetition inside a repetition."""
    for operator, argument in tree:  # type: ignore[attr-defined]
        repeats = bound(operator, argument) > 1
        if inside and repeats:
            return True
        if any(quantifiers_inside(part, inside or repeats) for part in parts_of(operator, argument)):
            return True
    return False


def most_repeats(tree: object) -> int:
    """The highest bound of any repetition of a parsed expression."""
    bounds = [1]
    for operator, argument in tree:  # type: ignore[attr-defined]
        bounds += [bound(operator, argument), *map(most_repeats, parts_of(operator, argument))]
    return max(bounds)


def test_no_expression_has_nested_or_unbounded_quantifiers() -> None:
    parser = re._parser  # type: ignore[attr-defined]
    patterns = [entry.pattern for entry in ENTRIES]
    patterns += [lead for leads in lexicon.promos().leads.by_key.values() for lead in leads]
    trees = [parser.parse(pattern.regex.pattern) for pattern in patterns]
    assert not any(map(quantifiers_inside, trees))
    assert max(map(most_repeats, trees)) <= 400
    assert quantifiers_inside(parser.parse("(?:a+b)*"))


def test_every_concept_has_a_phrase_and_languages_are_there() -> None:
    assert {entry.concept for entry in ENTRIES} == set(lexicon.phrases().concepts)
    assert {entry.language for entry in ENTRIES} >= {"en", "de", "fr", "es", "hi", "ar", "zh"}


def test_entries_are_there_once() -> None:
    seen = [(entry.concept, entry.language, entry.phrase, entry.at) for entry in ENTRIES]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('read-more = [{ phrase = "x y", yes = "a", no = "b" }]', "no language"),
        ('language = "en"\nnonsense = []', "no concept"),
        ('language = "en"\nshare = [{ phrase = "x y", yes = "a" }]', "needs phrase"),
        ('language = "en"\nshare = [{ phrase = "x y", yes = "a", no = "b", at = "middle" }]', "at is one of"),
        ('language = "en"\nshare = [{ phrase = "x [y", yes = "a", no = "b" }]', "unbalanced"),
        ('language = "en"\nshare = [{ phrase = "* x", yes = "a", no = "b" }]', "opens with anything"),
    ],
)
def test_bad_file_is_refused_with_its_place(content: str, message: str) -> None:
    with pytest.raises(lexicon.LexiconError, match=message) as caught:
        list(lexicon.read_phrases(content, "phrases.xx.toml", lexicon.phrases().concepts))
    assert "phrases.xx.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("READ\u00a0MORE", "read more"),
        ("Don’t", "don't"),
        ("ＡＢ１", "ab1"),
        ("Été", "ete"),
        ("İstanbul ısı", "istanbul isi"),
        ("أيضًا", "ايضا"),
        ("पढ़ें", "पढें"),
        ("a\u00adb", "ab"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text())
def test_fold_keeps_the_way_back(text: str) -> None:
    folded = fold(text)
    offsets = [folded.origin(index) for index in range(len(folded.text))]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)
    assert fold(folded.text).text == folded.text
