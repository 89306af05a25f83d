"""Promo runs: made-up stories with other stories' headlines in them; what stands between ‖ has to go."""

from __future__ import annotations

import pytest
from builders import asked, passage
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Passage, Verdict
from cleaners.rules import promos

BEFORE = (
    "The harbour council of Norby approved a plan for a tidal barrier on Tuesday. Ms Oda Lund, who leads the "
    "council, said the vote ended years of delay. "
)
RUNS = {
    "numbered": BEFORE
    + "‖Most read: 1. Keeper honoured for a night at sea 2. The isle where nobody locks a door 3. Nursery "
    "reopens after the flood‖ The barrier will cost 40 million crowns. Half of it is paid by the state.",
    "numbers without marks": BEFORE
    + "‖TRENDING IN NORBY 1 Keeper honoured for a night at sea 2 The isle where nobody locks a door 3 Nursery "
    "reopens after the flood SEE ALL‖ The barrier will cost 40 million crowns. Half of it is paid by the state.",
    "a list behind a colon": BEFORE
    + "‖Also in the news: Choir finds lost score behind a stove; Five rules for the new tram pass; Bakers' "
    "row enters second month‖ The barrier will cost 40 million crowns. Half of it is paid by the state.",
    "bars behind arrows": BEFORE
    + "‖►► Don't miss: Choir finds lost score | Five rules for the new tram pass | Bakers' row goes to "
    "court‖ The barrier will cost 40 million crowns. Half of it is paid by the state.",
    "labels with colons": BEFORE
    + "‖Stories you shouldn't miss World: Choir finds lost score in attic Sport: Five rules for the new "
    "season Money: Bakers ask for a tenth more‖ The barrier will cost 40 million crowns. Half of it is paid "
    "by the state.",
    "one label": BEFORE
    + "‖Top stories Swipe. Select. Stay informed. Westmark Ferry fares to go up by a tenth from January "
    "Westmark Two held after raid on jewellery shop in Old Town Westmark Storm leaves 400 homes without "
    "power Westmark School menu row: Parents told to expect more fish‖ Ms Lund, a former pilot who once "
    "campaigned against the barrier, has since become its loudest supporter. Work starts in May.",
    "label varies": BEFORE
    + "‖Top stories World Island state bans deep-sea mining after long dispute Business Shipyard owner cuts "
    "300 jobs as orders dry up Business Bank chief quits over leaked messages Sport Rowers miss final by a "
    "tenth of a second‖ The barrier will cost 40 million crowns. Half of it is paid by the state.",
    "last headline ends in a name": BEFORE
    + "‖Trending now Westmark Ferry fares to go up by a tenth from January Westmark Two held after raid on "
    "jewellery shop in Old Town Westmark Storm leaves 400 homes without power Westmark Stowaway found in "
    "hold of "
    "freighter bound for Port Selby‖ Lund said on Wednesday that the first stones would be laid by Easter.",
    "quoted last headline": BEFORE
    + "‖Top stories Life How a lighthouse keeper learned to bake Life 'I never meant to stay': Nurse who "
    "came for a summer and kept a village alive Life Seven walks for a wet week Life 'We sold the house and "
    "bought a boat because I had promised her the sea'‖ Norby had planned the barrier since the flood of "
    "1987.",
    "numbers end the headline": BEFORE
    + "‖You may also like Crime Man jailed for theft of church bells Crime Police find stolen tractors in "
    "barn Crime Gang of smugglers shipped 40 stolen engines abroad between 2019 and 2023‖ Mr Arne Vik, who "
    "owns the oldest boatyard in the bay, called the plan a gift to his grandchildren.",
    "question ends the headline": BEFORE
    + "‖Recommended for you Money Should you fix your heating bill now? Money Pensioners wait months for "
    "refund after office closes Money Is the era of the cheap ferry ticket over?‖ Critics of the barrier "
    "point to the salmon that pass the narrows each autumn.",
    "bars": BEFORE
    + "‖Read also: Ferry fares to go up by a tenth | Two held after raid on jewellery shop | Storm leaves "
    "400 homes without power‖ The barrier will cost 40 million crowns and close the inner harbour to ships "
    "at high tide.",
    "bullets": BEFORE
    + "‖More stories • Ferry fares to go up by a tenth • Two held after raid on jewellery shop • Storm "
    "leaves 400 homes without power‖ According to the plan, the gates will be shut for six hours at most.",
    "asterisks": BEFORE
    + "‖More stories * Ferry fares to go up by a tenth * Two held after raid on jewellery shop * Storm "
    "leaves 400 homes without power‖ According to the plan, the gates will be shut for six hours at most.",
    "quotes": BEFORE
    + "‖You might also like “Ferry fares to go up by a tenth” “Two held after raid on jewellery shop” “Storm "
    "leaves 400 homes dark”‖ Lund thanked the engineers for their patience.",
    "title case": BEFORE
    + "‖Don't Miss: Ferry Fares Set To Rise Again As Fuel Costs Bite‖ The council will meet again in June to "
    "choose a builder.",
    "each behind the same words": BEFORE
    + "‖READ MORE: Skipper rescued clinging to a cool box READ MORE: Exact date the county expects its first frost‖ "
    "The barrier will cost 40 million crowns. Half of it is paid by the state.",
    "labels in capitals": BEFORE
    + "‖FEATURED STORIES COASTLINES MPA fees up 3.1 percent in January, says BSB HARBOURINFO LPA off the isles may "
    "become the first storm of the year‖ The council will meet again in June to choose a builder.",
    "at the end": BEFORE
    + "‖Top stories Westmark Ferry fares to go up by a tenth from January Westmark Two held after raid on "
    "jewellery shop in Old Town Westmark Storm leaves 400 homes without power‖",
    "whole passage": "‖Most read Sport Rowers miss final by a tenth of a second Sport Keeper signs for three "
    "years Sport Skater loses title on appeal‖",
    "german": "Der Rat von Norden hat am Dienstag einem neuen Deich zugestimmt. Bürgermeisterin Lund sprach "
    "von einem Durchbruch. ‖Lesen Sie auch Wirtschaft Werft streicht 300 Stellen nach Auftragsflaute "
    "Wirtschaft Bankchef tritt nach Affäre um geheime Nachrichten zurück Panorama Sturm legt Bahnverkehr an "
    "der Küste lahm‖ Der Deich soll 40 Millionen Euro kosten und bis 2031 fertig sein.",
    "french": "Le conseil de Norby a voté mardi un plan de digue. La maire, Odile Lund, a salué un tournant. "
    "‖À lire aussi Économie Le chantier naval supprime 300 emplois faute de commandes Économie Le patron de "
    "la banque démissionne après des fuites Sport Les rameurs manquent la finale pour un dixième‖ Selon la "
    "mairie, la digue coûtera 40 millions de couronnes.",
    "spanish": "El consejo de Norby aprobó el martes un plan para el dique. La alcaldesa Lund celebró el "
    "voto. ‖Te puede interesar Economía El astillero recorta 300 empleos por falta de pedidos Economía "
    "Dimite el jefe del banco tras filtrarse mensajes Deportes Los remeros pierden la final por una décima‖ "
    "La obra costará 40 millones de coronas y empezará en mayo.",
}
PROSE = [
    "The paper is most read today by people over sixty. Stories by reporters of the Courier fill its second half, as they "
    "did in 1974. Recommended from all sides, it sold out. Stories by Ida Holm staff no shelf of the library any more.",
    "Top stories of the year include the flood, the strike and the election. Singapore "
    "and Malaysia signed a treaty. Singapore won.",
    BEFORE
    + "Her books include The Long Tide, A House of Salt, Winter Ferries and The Keeper's Daughter. Norby "
    "honoured her.",
    BEFORE + "Most read only the headline, she said. Norby has 4,000 people. Norby pays for all of it.",
    BEFORE + "More news came from Westmark, where Ida Holm, Per Dahl and Jens Roe were elected. Westmark had "
    "not voted since May.",
    BEFORE + "Latest News from the front page of 1911 hangs on her wall. It tells of the first ferry.",
    BEFORE + "Trending Now, the show that made her known, ended in 2004. Norby named a quay after her. Norby "
    "did well.",
    "Norby Library lent 90,000 books. Read also were the letters of Captain Holm. He wrote each day.",
    BEFORE
    + "World leaders sent their regards. World Bank staff came to see the site. World records were not "
    "on their mind.",
    "Mehr zum Thema Deich sagte Lund nicht. Politik und Wirtschaft warten. Politik braucht Zeit.",
    "Top news anchors left the station. More from the mill will be sold in May, the owner said.",
    "More in hope than in faith they rowed on. Most popular boys' name in 1911 was Karl.",
    "Her top picks for you to read this winter are The Long Tide and A House of Salt. Norby liked both.",
    "Latest stories from the front spoke of snow. The army said nothing.",
    "Trending Upward Bound, the charity's new ship, sailed on Monday.",
    'It rained. "More news from the roofs will reach you by air," Mayor Roe told reporters.',
    "Latest stories of the sea",
    BEFORE + "READ MORE BOOKS, said the banner. READ MORE POEMS, said the other one, and Norby read.",
    BEFORE
    + "MOST READ in Norby are the COURIER and the HARBOUR DAILY, in that order. NORBY TIMES comes third.",
    "El libro es lo más leído de la semana en Torrelara. Deportes y Cultura comparten ahora una "
    "sola consejería. La Economía del valle crece poco. El Mundo la cita.",
    "Meistgelesen wird in Norbach die Bibel. Sport und Kultur teilen sich ein Amt. Politik machen "
    "andere, Wirtschaft auch.",
    "À lire aussi les vieux journaux, on comprend mieux. Sport et Culture partagent un ministère. "
    "Le Monde en parle.",
    "Leia também o capítulo três, disse a professora, e Cultura será outra coisa. Esportes e "
    "Cidades dividem uma secretaria.",
    "Leggi anche il terzo capitolo, disse la maestra. Sport e Cultura hanno un solo assessore. "
    "Cronaca e Politica ne parlano.",
    "यह भी पढ़ें, शिक्षक ने कहा, और खेल की बातें भूल जाएं। देश और खेल दोनों मंत्रालय एक ही भवन में "
    "हैं। मनोरंजन के लिए समय नहीं था।",
    "Related stories kept the class busy. Sport and Culture share one ministry, and Business has "
    "none. Asia and Europe disagree.",
    "Trending now is a phrase Dr Tanaka avoids. Sport is not Business, she says. Science and Health agree.",
    "Sport England gave the club money. The Health Ministry, the Science Council and the Culture "
    "Fund gave none. World Rowing wrote a letter, and Business Norby sent a cake.",
    "She won four medals. Results: Norby 3 | Tarn 4 | Holm 5 | Alma 6 | Ledro 7 | and no other boat came in.",
    "The tour has five stops. Travellers see the Ledro National Park, the Norby State Forest, the "
    "Alma National Park and the Tarn National Park. Nobody stays long.",
]
TONGUES = [
    "The dam held. ‖Popular in the Community Sports Keeper stops three penalties Opinion Why we row at "
    "night Sports Cyclist crosses the Alps Weather Rain until Friday‖ Officials said the sluices would stay "
    "open.",
    "La presa resistió. ‖Lo último · El pan sube otra vez · Una isla cambia de hora · Hallan un piano en el "
    "pantano ·‖ El ministro, Julio Arce, visitará la zona el lunes.",
    "Le barrage a tenu. ‖Nos suggestions : Un port sans bateaux ; Le pain augmente encore ; Une île vote "
    "sur son fuseau horaire‖ Les autorités ont laissé les vannes ouvertes.",
    "A barragem resistiu. ‖Notícias relacionadas • Três aldeias partilham um médico • Piano achado na "
    "barragem • O pão sobe outra vez •‖ As autoridades deixaram as comportas abertas.",
    "El ayuntamiento de Torrelara aprobó el lunes el cierre del puente viejo. ‖Lo más visto hoy en "
    "Torrelara Deportes El Unión cae en casa Cultura Un museo dentro de un barco Sociedad Los panaderos "
    "vuelven al horno de leña Deportes Una ciclista cruza la sierra de noche‖ Los vecinos tendrán que dar "
    "un rodeo de nueve kilómetros hasta octubre.",
    "El río creció dos metros en una noche. ‖También te puede interesar | Tres pueblos comparten un médico "
    "| La biblioteca que presta paraguas | Hallan un piano en el fondo del pantano |‖ La alcaldesa, Marta "
    "Ruano, pidió calma a los vecinos de la ribera.",
    'La fábrica cerrará en junio. ‖Más noticias: "El pan sube otra vez" "Así votan los pueblos de la costa" '
    '"La nieve llega antes de tiempo"‖ Según el comité, hay 140 empleos en juego.',
    "El tren sale a las nueve. ‖Recomendados para ti Elegidas por la redacción Economía El aceite baja por "
    "tercer mes Internacional Una isla vota si cambia de huso horario Economía La banca cierra otras doce "
    "oficinas Ciencia Descubren un escarabajo que finge dormir‖ El ministro de Transportes, Julio Arce, "
    "defendió el cambio de horarios.",
    "Der Stadtrat von Norbach hat am Montag die Sperrung der alten Brücke beschlossen. ‖Meistgelesen Unsere "
    "Leser empfehlen Sport Torwart hält drei Elfmeter Kultur Museum zeigt Briefe eines Leuchtturmwärters "
    "Panorama Hund findet nach 40 Tagen heim Sport Radfahrerin durchquert die Alpen bei Nacht‖ Die Anwohner "
    "müssen bis Oktober einen Umweg von neun Kilometern fahren.",
    "Das Werk schließt im Juni. ‖Lesen Sie auch: Drei Dörfer teilen sich einen Arzt | Bücherei verleiht "
    "Regenschirme | Klavier auf dem Grund des Stausees entdeckt |‖ Nach Angaben des Betriebsrats geht es um "
    "140 Stellen.",
    "Der Fluss stieg in einer Nacht um zwei Meter. ‖Das könnte Sie auch interessieren Ausgewählt von "
    "unserer Redaktion Politik Landtag streitet über Kuhglocken Wirtschaft Brot wird schon wieder teurer "
    "Wissen Käfer stellt sich schlafend Politik Insel stimmt über ihre Zeitzone ab‖ Bürgermeisterin Marta "
    "Ruhland rief die Anwohner zur Ruhe auf.",
    "Le conseil municipal de Norbourg a voté lundi la fermeture du vieux pont. ‖À lire aussi Les plus lus "
    "cette semaine Sport Un gardien arrête trois tirs au but Culture Un musée dans une péniche Société Les "
    "boulangers reviennent au four à bois Sport Une cycliste traverse les Alpes de nuit‖ Les riverains "
    "devront faire un détour de neuf kilomètres jusqu'en octobre.",
    "L'usine fermera en juin. ‖Sur le même sujet : « Trois villages se partagent un médecin » « La "
    "bibliothèque qui prête des parapluies » « Un piano au fond du lac »‖ Selon le syndicat, 140 emplois "
    "sont menacés.",
    "La rivière est montée de deux mètres en une nuit. ‖Nos articles les plus partagés Choisis pour vous "
    "par la rédaction Monde Une île vote sur son fuseau horaire Économie Le pain augmente encore Sciences "
    "Un scarabée fait semblant de dormir Monde Un port sans bateaux‖ La maire, Claire Ruault, a appelé au "
    "calme.",
    "A câmara de Norvale aprovou na segunda-feira o fecho da ponte velha. ‖Leia também As mais lidas da "
    "semana Esportes Goleiro defende três pênaltis Cultura Museu abre dentro de um barco Cidades Padeiros "
    "voltam ao forno a lenha Esportes Ciclista atravessa a serra de noite‖ Os moradores terão de fazer um "
    "desvio de nove quilômetros até outubro.",
    "A fábrica fecha em junho. ‖Veja também: Três aldeias partilham um médico | Biblioteca empresta "
    "guarda-chuvas | Piano é achado no fundo da barragem |‖ Segundo o sindicato, há 140 empregos em risco.",
    "Il consiglio comunale di Norvalle ha approvato lunedì la chiusura del vecchio ponte. ‖Leggi anche I "
    "più letti della settimana Sport Il portiere para tre rigori Cultura Un museo dentro una chiatta "
    "Cronaca I fornai tornano al forno a legna Sport Una ciclista attraversa le Alpi di notte‖ I residenti "
    "dovranno fare una deviazione di nove chilometri fino a ottobre.",
    "La fabbrica chiuderà a giugno. ‖Potrebbe interessarti anche: Tre paesi si dividono un medico | La "
    "biblioteca che presta ombrelli | Trovato un pianoforte in fondo al lago |‖ Secondo il sindacato sono a "
    "rischio 140 posti.",
    "De gemeenteraad van Noordveen heeft maandag de oude brug gesloten. ‖Lees ook Meest gelezen deze week "
    "Sport Keeper stopt drie strafschoppen Cultuur Museum opent in een oude aak Regio Bakkers keren terug "
    "naar de houtoven Sport Wielrenster rijdt 's nachts over de Alpen‖ De bewoners moeten tot oktober negen "
    "kilometer omrijden.",
    "नोरपुर नगर परिषद ने सोमवार को पुराने पुल को बंद करने का फैसला किया। ‖यह भी पढ़ें खेल गोलकीपर ने रोकीं "
    "तीन पेनल्टी देश पुस्तकालय जो छाते उधार देता है मनोरंजन नाव के भीतर खुला संग्रहालय खेल रात में पहाड़ "
    "पार कर गई साइकिल सवार‖ परिषद के अध्यक्ष ने कहा कि लोगों को अक्टूबर तक नौ किलोमीटर का चक्कर लगाना होगा।",
    "कारखाना जून में बंद हो जाएगा। ‖ये भी पढ़ें: तीन गांवों का एक डॉक्टर | झील की तह में मिला पियानो | रोटी "
    "फिर हुई महंगी |‖ यूनियन के अनुसार 140 नौकरियां खतरे में हैं।",
    "The council of Norby voted on Monday to close the old bridge. ‖You might also like What our readers "
    "loved this week Sport Keeper stops three penalties Culture Museum opens inside a barge Local Bakers "
    "return to wood ovens Sport Cyclist crosses the Alps by night‖ Residents will have to take a detour of "
    "nine kilometres until October.",
    "The river rose two metres in one night. ‖Top picks Fresh from our newsroom Asia Island votes on its "
    'time zone Business Bread gets dearer again Science Beetle that plays dead Asia "We only came for the '
    'soup", says winning crew‖ Mayor Martha Rowland appealed for calm along the bank.',
    "The plant will close in June. ‖More to explore | Three villages share a doctor | The library that "
    "lends umbrellas | Piano found at the bottom of a lake |‖ According to the union 140 jobs are at stake.",
    "‖Read More: The Danish academies that feed Europe‖ COPENHAGEN - The club has earned more from selling players this "
    "month than from tickets in five seasons, its chairman said on Thursday.",
    "Work begins in June. ‖ALSO READ: Why the ferry is blue‖ A litre of the paint costs 48 crowns.",
    "Die Tiere blieben nahe. ‖Lesen Sie auch: Warum Möwen keine Fähren mögen‖ Die Stichprobe sei klein.",
    "Il a plu. ‖Lire aussi : Un piano au fond du lac‖ Le maire, Paul Girod, a appelé au calme.",
    "Llovió ayer. ‖Lea también: Hallan un piano en el fondo del pantano‖ La alcaldesa pidió calma.",
]


