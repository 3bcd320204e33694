"""`mithaq open-data`: publish an edition of the open data, from a terminal or a timer."""

from __future__ import annotations

from django.utils import timezone
from rich.console import Console

from mithaq.flows.publish_open_data import publish_open_data


def open_data() -> None:
    """Publie une édition des données ouvertes : CSV, Parquet, empreintes, dictionnaire."""
    edition = publish_open_data(actor=None, mandate="", at=timezone.now())
    Console().print(f"Édition {edition.name} : {len(edition.files)} fichiers.", highlight=False)
