"""Scrapy settings: polite, and closed to hostile pages.  `-s NAME=VALUE` overrides any of them."""

import os

from crawler import installed_version
from crawler.outcomes import MAX_BYTES

BOT_NAME = "cleanwire"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Who we are.  CONTACT is a mail address or a page that says who crawls and why.
CONTACT = os.environ.get("CLEANWIRE_CONTACT", "")
USER_AGENT = f"cleanwire/{installed_version()}"  # the spiders add the contact
ROBOTSTXT_USER_AGENT = "cleanwire"
ROBOTSTXT_KEEPS_PACE = False  # whether the first page waits after it as after any request: jobs do

# Politeness.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0  # it would make half of the requests come too early
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0

# Limits on what a server can do to us.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = MAX_BYTES
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 10
URLLENGTH_LIMIT = 0  # it drops silently; `crawler.address` refuses aloud
RETRY_TIMES = 2
COOKIES_ENABLED = False
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
DOWNLOADER_MIDDLEWARES = {
    "crawler.neighbours.PublicHostsMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.StrictRobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.politeness.RetryAfterMiddleware": 560,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.redirects.QuickMetaRefreshMiddleware": 580,
    "crawler.compression.StrictCompressionMiddleware": 590,
}
ALLOW_PRIVATE = False  # loopback and the own network, beyond what the user names himself
HTTPERROR_ALLOW_ALL = True  # a 404 is an outcome, not an exception

# Processes that clean the pages of a job: one for every core; 0 is the crawling process itself, unguarded.
CLEANER_PROCESSES = None

# No open ports.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"

# Play a recorded crawl instead of fetching: -s CASSETTE=FILE, -s CASSETTE_MODE=once to record.
CASSETTE = None
CASSETTE_MODE = "none"
