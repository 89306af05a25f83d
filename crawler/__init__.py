"""cleanwire's crawler: fetch pages politely with Scrapy, clean them, write feeds."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """The version of the installed package; `0+source` when run from a source tree."""
    try:
        return version("cleanwire")
    except PackageNotFoundError:
        return "0+source"
