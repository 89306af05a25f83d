"""Sentences of a story that are worded like clutter stay, in a page, in its dump and in a bare text."""

from __future__ import annotations

import pytest

from cleaners import clean

TITLE = "Council votes to reopen the swimming baths"
STORY = (
    "RIVERSIDE — Councillors voted 9-4 on Tuesday night to reopen the Victorian swimming baths on Mill Street, ending a "
    "dispute that has divided the town since the building closed.",
    "The decision follows a two-year campaign by residents, who collected more than 6,000 signatures and raised £240,000 "
    "towards the cost of a new boiler.",
    "“People told us this would never happen,” said Margaret Doyle, who chairs the friends of the baths. “Tonight they "
    "were proved wrong.”",
    "Opponents argued that the money would be better spent on road repairs. The running costs had been underestimated by "
    "at least £80,000 a year, they said.",
    "The council intends to borrow £3.2 million over 25 years. A decision on a grant is due before the summer, and two "
    "schools have asked for lanes.",
    "The baths opened in 1893 and were used as a hospital during the war. They will be managed by a trust whose members "
    "are to be elected in the autumn.",
)


def spelled(paragraphs: tuple[str, ...], kind: str) -> str:
    if kind == "html":
        text = "".join(f"<p>{one}</p>" for one in paragraphs)
        return (
            f"<html lang=en><head><title>{TITLE} - Riverside Post</title></head><body><nav><a href=/news>News</a></nav>"
            f"<article><h1>{TITLE}</h1>{text}</article><footer>© Riverside Post</footer></body></html>"
        )
    text = "\n\n".join((TITLE, *paragraphs))
    if kind == "bare":
        return text
    head, tail = (
        "Riverside Post\nNews\nSport\nWeather\nSubscribe\nSign in\n\n",
        "\n\nMost read\nAbout us\nContact\n© Riverside Post",
    )
    return f"{head}{text}{tail}"


@pytest.mark.parametrize("kind", ["html", "dump", "bare"])
@pytest.mark.parametrize("place", [3, 5, 6])
@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you to our partners, the Lions and the Rotary Club, the programme says.",
        "We occasionally recommend useful products, the saleswoman told the inspector.",
        "Designed by the Italian architect Renzo Piano, the hall opened in 2012.",
        "All rights reserved by the old owners expire with the lease, the lawyers said.",
        "Scan the QR code on the bus stop, the council says, and a map of the pool appears.",
        "To read the rest of the letter to the jury, the clerk asked for a glass of water, and the trial was adjourned.",
        "You have reached your limit, his doctor told him, and he stopped.",
        "No comment on the record, three officials said.",
        "If you like our work, please help with the next one, said the painter.",
        "Lees verder op bladzijde 40, zei de advocaat.",
        "With contributions from the Rotary Club and the Lions, the total rose to £251,000.",
        "With files from Doyle's attic, the lawyers won the case.",
        "Two professors of engineering, Ann Lee and Tom Hart, contributed to this report, which cost £80,000.",
        "This story first appeared in the parish magazine and nobody believed it until the bones were found.",
        "Mehr zum Thema Asbest will die Verwaltung im Januar vorlegen.",
        "In the Senate, Jack Whitver (R) leads a caucus that now holds 34 of 50 seats, its largest majority since 1970.",
        "“A pool is not a luxury. It is where children learn not to drown.” – Margaret Doyle",
    ],
)
def test_a_sentence_worded_like_clutter_stays(sentence: str, place: int, kind: str) -> None:
    whole = (*STORY[:place], sentence, *STORY[place:])
    (article,) = clean(spelled(whole, kind), kind="html" if kind == "html" else "text").articles
    assert article.article_body == "\n\n".join(whole)


@pytest.mark.parametrize(
    "sentence",
    [
        "More from Riverside councillors came in a letter on Monday.",
        "Latest news Doyle received from London was good, she told the meeting.",
        "Also read Dickens, her teacher told her, and she did.",
        "Text: the committee read it twice and sent it back without a word.",
    ],
)
def test_an_opening_like_a_lead_inside_a_paragraph_stays(sentence: str) -> None:
    whole = (*STORY[:3], f"{STORY[3]} {sentence} {STORY[4]}", *STORY[5:])
    for kind in ("html", "dump", "bare"):
        (article,) = clean(spelled(whole, kind), kind="html" if kind == "html" else "text").articles
        assert sentence in article.article_body


@pytest.mark.parametrize(
    "sentence",
    [
        "Support our pool, read one banner hung from the church tower.",
        "Tickets for the first gala cost £5, and members of the trust pay nothing.",
    ],
)
def test_a_bare_text_with_its_headline_and_dateline_is_no_page(sentence: str) -> None:
    whole = (*STORY[:4], sentence, *STORY[4:])
    (article,) = clean(spelled(whole, "bare"), kind="text").articles
    assert article.headline == TITLE
    assert article.article_body == "\n\n".join(whole)