def judged(*passages: Passage) -> list[Verdict]:
    return asked(promos.rules, *passages)


def cut(text: str) -> list[str]:
    return [text[one.span[0] : one.span[1]] if one.span else text for one in judged(passage(text))]


@pytest.mark.parametrize("story", [*RUNS.values(), *TONGUES])
def test_run_is_cut_and_the_story_goes_on(story: str) -> None:
    before, run, after = story.split("‖")
    assert [one.strip() for one in cut(before + run + after)] == [run.strip()]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "It rained all day. Latest headlines Scroll. Tap. Know more. World Six saved from burning ferry "
            "World Queen opens new lock World Spring comes early to the fells",
            "It rained all day.",
        ),
        (
            "It rained all day. This week's top reads Two bakers fined for loud bread Nurse wins lottery "
            "twice in one week",
            "It rained all day.",
        ),
        (
            "It rained all day. More from Business Mill to close in June Bank counts its last coins Ferry "
            "sold for scrap The council will meet again on Friday to vote on the dam.",
            "It rained all day. The council will meet again on Friday to vote on the dam.",
        ),
        (
            "It rained all day. Top picks for you Two bakers fined for loud bread Nurse wins lottery twice in one week",
            "It rained all day.",
        ),
        *(
            (
                f"It rained all day. {lead} Two bakers fined for loud bread Nurse wins lottery twice in one week",
                "It rained all day.",
            )
            for lead in ("Most read today", "Stories by Courier staff", "Recommended from Editorial")
        ),
        (
            "Es regnete. Das könnte Sie auch interessieren Warum die Fähre nicht fährt Neue Brücke über "
            "die Aue",
            "Es regnete.",
        ),
        (
            "Il a plu hier. Vous pourriez aussi aimer Le bac ne passe plus Un pont neuf sur la Dore",
            "Il a plu hier.",
        ),
        (
            "Llovió ayer. Te podría interesar Un pulpo huye del acuario El puente reabre en mayo",
            "Llovió ayer.",
        ),
    ],
)
def test_runs_in_other_wordings_and_languages(text: str, kept: str) -> None:
    gone = cut(text)
    assert len(gone) == 1
    assert " ".join(text.replace(gone[0], "").split()) == kept


