"""What the page says between the sentences of a story on one line; and sentences of the story that sound a little so."""

from __future__ import annotations

import pytest

from cleaners.wording import asides, voice

BEFORE = (
    "The harbour board voted on Tuesday to rebuild the eastern pier before the winter storms, at a cost of 4.2 "
    "million crowns. Engineers had warned in March that two of its pillars were cracked."
)
AFTER = (
    "The fishermen's cooperative, which lands most of its catch there, will move to the coal quay until the work is "
    "done. Mayor Ottilie Brandt said the town would pay a third of the bill."
)


def cut(inner: str, own: str = "Tarn Bay Lantern") -> list[str]:
    text = f"{BEFORE} {inner} {AFTER}"
    return [text[one.start : one.stop].strip() for one in asides.find(text, lambda said: own in said)]


@pytest.mark.parametrize(
    "inner",
    [
        "Did you like this report? Tell us.",
        "Our newsletter brings you the best of our reports every Friday, free of charge.",
        "Sign up for our free newsletter",
        "Advertisement Continue reading below",
    ],
)
def test_a_sentence_of_the_page_goes_with_or_without_a_stop(inner: str) -> None:
    assert "".join(cut(inner)).replace(" ", "") == inner.replace(" ", "")


def test_a_note_in_square_brackets_goes_to_its_end() -> None:
    note = "[Editor's note: Alerts on this story are available in our app. Tap the bell to switch them on.]"
    assert "".join(cut(note)) == note


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            "[Did you like this report? Tell us. Sign up for our free newsletter.]",
            ["[Did you like this report? Tell us. Sign up for our free newsletter.]"],
        ),
        (
            "[Sign up for our free newsletter.] Did you like this report? Tell us.",
            ["[Sign up for our free newsletter.]", "Did you like this report?", "Tell us."],
        ),
    ],
)
def test_a_sentence_in_a_note_that_goes_is_not_cut_again(inner: str, expected: list[str]) -> None:
    assert cut(inner) == expected


@pytest.mark.parametrize(
    "inner",
    [
        "The pier opened on Friday.",
        "“Tell your neighbours,” the mayor told the meeting.",
        "The work is to begin in May, and tickets for the last steamer were sold on Monday.",
        "Residents of Old Quay wrote to the Board in June, and to the County Council in August.",
    ],
)
def test_a_sentence_of_the_story_stays(inner: str) -> None:
    assert not cut(inner)


def test_a_story_that_names_its_own_publisher_speaks_of_it() -> None:
    line = "The Tarn Bay Lantern prints its harbour page on Saturdays, with tides."
    assert cut(line) == [line]
    assert not cut(line, own="Kestrel Post")


def test_nothing_ends_with_a_word_that_leads_on_to_a_name() -> None:
    text = "Sign up for our free newsletter on Friday the board met again in the old customs house."
    assert all(not said.endswith((" on", " in", " the")) for said in cut(text))
    assert cut(text.replace("on Friday", "On Friday")) == ["Sign up for our free newsletter"]


@pytest.mark.parametrize("last", ["Continue reading below this ad", "Sign up for our free app"])
def test_a_call_may_end_with_a_short_word(last: str) -> None:
    assert cut(last) == [last]


def test_a_name_behind_a_call_is_not_parted() -> None:
    text = f"{BEFORE} Sign up for our free newsletter Ottilie Brandt, the mayor, told the board that the town would pay."
    assert [text[one.start : one.stop].strip() for one in asides.find(text, lambda _: False)] == [
        "Sign up for our free newsletter"
    ]


def test_a_quotation_keeps_its_mark() -> None:
    text = f"{BEFORE} Sign up for our free newsletter “We will pay a third of the bill,” the mayor told the board."
    assert [text[one.start : one.stop].strip() for one in asides.find(text, lambda _: False)] == [
        "Sign up for our free newsletter"
    ]


def test_a_title_before_a_name_stays() -> None:
    text = (
        "Independent journalist Jonna Alsted faced many questions on Tuesday after she had shown the letter."
    )
    assert not list(asides.find(text, lambda _: False))


def test_a_stretch_sounds_as_if_it_stood_alone() -> None:
    text = "Sign up for our free newsletter. The board met."
    heard = voice.listen(text)
    assert heard.odds(0, len(heard.starts)) == pytest.approx(voice.of_page(text))
    stop = heard.starts.index(text.index("The"))
    assert heard.odds(0, stop) == pytest.approx(voice.of_page("Sign up for our free newsletter."))


@pytest.mark.parametrize(
    ("inner", "gone"),
    [
        ("Get the works and gossip of the island before breakfast. Sign up here.", 2),
        ("The pier opened on Friday. Sign up here.", 1),
        ("Get the works and gossip of the island before breakfast.", 0),
    ],
)
def test_a_sentence_right_before_one_of_the_page_is_heard_with_it(inner: str, gone: int) -> None:
    assert len(cut(inner)) == gone


@pytest.mark.parametrize(
    ("answered", "gone"), [(True, ["Want the day's exam news on your phone?"]), (False, [])]
)
def test_a_question_that_an_appeal_answers(answered: bool, gone: list[str]) -> None:
    text = f"{BEFORE} Want the day's exam news on your phone?"
    found = asides.find(text, lambda said: False, answered=answered)
    assert [text[one.start : one.stop] for one in found] == gone


def test_a_question_of_the_story_before_an_appeal_stays() -> None:
    text = f"{BEFORE} Who will pay for the pillars, the fishermen asked the board?"
    assert not list(asides.find(text, lambda said: False, answered=True))


@pytest.mark.parametrize(
    ("inner", "gone"),
    [
        (
            "By clicking on the button, you agree to our Terms & Conditions and the Privacy Policy "
            "“Sign up now, before the tide turns”, reads the board outside the shop, and 112 women have done so.",
            "By clicking on the button, you agree to our Terms & Conditions and the Privacy Policy",
        ),
        (
            "Sign up to the Sentinel's Slack Water newsletter for the best of the west, every Thursday.",
            "Sign up to the Sentinel's Slack Water newsletter for the best of the west, every Thursday.",
        ),
    ],
)
def test_the_page_stops_at_no_name_and_behind_no_word_that_leads_on(inner: str, gone: str) -> None:
    assert cut(inner) == [gone]


def test_in_markup_nothing_is_cut_that_only_leads_up_to_the_pages_words() -> None:
    text = f"{BEFORE} Get the works and gossip of the island before breakfast. Sign up for our free newsletter here. {AFTER}"
    dumped, marked = (
        [text[one.start : one.stop].strip() for one in asides.find(text, lambda said: False, dumped=dumped)]
        for dumped in (True, False)
    )
    assert "".join(dumped).startswith("Get the works")
    assert "".join(marked).startswith("Sign up")


def test_a_line_on_rights_behind_a_sentence_takes_it_not_along() -> None:
    line = "Visitors will pay 24 euros, an increase of 2. © Tarn Bay Business News Service 2026"
    assert all(not said.startswith("Visitors") for said in cut(line))


def test_a_button_may_end_with_a_word_that_leads_on() -> None:
    assert cut("Sign in") == ["Sign in"]


def test_a_date_is_not_parted() -> None:
    line = "Passengers on the city's busiest ferry route will be put on buses from January 5 while two wharves are rebuilt."
    assert cut(line) == []
