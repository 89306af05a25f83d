"""The language that a page declares, and the one that its text is in."""

from __future__ import annotations

import lxml.html
import pytest

from cleaners.facts import language, structured

GERMAN = (
    "Die Bürgermeisterin von Musterstadt hat am Montag ihren Rücktritt erklärt. Nach neun Jahren im "
    "Amt wolle sie sich anderen Aufgaben widmen, sagte sie vor dem Rathaus. Der Rat der Stadt will "
    "bis zum Sommer über die Nachfolge entscheiden, wie eine Sprecherin mitteilte. Die Opposition "
    "forderte eine schnelle Wahl."
)
ENGLISH = (
    "The mayor of Exampleville said on Monday that she would leave the office after nine years in it. The "
    "council of the city will decide on her successor by the summer, a spokeswoman said. The opposition "
    "asked for an early election and for a full report on the audit that had led to the decision."
)
ICELANDIC = (
    "Borgarstjórinn sagði á mánudag að hún myndi láta af embætti eftir níu ár í starfi og þakkaði fyrir sig. "
    * 3
)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en"), ("en-US", "en"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh"), ("nb-NO", "no"), ("iw", "he"),
        ("eng", "en"),
        ("", None), (None, None), ("x-default", None), ("english", None), ("1", None),
    ],
)  # fmt: skip
def test_codes(tag: str | None, expected: str | None) -> None:
    assert language.code(tag) == expected


def test_declared_language_and_its_precedence() -> None:
    def declared(attributes: str, head: str) -> str | None:
        tree = lxml.html.document_fromstring(f"<html {attributes}><head>{head}</head><body>x</body></html>")
        return language.declared(structured.read(tree))

    article = '{"@type":"Article","headline":"a b c","inLanguage":"de-AT"}'
    node = f'<title>a b c</title><script type="application/ld+json">{article}</script>'
    locale = '<meta property="og:locale" content="fr_FR">'
    assert declared('lang="en-GB"', node + locale) == "de"
    assert declared('lang="en-GB"', locale) == "en"
    assert declared("", locale) == "fr"
    assert declared("", "") is None


@pytest.mark.parametrize("prior", ["de", "en", None])
def test_text_decides_whatever_the_tag(prior: str | None) -> None:
    assert language.detect(GERMAN, prior)[0] == "de"


def test_short_text_keeps_the_tag() -> None:
    assert language.detect("London", "en") == ("en", None)
    assert language.detect("London", None) == (None, None)
    assert language.detect("", "fr") == ("fr", None)


def test_text_without_words() -> None:
    assert language.detect("12 34 56 " * 60, "en") == ("en", None)
    assert language.detect("12 34 56 " * 60, None) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("시장은 월요일 사임을 발표했다 그리고 의회는 여름까지 후임을 정한다", "ko"),
        ("Η δήμαρχος ανακοίνωσε τη Δευτέρα την παραίτησή της", "el"),
        ("市長は月曜日に辞任を表明しました。議会は夏までに後任を決めます。", "ja"),
        ("市长星期一宣布辞职。议会将在夏天之前决定继任者，发言人这样表示。", "zh"),
    ],
)
def test_scripts_of_one_language(text: str, expected: str) -> None:
    assert language.detect(text, "en") == (expected, 1.0)


def test_answer_does_not_depend_on_what_was_asked_before() -> None:
    first = language.detect(ICELANDIC, None)
    for text in (GERMAN, ENGLISH, ICELANDIC, "OK " * 100):
        language.detect(text, None)
    assert language.detect(ICELANDIC, None) == first


def test_langdetect_of_others_stays_as_it_was() -> None:
    from langdetect import DetectorFactory

    before = DetectorFactory.seed
    language.detect(ENGLISH, None)
    assert DetectorFactory.seed is before


@pytest.mark.parametrize("tag", ["en", None, "de"])
def test_english_needs_no_detector_whatever_its_tag(tag: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_factory", lambda: pytest.fail("langdetect was asked"))
    assert language.detect(ENGLISH, tag) == ("en", 1.0)


def test_a_confirmed_tag_of_another_language_needs_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_factory", lambda: pytest.fail("langdetect was asked"))
    assert language.detect(GERMAN, "de") == ("de", 1.0)
    with pytest.raises(pytest.fail.Exception):
        language.detect(GERMAN, None)
