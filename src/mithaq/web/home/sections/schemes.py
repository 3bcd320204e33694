"""Schemes of the reader: envelopes and editions to look at, what is open to a company."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes.policies import can_steer_scheme
from mithaq.apps.programmes.queries import Watch, WatchKind, schemes, watched
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import Block, Item, Reader
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import percent_plain
from mithaq.web.shell.words import local

_WHY: Final[dict[WatchKind, Promise]] = {
    WatchKind.EXCEEDED: gettext_lazy("enveloppe dépassée"),
    WatchKind.NEARLY_SPENT: gettext_lazy("enveloppe presque engagée"),
    WatchKind.ENDING: gettext_lazy("l’édition finit bientôt"),
    WatchKind.SILENT: gettext_lazy("aucun relevé depuis plus de trois mois"),
}
# What a company or its counsellor may ask for.
OPEN_TO_COMPANIES: Final = frozenset({"hiring", "insertion", "training"})


def to_watch(reader: Reader) -> Block:
    """Envelopes that run out, editions that end, readings that are missing."""
    found = [
        watch
        for watch in watched(on=reader.on)
        if can_steer_scheme(reader.mandate, is_exercise=watch.is_exercise)
        and watch.is_exercise == reader.mandate.is_exercise
    ]
    return Block(
        title=_("Programmes : enveloppes et éditions à regarder"),
        items=tuple(_item(watch) for watch in found[reader.window]),
        count=len(found),
        empty=_("Aucune enveloppe ne s’épuise, aucune édition ne finit."),
        more_label=_("Voir les programmes"),
        more_url=page_url("schemes"),
        is_urgent=True,
    )


def open_now(reader: Reader) -> Block:
    """The schemes of hiring, insertion and training whose edition is open."""
    found = [
        line
        for line in schemes(on=reader.on)
        if line.edition is not None
        and line.scheme.family in OPEN_TO_COMPANIES
        and line.scheme.is_exercise <= reader.mandate.is_exercise
    ]
    return Block(
        title=_("Programmes ouverts"),
        items=tuple(
            Item(
                label=line.scheme.labels,
                note=local(line.edition.labels) if line.edition else "",
                url=reverse("scheme", args=[line.scheme.code]),
                is_exercise=line.scheme.is_exercise,
            )
            for line in found[reader.window]
        ),
        count=len(found),
        empty=_("Aucun programme n’est ouvert aujourd’hui."),
        more_label=_("Voir les programmes"),
        more_url=page_url("schemes"),
    )


def _item(watch: Watch) -> Item:
    said = [str(_WHY[watch.kind])]
    when = ""
    if watch.envelope is not None:
        body = watch.envelope.payer.labels
        said += [local(body), local(watch.envelope.territory_labels), str(watch.envelope.year)]
        when = percent_plain(watch.envelope.share, 0) if watch.envelope.share is not None else ""
    elif watch.edition.ends_on is not None:
        said.append(local(watch.edition.labels))
        when = date_plain(watch.edition.ends_on)
    return Item(
        label=watch.labels,
        note=" · ".join(said),
        when=when,
        url=f"{reverse('scheme', args=[watch.scheme])}#editions",
        is_late=watch.kind is WatchKind.EXCEEDED,
        is_exercise=watch.is_exercise,
    )
