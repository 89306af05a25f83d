"""The spiders, found by Scrapy through SPIDER_MODULES."""
