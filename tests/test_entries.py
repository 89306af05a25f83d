"""Rows of like elements are found by their marks; unlike ones and single ones are no row."""

from __future__ import annotations

from builders import page

from cleaners.layout import entries


def rows(markup: str, least: int = 2) -> list[tuple[int, int, int]]:
    read = page(markup)
    marks = [block for block in read.blocks if block.text == "Reply"]
    return [(row.start, row.stop, row.entries) for row in entries.rows(read, marks, least)]


def test_siblings_of_one_class_are_a_row_whatever_their_numbers() -> None:
    entry = '<div class="c-{0} talk"><p>Comment {0}</p><p>Reply</p></div>'
    markup = "<p>Story.</p><section>" + "".join(entry.format(number) for number in range(3)) + "</section>"
    assert rows(markup) == [(1, 7, 3)]
    assert rows(markup, least=4) == []


def test_unlike_siblings_are_no_row() -> None:
    assert rows("<div><p>One</p><b>Reply</b></div><ul><li>Reply</li></ul>") == []
    assert rows('<div class="a"><p>Reply</p></div><div class="b"><p>Reply</p></div>') == []


def test_answers_inside_an_entry_make_a_row_of_their_own() -> None:
    entry = "<li><p>Reply</p>{}</li>"
    inner = "<ul>" + entry.format("") * 2 + "</ul>"
    found = rows("<ul>" + entry.format(inner) + entry.format("") + "</ul>")
    assert (0, 4, 2) in found
    assert (1, 3, 2) in found