@pytest.mark.parametrize("text", PROSE)
def test_prose_stays(text: str) -> None:
    assert cut(text) == []


def test_a_story_goes_on_at_no_bracket() -> None:
    story = (
        "Shares in Lakefront Mobility (LKFM.O), which operates the contracted vans, rose 6.2 percent on Friday after the "
        "union issued its notice."
    )
    text = f"{BEFORE}Also Read | Ohio lawmakers weigh ban on strikes by transit workers {story}"
    (found,) = asked(promos.rules, passage(text))
    assert found.span is not None
    assert text[found.span[1] :].strip() == story


def test_a_story_goes_on_at_no_word_that_is_only_shouted() -> None:
    text = (
        'Nurses said that they had to fetch blood results on foot. "They were nearly in tears." READ MORE: Why your kettle '
        "is killing YOUR garden birds and what to do About 900 appointments were put off on Friday, the trust said."
    )
    ends = [
        text[verdict.span[1] :].split(maxsplit=1)[0]
        for verdict in asked(promos.rules, passage(text))
        if verdict.span
    ]
    assert "YOUR" not in ends


def test_last_headline_stays_where_the_story_may_have_resumed_anywhere() -> None:
    head = (
        "Top stories Westmark Ferry fares to rise Westmark Storm leaves homes dark "
        "Westmark School menu row grows"
    )
    rest = "Westmark 400 2031 (nine in June) 12 to 4 in the harbour of Tarn and at sea."
    text = f"The vote was close. {head} {rest}"
    assert cut(text) == [head]


