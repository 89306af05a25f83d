"""Sentences that speak to the reader: told by classes of words, in wordings that no list holds."""

from __future__ import annotations

import pytest

from cleaners import lexicon
from cleaners.lexicon import fold
from cleaners.lexicon.wording import TELLING, WORD, Kind, wording
from cleaners.wording import invitations

KINDS = wording().kinds
STORY = "The mayor opened the mill on Monday."


def found(text: str) -> list[tuple[str, str]]:
    """Concept and text of every invitation in a passage."""
    folded = fold(text)
    offered = invitations.offers(frozenset(WORD.findall(folded.text)))
    return [
        (one.concept, text[one.start : one.stop].strip()) for one in invitations.find(text, folded, offered)
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.concept}-{kind.yes[0][:24]}")
def test_examples_are_invitations_and_counter_examples_are_not(kind: Kind) -> None:
    assert kind.yes
    assert kind.no
    for example in kind.yes:
        assert found(example) == [(kind.concept, example)]
    for counter in kind.no:
        assert found(counter) == []


def test_kinds_use_known_concepts_and_classes() -> None:
    classes = {
        name for tongue in wording().tongues for entries in tongue.words.values() for _, name in entries
    }
    for kind in KINDS:
        assert kind.concept in lexicon.phrases().concepts
        assert set(kind.holds) | kind.opens | kind.any <= classes
        assert (set(kind.holds) | kind.any) & TELLING, "nothing tells that the kind may occur"


@pytest.mark.parametrize(
    "text",
    [
        "Wake up to the Tarn Tribune briefing: register here to have it in your mailbox every morning.",
        "Never miss an update: add the Dunmore Echo on Telegram today!",
        "Grab our free app and read the latest stories offline.",
        "Find all the sports news and live scores on Dunmore Echo.",
        "Chat with our assistant about this article",
        "Let the Echo chatbot explain this story to you",
        "Ask Otto your questions about this topic",
        "To keep reading, start your trial",
        "Start your digital subscription: only 3 crowns a week for the first month.",
        "Only one free story left this month.",
        "Recevez les infos du soir par courriel chaque jour",
        "Receba as principais notícias no seu e-mail todos os dias",
        "Iscriviti alla nostra newsletter gratis",
        "Volg ons via WhatsApp voor het laatste nieuws",
        "Подписывайтесь на наш Telegram-канал, чтобы узнавать новости первыми",
        "हमारे यूट्यूब चैनल को अभी सब्सक्राइब करें।",
        "تابعوا آخر الأخبار عبر قناتنا على تلغرام",
        "下载我们的客户端，获取最新资讯",
        "长按二维码关注海湾日报公众号",
        "Laden Sie die kostenlose App und lesen Sie alle Nachrichten unterwegs.",
        "Téléchargez notre appli pour suivre l'actualité en direct",
        "Únete a nuestro grupo de Telegram y recibe las últimas noticias",
        "Folgen Sie uns bei WhatsApp und verpassen Sie keine Meldung",
        "Jeden Abend um neun das Wichtigste aus der Aue. Jetzt gratis abonnieren!",
        "The Echo may receive a referral fee if you buy something through links in this article.",
        "We get a commission when you shop via our links.",
        "All prices as of today; Dunmore Echo might earn commissions from the links in this guide.",
        "Wir erhalten eine Provision, wenn Sie über diese Links einkaufen.",
        "Se acquisti tramite questi link potremmo ricevere una commissione.",
        "Als je via deze links koopt, ontvangen wij een commissie.",
        "Get unlimited reading for 5 florins per month. Cancel whenever you like.",
    ],
)
def test_other_wordings_go_whole(text: str) -> None:
    assert [said for _, said in found(text)] == [text]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (
            f"Sign up now: Have the TT's bulletins sent to your mailbox {STORY}",
            "Sign up now: Have the TT's bulletins sent to your mailbox",
        ),
        (
            f"Join our Viber community for breaking headlines. {STORY}",
            "Join our Viber community for breaking headlines.",
        ),
        (
            f"Enjoying this story? Get our weekly digest for free. {STORY}",
            "Enjoying this story? Get our weekly digest for free.",
        ),
        (f"{STORY} Follow the Dunmore Echo on Facebook.", "Follow the Dunmore Echo on Facebook."),
    ],
)
def test_the_story_beside_an_invitation_stays(text: str, gone: str) -> None:
    assert [said for _, said in found(text)] == [gone]


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for the army today, the poster tells young men.",
        "Follow the channel past the lighthouse and turn north.",
        "Get the latest figures wrong and markets punish you.",
        "The app gets the latest news to farmers in seconds.",
        "Newsletter writers now earn more than reporters.",
        "He asked readers to subscribe to his newsletter for free.",
        "Join a choir, she says, and you will find friends on Facebook.",
        "“Subscribe to our newsletter today,” the sign read.",
        "“We mean it. Sign up for our newsletter today.”",
        "You have two free hands left for the oars.",
        "Ask any farmer about this story and you get another.",
        "Keep the app on your phone switched off at sea.",
        "Free newspapers vanish. In 2010 you found five on the tram every morning.",
        "Every morning the most important letter in his inbox is from the tax office.",
        "Unsere App zeigt die Abfahrt, sagte der Fahrer.",
        "Abonnieren Sie den Newsletter, riet er, und Sie wissen mehr.",
        "Suivez la rivière jusqu'à la chaîne de collines.",
        "Sigue el canal hasta la esclusa y verás la torre.",
        "To continue reading at night, he bought a lamp on a plan he could not afford.",
        "关注我们的频道是好事吗？他问。",
        "",
    ],
)
def test_prose_is_no_invitation(text: str) -> None:
    assert found(text) == []


