"""Notes of republication, in wordings that no list holds as a whole."""

from __future__ import annotations

import pytest

from cleaners.sources import republication


@pytest.mark.parametrize(
    "text",
    [
        "This report was supplied by ANI and is reproduced here as received; only the headline has been changed. "
        "The Valley Mirror takes no responsibility for what it says.",
        "Published from a wire feed without changes to the text. The Valley Mirror is not responsible for its accuracy.",
        "The above copy came from the IANS service and has not been checked by The Valley Mirror staff.",
        "This is an agency copy and, but for the headline, has not been edited by the staff of The Valley Mirror.",
        "Barring the headline, our desk has made no changes to this PTI story.",
        "Dieser Text wurde von der Agentur AFP übernommen und von der Redaktion nicht bearbeitet.",
        "Diese Meldung wurde automatisch aus dem dpa-Newsfeed übernommen.",
        "Cette dépêche AFP a été publiée automatiquement, sans intervention de la rédaction.",
        "Este contenido fue publicado automáticamente desde el servicio de EFE y no ha sido editado por nuestra redacción.",
        "Este texto foi publicado automaticamente a partir do serviço da Lusa, sem edição da nossa redação.",
        "Questo articolo è stato pubblicato automaticamente dal notiziario ANSA, senza interventi della redazione.",
        "यह खबर सीधे भाषा की फीड से ली गई है, शीर्षक के अलावा इसमें कोई बदलाव नहीं किया गया है।",
    ],
)
def test_a_note_of_republication(text: str) -> None:
    assert republication.is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "This article of the treaty is sourced from an older text, the judge said.",
        "The court accepts no liability for what was published in 1911.",
        "The agency said its feed was not edited and that it had no liability, Reuters reported.",
        "This report of the auditors was supplied by the ministry and has been read by nine of its clerks.",
        "This is an agency of the county, and its accounts have not been edited by anybody but the clerk.",
        "The wire service supplied the pictures, but the paper was not responsible for the captions under them.",
        "Dieser Artikel des Gesetzes stammt aus dem Jahr 1911 und wurde nie angewandt.",
        "Esta noticia de la agencia EFE cambió la ciudad en una noche.",
        "",
    ],
)
def test_a_story_about_texts_and_feeds_is_none(text: str) -> None:
    assert not republication.is_note(text)


def test_hostile_text_takes_linear_time() -> None:
    assert not republication.is_note("this story " * 30)
