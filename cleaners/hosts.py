"""Addresses: where links lead, which of their hosts are of one site, and what a domain calls its site."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from tld import Result, get_tld

# Parameters that say how a reader came to a page: of mail and campaign tools, networks, aggregators.
_TRACKING_PREFIXES = (
    "utm_",
    "mtm_",
    "pk_",
    "piwik_",
    "matomo_",
    "hsa_",
    "vero_",
    "oly_",
    "itm_",
    "trk_",
    "at_",
)
_TRACKING = frozenset(
    """
    fbclid gclid gclsrc dclid msclkid twclid yclid ysclid ttclid igshid igsh li_fat_id mkt_tok wbraid gbraid
    gad_source srsltid smid smtyp ncid ocid cmpid icid icmp xtor ito ns_source ns_mchannel ns_campaign ns_linkname
    mc_cid mc_eid _ga _gl _hsenc _hsmi __twitter_impression guccounter guce_referrer guce_referrer_sig spm
    sr_share soc_src soc_trk taid tpcc traffic_source campaign_id campaignid ref_src ref_url refsrc referrer
    referer xid wt_mc cm_mmc __tn__ shareid share_id
    """.split()
)


class _Domain(NamedTuple):
    registered: str
    """What was registered below a public suffix: "gazette.co.uk"."""
    name: str
    """Its first part: "gazette"."""


@lru_cache(maxsize=1 << 9)
def host(url: str | None) -> str | None:
    """The host of an address, without "www."; empty for a relative address, None for one that cannot be read.

    >>> host("https://www.gazette.example:8080/a"), host("/a"), host("http://[broken")
    ('gazette.example', '', None)
    """
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return None


def joined(base: str | None, address: str) -> str:
    """Where a link of a page leads; empty where the link or its page has an address that cannot be read.

    >>> joined("https://gazette.example/a/", "b"), joined("https://gazette.example/a/", "http://[insert link]")
    ('https://gazette.example/a/b', '')
    """
    try:
        whole = urljoin(base or "", address.strip())
        urlsplit(whole)
    except ValueError:
        return ""
    return whole


def is_tracking(name: str) -> bool:
    """Whether a parameter of an address says how a reader came to it, and nothing about the page."""
    return name.lower() in _TRACKING or name.lower().startswith(_TRACKING_PREFIXES)


def bare(address: str) -> str:
    """An address without its fragment and what tracks its readers; the rest stays as written.

    >>> bare("https://gazette.example/a?id=7&utm_source=rss#top"), bare("/a?fbclid=x")
    ('https://gazette.example/a?id=7', '/a')
    """
    whole, _, _ = address.partition("#")
    path, mark, query = whole.partition("?")
    kept = [part for part in query.split("&") if not is_tracking(part.partition("=")[0])]
    return path + mark * bool(kept) + "&".join(kept)


def name(host: str) -> str:
    """The part of a host that names its owner, without hyphens: "tarnweekly" of "www.tarn-weekly.co.in"."""
    return _domain(host).name.replace("-", "")


def are_of_one_site(one: str, other: str) -> bool:
    """Whether two hosts have one owner, by the list of public suffixes.

    >>> are_of_one_site("sport.gazette.co.uk", "gazette.co.uk"), are_of_one_site("herald.co.uk", "gazette.co.uk")
    (True, False)
    """
    return one == other or _domain(one).registered == _domain(other).registered


@lru_cache(maxsize=1 << 10)
def _domain(host: str) -> _Domain:
    found = get_tld(f"http://{host}", as_object=True, fail_silently=True)
    if isinstance(found, Result) and found.domain:
        return _Domain(found.fld, found.domain)
    labels = host.split(".")
    if len(labels) == 1 or labels[-1].isdigit():
        return _Domain(host, "")
    return _Domain(".".join(labels[-2:]), labels[-2])  # a suffix that nobody registers below: a network's own
