"""The cases of mediation that a company filed: what waits for it first."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.queries.company_lists import OwnCase, open_cases, unrated_cases
from mithaq.web.conventions.links import page_url
from mithaq.web.corridor.company_tables import TO_GIVE
from mithaq.web.corridor.company_words import turn_words
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.home.sections.block import Block, Item, Reader, listed
from mithaq.web.shell.numbers import number
from mithaq.web.shell.words import typed


def own_cases(reader: Reader) -> Block:
    """The company's open cases, those that wait for the company first."""
    rows = open_cases(reader.mandate.organisation, at=timezone.now())
    block = listed(
        reader,
        rows,
        title=_("Nos dossiers de médiation"),
        item=_item,
        empty=_("Aucun dossier de médiation n’est ouvert."),
        more=(_("Déposer un dossier"), page_url("submit_start")),
        is_urgent=True,
        own_count=sum(row.is_ours for row in rows),
    )
    count, only = unrated_cases(reader.mandate.organisation)
    if not count:
        return block
    words = ngettext(
        "%(n)s dossier clos attend votre avis", "%(n)s dossiers clos attendent votre avis", count
    )
    url = (
        page_url("company_case", str(only))
        if only
        else f"{page_url('company_cases')}?avis={TO_GIVE}"
    )
    return replace(block, beside=words % {"n": number(count)}, beside_url=url)


def _item(row: OwnCase) -> Item:
    deadline = deadline_of(row.company, row.turns, row.clocks, dict(row.names))
    return Item(
        label=typed(row.title),
        note=turn_words(row.turns, dict(row.names), row.company),
        when=deadline.words,
        url=page_url("company_case", str(row.public_id)),
        is_late=deadline.is_late,
        is_exercise=row.is_exercise,
    )
