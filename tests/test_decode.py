"""Which charset a page is in: declared, or not what it declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.decode import decode

GERMAN = "Zürich wählt: über 300 Gemeinden stimmen für den größeren Fährhafen ab. " * 6
RUSSIAN = "Паромное сообщение с портом Альма возобновится в мае, сообщил во вторник совет гавани. " * 6


@pytest.mark.parametrize(
    ("content", "declared", "text", "charset"),
    [
        (GERMAN.encode(), None, GERMAN, "utf-8"),
        (GERMAN.encode(), "windows-1251", GERMAN, "utf-8"),
        (GERMAN.encode("cp1252"), "iso-8859-1", GERMAN, "cp1252"),
        (b'<meta charset="windows-1252">' + GERMAN.encode("cp1252"), None, None, "cp1252"),
        (
            b'<?xml version="1.0" encoding="iso-8859-15"?>' + GERMAN.encode("iso-8859-15"),
            None,
            None,
            "iso8859-15",
        ),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, "cp1251"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, "koi8-r"),
        ("\ufeff".encode() + GERMAN.encode(), "latin-1", GERMAN, "utf-8"),
        (("<p>" + GERMAN).encode("utf-16-le"), None, "<p>" + GERMAN, "utf-16-le"),
        (("<p>" + GERMAN).encode("utf-16"), None, "<p>" + GERMAN, "utf-16-le"),
        ("今日は晴れです。".encode("shift_jis"), "Shift_JIS", "今日は晴れです。", "cp932"),
        (GERMAN.encode() * 3 + b"\xff", "utf-8", GERMAN * 3 + "\ufffd", "utf-8"),
    ],
)
def test_decided(content: bytes, declared: str | None, text: str | None, charset: str) -> None:
    decoded, found, certain = decode(content, declared)
    assert found == charset
    assert certain
    if text is not None:
        assert decoded == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (
            "Přístavní rada v úterý oznámila, že trajekt bude znovu jezdit od května. Žluťoučký kůň. " * 6,
            "cp1250",
        ),
        ("قال مجلس الميناء يوم الثلاثاء إن العبارة ستعود إلى العمل في مايو. " * 6, "cp1256"),
        ("Η σύνοδος κορυφής ξεκίνησε σήμερα στην Αθήνα με τη συμμετοχή πολλών ηγετών. " * 6, "cp1253"),
        ("今天天氣很好，市長宣布新的渡輪將於五月開航，市民都很高興。" * 6, "big5"),
    ],
)
def test_a_lie_about_utf8_is_not_believed(text: str, charset: str) -> None:
    decoded, _, certain = decode(f"<p>{text}</p>".encode(charset), "utf-8")
    assert decoded == f"<p>{text}</p>"
    assert not certain


FRENCH = "“Ça ira”, dit-il — l’œuvre de 1988 coûte 5 €, et le café était fermé. "


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (f'<!doctype html><html class="a" lang="fr-FR"><p>{FRENCH * 9}', "cp1252"),
        (
            f"<html lang=en><p>{'The council of Vélmär met on the quay, and nobody else came to the meeting. ' * 9}",
            "cp1252",
        ),
        (
            f'<html lang="cs"><p>{"Přístavní rada v úterý oznámila, že trajekt bude znovu jezdit od května. " * 6}',
            "cp1250",
        ),
        (f'<html lang="en"><p>{RUSSIAN}', "cp1251"),
    ],
)
def test_what_says_nothing_is_in_the_charset_of_its_language(text: str, charset: str) -> None:
    assert decode(text.encode(charset)) == (text, charset, False)


@pytest.mark.parametrize("declared", ["no-such-charset", "", "utf-7;", "\x00"])
def test_a_declaration_that_makes_no_sense_is_passed_over(declared: str) -> None:
    assert decode(GERMAN.encode(), declared)[0] == GERMAN


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "latin-1", "big5", "x"]))
def test_never_raises(content: bytes, declared: str | None) -> None:
    text, charset, _ = decode(content, declared)
    assert isinstance(text, str)
    assert charset