def test_hostile_text_takes_no_longer_than_its_length() -> None:
    """Openers without end: every sentence is looked at once."""
    text = "Get our newsletter now " * 2000
    assert len(found(text)) <= 1


@pytest.mark.parametrize(
    ("before", "invitation", "after"),
    [
        (
            "The winds slowed, she found.",
            "Never miss a beat: turn on notifications for Ocean & Air",
            "The paper does not say whether storms will become more frequent.",
        ),
        ("Rain fell.", "Turn on push alerts from the Tarn Tribune", "Mayor Roe said the dam would hold."),
        (
            "Rain fell.",
            "Enable breaking news alerts for the Valley Post app",
            '"We are ready," said Ms Lund, who leads the council.',
        ),
        (
            "Rain fell.",
            "Sign up for the Norby Notes newsletter and get the stories that matter",
            "Farmers had hoped for two more weeks of sun.",
        ),
        (
            "Rain fell.",
            "Get the day's top stories from Norby and the valley delivered to your inbox",
            "Police said that two roads would be closed.",
        ),
        (
            "Llovió toda la noche.",
            "Suscríbete a nuestro boletín y recibe cada mañana las noticias más importantes",
            '"Compartir no es regalar", advierte el alcalde de la mayor de las aldeas.',
        ),
        (
            "Llovió toda la noche.",
            "Apúntate gratis a la newsletter con lo mejor de la semana",
            "La alcaldesa pidió calma a los vecinos.",
        ),
        (
            "Llovió toda la noche.",
            "Activa las notificaciones para no perderte nada del valle",
            "Según el servicio de meteorología, seguirá lloviendo hasta el martes.",
        ),
        (
            "Es regnete.",
            "Abonnieren Sie unseren Newsletter mit den wichtigsten Meldungen des Tages",
            "Die Feuerwehr rückte nach eigenen Angaben 40 Mal aus.",
        ),
        (
            "Es regnete.",
            "Jetzt Push-Nachrichten aktivieren und nichts mehr verpassen",
            "Der Landrat sprach von einer ernsten Lage.",
        ),
        (
            "Il a plu.",
            "Inscrivez-vous à notre newsletter pour recevoir chaque matin l'actualité la plus importante",
            "Le maire a appelé les habitants au calme.",
        ),
        (
            "Il a plu.",
            "Activez les notifications pour suivre toute l'actualité de la vallée",
            "« Nous sommes prêts », a déclaré Mme Ruault.",
        ),
        (
            "Choveu.",
            "Assine nossa newsletter e receba as notícias mais importantes do dia",
            "A prefeita pediu calma aos moradores.",
        ),
        (
            "Ha piovuto.",
            "Iscriviti alla nostra newsletter per ricevere ogni mattina le notizie più importanti",
            "Il sindaco ha invitato alla calma.",
        ),
        (
            "Het regende.",
            "Schrijf je in voor onze nieuwsbrief en ontvang elke ochtend het belangrijkste nieuws",
            "De burgemeester riep op tot kalmte.",
        ),
    ],
)
def test_an_invitation_without_a_stop_ends_where_the_story_goes_on(
    before: str, invitation: str, after: str
) -> None:
    assert [said for _, said in found(f"{before} {invitation} {after}")] == [invitation]


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for the parish newsletter, the priest told them, and the Lord will know your name.",
        "Turn on notifications, the police advise, so that the Ledro dam siren can reach you.",
        "Suscríbete al plan, dijo el alcalde, y La Rioja te pagará la mitad del agua.",
        "Get the morning briefing wrong and Mayor Roe will call you at noon, she joked.",
        "Abonnieren Sie die Zeitung, rief der Redner, und Die Mühle gehört wieder dem Dorf.",
        "Join the union newsletter committee and The Mill pays your bus fare, workers were told.",
    ],
)
def test_what_people_say_of_newsletters_and_alerts_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "invitation"),
    [
        (
            "Follow us on Google News for the latest from the hills It hopes that a depot will be ready by May.",
            "Follow us on Google News for the latest from the hills",
        ),
        (
            "Sign up for our newsletter and get it every day The board expects the dredger in the first week of May.",
            "Sign up for our newsletter and get it every day",
        ),
        (
            "Join our WhatsApp channel for news from the coast They had waited for the boat since the early morning.",
            "Join our WhatsApp channel for news from the coast",
        ),
    ],
)
def test_an_invitation_without_a_stop_ends_where_a_sentence_begins(text: str, invitation: str) -> None:
    assert [said for _, said in found(text)] == [invitation]


def test_a_call_that_the_story_quotes_behind_a_colon_stays() -> None:
    text = "On the front of the town hall a banner says: “Subscribe to our rain, the first month is free.”"
    assert list(invitations.find(text, fold(text), ())) == []
