"""The first verdict on a span wins; what is kept, cut and moved is all of the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaners.ledger import Ledger
from cleaners.model import Action, Block, Verdict

TEXT = "One two three four five six seven."


def ledger(*texts: str) -> Ledger:
    return Ledger(Block(index, "paragraph", "p", text, -1) for index, text in enumerate(texts or (TEXT,)))


def cut(start: int, stop: int, rule: str = "a.b", action: Action = "cut") -> Verdict:
    return Verdict(0, action, rule, "seen", (start, stop))


def open_texts(one: Ledger) -> list[str]:
    return [passage.text for passage in one.passages()]


def test_a_middle_cut_leaves_two_passages() -> None:
    one = ledger()
    assert one.claim(cut(4, 13))
    assert open_texts(one) == ["One", "four five six seven."]
    assert [TEXT[p.start : p.stop] for p in one.passages()] == open_texts(one)


def test_a_later_verdict_gets_what_is_left() -> None:
    one = ledger()
    one.claim(cut(4, 7, "first.rule"))
    assert one.claim(Verdict(0, "cut", "second.rule", "seen"))
    assert [(v.rule, v.span) for v in one.verdicts] == [
        ("first.rule", (4, 7)),
        ("second.rule", (0, 3)),
        ("second.rule", (8, len(TEXT))),
    ]
    assert open_texts(one) == []
    assert not one.claim(cut(0, 3))


def test_a_span_over_everything_is_the_whole_block() -> None:
    one = ledger()
    one.claim(cut(0, len(TEXT)))
    assert [v.span for v in one.verdicts] == [None]


def test_sweep_takes_marks_that_a_cut_left_behind() -> None:
    one = ledger("Read more | ")
    one.claim(Verdict(0, "cut", "phrases.read-more", "seen", (0, 9)))
    one.sweep()
    assert open_texts(one) == []
    assert one.verdicts[-1].rule == "engine.leftover"


def test_sweep_takes_a_line_drawn_before_a_cut() -> None:
    text = "The bridge will close in May. ___ Ida Holm reported from Norby."
    one = ledger(text)
    one.claim(Verdict(0, "move", "credits.reporting-line", "seen", (34, len(text)), "credits"))
    one.sweep()
    assert open_texts(one) == ["The bridge will close in May."]


def test_a_line_to_write_on_stays() -> None:
    one = ledger("Write your name here: ____")
    one.sweep()
    assert open_texts(one) == ["Write your name here: ____"]


def test_kept_text_is_in_the_body_and_out_of_reach() -> None:
    one = ledger()
    one.claim(cut(0, 13, action="keep"))
    one.claim(Verdict(0, "cut", "later.rule", "seen"))
    assert [passage.text for passage in one.kept()] == ["One two three"]


def test_withdrawing_opens_again() -> None:
    one = ledger(TEXT, "Another line.")
    one.claim(cut(0, 3))
    mark = len(one.verdicts)
    one.claim(Verdict(1, "cut", "c.d", "seen"))
    assert [v.block for v in one.withdraw(mark)] == [1]
    assert open_texts(one) == ["two three four five six seven.", "Another line."]


@given(
    st.lists(
        st.tuples(st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(["cut", "move", "keep"])),
        max_size=12,
    )
)
def test_every_character_has_one_verdict_or_none(spans: list[tuple[int, int, Action]]) -> None:
    one = ledger()
    for start, stop, action in spans:
        one.claim(cut(start, stop, action=action))
        one.sweep()
    owners = [0] * len(TEXT)
    for verdict in one.verdicts:
        start, stop = verdict.span or (0, len(TEXT))
        for place in range(start, stop):
            owners[place] += 1
    for passage in one.passages():
        for place in range(passage.start, passage.stop):
            owners[place] += 1
    assert all(owners[place] == 1 for place, character in enumerate(TEXT) if not character.isspace())
    assert max(owners) <= 1
