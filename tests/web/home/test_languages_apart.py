"""What is kept for readers of one language is never shown to those of another."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils.translation import override

from mithaq.apps.conventions.choices import Kind


@pytest.mark.parametrize("page", ["", "conventions/", "conventions/PUBLIQUE-2017/"])
def test_a_language_never_shows_the_labels_of_the_last_reader(
    page: str, visitor: Client, reference: str
) -> None:
    caches["pages"].clear()
    kinds = [str(kind.label) for kind in Kind]
    with override("ar"):
        arabic = [str(kind.label) for kind in Kind]
    visitor.get(f"/ar/{page}")
    text = visitor.get(f"/fr/{page}").content.decode()

    assert any(word.lower() in text.lower() for word in kinds)
    assert not [word for word in arabic if word in text]
