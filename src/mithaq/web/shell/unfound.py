"""A page that is not there for a reader, with what the reader may do instead."""

from __future__ import annotations

from django.http import Http404


class NotFoundTold(Http404):
    """Nothing at this address, and a sentence to show: the same whether there is something or not,
    so that nothing is learnt from it."""
