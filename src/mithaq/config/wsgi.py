"""The door of the web server."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.config.settings")

application = get_wsgi_application()

# Every view is loaded before the first visitor asks, and what is loaded for good is left out of
# the collector's rounds: each of them held a page back by some 150 ms, once every forty pages.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
