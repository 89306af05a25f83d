"""What a process that cleans has before it is forked: every module and table, and nothing to collect.

Imported by the fork server alone.  What is loaded here is loaded once, and in memory once, for all processes
that clean and for those that take their place.
"""

import contextlib
import gc
import signal

signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the crawling process says when to stop
gc.disable()  # nearly everything that is made here stays

import dateparser  # noqa: E402, F401 - the cleaner imports it when a page first needs it
import langdetect  # noqa: E402, F401
import trafilatura  # noqa: E402, F401

import cleaners  # noqa: E402
import crawler.cli  # noqa: E402 - what `cleanwire` imports, each of its processes imports as well
import crawler.workers  # noqa: E402, F401

# A little of everything that a page may need, in a language that is found by its words alone.
_PAGE = """<!doctype html><html><head><title>Havnen er åben igen</title>
<meta property="og:site_name" content="Bugten i dag">
<meta property="article:published_time" content="2026-01-05T08:00:00Z"></head>
<body><nav><a href="/sport">Sport</a></nav><article><h1>Havnen er åben igen</h1>
<p class="byline">By a reporter, Reuters | 5 January 2026, 8:00 am</p>
<figure><img src="/quay.jpg"><figcaption>The new quay on Monday. Photo: City archive</figcaption></figure>
<p>TARVIN (Reuters) - Havnen åbnede mandag efter en vinter med reparationer, sagde byrådet i en udtalelse, der
roste bygherrerne, og som blev læst op på kajen, mens fiskerbådene ventede på deres tur i den kolde vind.</p>
<p>Færgen anløb for første gang siden oktober med fyrre passagerer om bord, og havnefogeden sagde, at han næsten
havde glemt lyden af den. Updated on January 6. Read more: The ferry is back. Follow us on everything.</p>
</article><aside><h2>Related stories</h2><ul><li><a href="/a">The ferry is back, and with it its passengers</a>
3 January</li></ul></aside><footer>All rights reserved</footer></body></html>"""

with contextlib.suppress(Exception):  # what fails here fails once more, where it is told
    cleaners.clean(_PAGE.encode())
gc.collect()
gc.freeze()  # what stays is not walked through again and again, nor copied for it
gc.enable()
