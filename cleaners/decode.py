"""Bytes -> text: which charset a page is in, and how sure we are.

A declaration is a hint: pages lie.  What decodes as UTF-8 is UTF-8 (no other text does by chance);
what does not is tried in the declared charsets, and only then guessed by charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(
    rb"""^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""", re.IGNORECASE
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALIASES = {
    # What browsers decode these labels as (WHATWG Encoding Standard).
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "windows-874": "cp874",
}
DECLARATION_BYTES = 4096
"""How far into a page a declaration is looked for (WHATWG asks for 1024; real pages are later)."""
GUESSED_BYTES = 30_000
"""How much text a guess is made from."""
_MARKUP = re.compile(rb"<[^<>]{0,2000}>")
_LANG = re.compile(rb"""(?i)<html[^>]{0,400}?\slang\s{0,9}=\s{0,9}["']?([a-z]{2})\b""")
_OF_LANGUAGE: dict[bytes, tuple[str, ...]] = {
    **dict.fromkeys(b"en de fr es pt it nl sv da no nb nn fi is ga ca gl eu af id ms".split(), ("cp1252",)),
    **dict.fromkeys(b"cs sk hr".split(), ("cp1250",)),
    **dict.fromkeys(b"pl sl hu".split(), ("iso8859_2", "cp1250")),
    **dict.fromkeys(b"et lt lv".split(), ("cp1257",)),
    b"tr": ("cp1254",),
}
"""What browsers take pages of a language for where nothing else is said (WHATWG HTML, 13.2.3.2), and Polish, Slovene and
Hungarian ones as well may be."""
_LATIN = frozenset(
    "cp1250 cp1254 cp1257 cp1258 cp437 cp775 cp850 cp852 cp857 cp858 cp860 cp861 cp863 cp865 hp_roman8 iso8859_10 "
    "iso8859_13 iso8859_14 iso8859_15 iso8859_16 iso8859_2 iso8859_3 iso8859_4 iso8859_9 latin_1 mac_iceland mac_latin2 "
    "mac_roman mac_turkish".split()
)
"""Charsets of one byte with Latin letters, which a detector takes for each other."""
BROKEN_SHARE = 0.002
"""A UTF-8 page may hold this share of broken bytes (a cut comment, one bad ad) and still be UTF-8."""


def decode(content: bytes, declared: str | None = None) -> tuple[str, str, bool]:
    """Decide a page's charset: (text, charset, whether we are sure).

    `declared` is the transport's word (`Content-Type`); the page's own `<meta>` is read here.  Never
    raises: what fits nowhere is decoded as UTF-8 with replacement characters, and not sure.
    """
    for bom, charset in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(charset, "replace"), charset, True
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace"), wide, True
    try:
        return content.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        pass
    for charset in _declarations(content, declared):
        if charset == "utf-8":
            text = content.decode("utf-8", "replace")
            if text.count("\ufffd") <= len(content) * BROKEN_SHARE:
                return text, "utf-8", True
            continue
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        if not _mojibake(text):
            return text, charset, True
    return _guess(content)


def _declarations(content: bytes, declared: str | None) -> Iterator[str]:
    head = content[:DECLARATION_BYTES]
    found = [declared] if declared else []
    found += [m.group(1).decode("ascii", "replace") for m in (_META.search(head), _XML.search(head)) if m]
    for label in found:
        name = label.strip().strip("\"'").lower()
        try:
            yield codecs.lookup(_ALIASES.get(name, name)).name
        except (LookupError, ValueError):
            continue


def _wide(content: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of its markup is NUL."""
    sample = content[:400]
    if sample.count(0) < len(sample) // 4 or len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 4 * even + 4:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd + 4 else None


def _mojibake(text: str) -> bool:
    """Whether a one-byte charset that accepts anything produced control characters (C1) in the text."""
    return any("\x80" <= character <= "\x9f" for character in text[:20000])


def _of_language(content: bytes, guessed: str) -> str:
    """The charset of the language that a page declares, if every byte is one of its; else the guessed one."""
    declared = _LANG.search(content[:DECLARATION_BYTES])
    charsets = _OF_LANGUAGE.get(declared[1].lower(), ()) if declared else ()
    if not charsets or guessed in charsets:
        return guessed
    try:
        content.decode(charsets[0])
    except UnicodeDecodeError:
        return guessed
    return charsets[0]


def _guess(content: bytes) -> tuple[str, str, bool]:
    """What the bytes look like to a statistical detector: not sure."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most pages never come here

    text = _MARKUP.sub(b" ", content)
    guessed = from_bytes(text[:GUESSED_BYTES]).best()
    charset = guessed.encoding if guessed else "utf-8"
    if charset in _LATIN:
        charset = _of_language(content, charset)
    return content.decode(charset, "replace"), codecs.lookup(charset).name, False