@pytest.mark.parametrize(
    "story",
    [
        "The town of Tarn has sold 5,212 lemon bars to pay its librarian. ‖Related Stories Lake levels to fall for a "
        "third spring Brewery turns old ferry into floating taproom County fair bans helium balloons‖ The librarian "
        "has asked the town to stop baking.",
        "Pupils lost 7,200 library books in one night. ‖You May Also Be Interested In Ferry terminal at Tarn to close "
        "for weeks Two held over forged export permits Teachers want shorter assemblies‖ Headmistress Ida Roe said "
        "her pupils had borrowed from a steel cupboard.",
        "The bridge was closed on Monday after cracks were found. ‖TRENDING NOW: Fire crews called to disused "
        "maltings Baker's 14kg pie 'too heavy for judging table'‖ Engineers said the cracks in the bridge were "
        "older than the bridge itself.",
        "Nine people were arrested on Monday. ‖Also Read | Gold Rate Today, February 16, 2026: Check the Price of "
        "Gold in Your City.‖ The nine worked in two shifts from a rented flat.",
        "Der Deich bei Norby hat gehalten. ‖Mehr zum Thema Biber fressen sich durch den Stadtpark Landrat verspricht "
        "neue Pumpen‖ Die Feuerwehr hatte den Deich in der Nacht mit Sandsäcken erhöht.",
    ],
)
def test_headlines_that_nothing_parts(story: str) -> None:
    before, run, after = story.split("‖")
    assert cut(before + run + after) == [run]


def test_evidence_counts_the_headlines() -> None:
    before, run, after = RUNS["one label"].split("‖")
    (verdict,) = judged(passage(before + run + after))
    assert verdict.rule == "promos.run"
    assert verdict.action == "cut"
    assert verdict.evidence == "4 headlines after 'Top stories', with labels"


@given(
    st.lists(
        st.sampled_from(
            [
                "Top stories",
                "Swipe. Select.",
                "Westmark",
                "World",
                "'",
                "“",
                "|",
                "•",
                "Mr",
                "The",
                "rain fell.",
                "?",
                "U.S.",
                "é",
                "ـ",
            ]
        )
        | st.text(max_size=12),
        max_size=60,
    )
)
def test_any_text_gives_spans_inside_it(parts: list[str]) -> None:
    text = " ".join(" ".join(parts).split())
    end = 0
    for verdict in judged(passage(text)):
        start, stop = verdict.span or (0, len(text))
        assert end <= start < stop <= len(text)
        assert verdict.evidence
        end = stop
