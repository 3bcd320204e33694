"""What is promised: by my organisation, soon due, or to people like me."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import (
    PromiseView,
    Scope,
    promises_by,
    promises_due,
    promises_to,
)
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import Block, Item, Reader, listed
from mithaq.web.shell.dates import date_plain, uncertain_date
from mithaq.web.shell.words import local

SOON_DAYS: Final = 60
# The sources name beneficiaries in French; these are their own words.
SEEKERS: Final = ("chercheurs d’emploi", "jeunes", "personnes sans diplôme", "demandeurs d’emploi")
EMPLOYERS: Final = ("entreprises", "employeurs")
INSURED: Final = ("salariés", "personnes en contrat", "personnes recrutées", "assurés")
FOUNDERS: Final = ("porteurs de projets", "auto-entrepreneurs", "entrepreneurs")
TRAINEES: Final = ("chercheurs d’emploi", "profils", "stagiaires", "formation")


def due(reader: Reader) -> Block:
    """Commitments of the organisation late, or due within sixty days."""
    found = promises_due(reader.own_scope, on=reader.on, days=SOON_DAYS, texts=reader.texts)
    if reader.handles_cases:
        bound = frozenset(reader.scope.bound)
        found = tuple(item for item in found if item.owing_slugs & bound)
    return _block(
        reader,
        _("Engagements de nos conventions, en retard ou dus dans 60 jours"),
        found,
        empty=_("Aucun engagement daté n’est en retard ni dû dans les 60 jours."),
        is_urgent=True,
        own_count=_own_count(reader, found),
    )


def _own_count(reader: Reader, found: Sequence[PromiseView]) -> int | None:
    """How many are the reader's own bodies' to keep, as the list of commitments counts them."""
    bound = frozenset(reader.scope.bound)
    return sum(bool(item.owing_slugs & bound) for item in found) if bound else None


def own(reader: Reader) -> Block:
    """What the organisation or its seat promised: still to keep, then kept."""
    return _block(
        reader,
        _("Ce que nous avons promis, tenu ou à tenir"),
        promises_by(reader.own_scope, on=reader.on, texts=reader.texts),
        empty=_("Votre organisation n’a rien promis elle-même dans une convention du registre."),
    )


def to_us(reader: Reader) -> Block:
    """What conventions promise a person who looks for work, where that person lives."""
    return _to(reader, SEEKERS, _("Ce qui a été promis à des personnes comme vous"))


def to_us_insured(reader: Reader) -> Block:
    """What conventions promise an insured person, where that person lives."""
    return _to(reader, INSURED, _("Ce qui a été promis à des personnes comme vous"))


def to_seekers(reader: Reader) -> Block:
    """What conventions promise people who look for work."""
    return _to(reader, SEEKERS, _("Ce qui est promis aux chercheurs d’emploi"))


def to_employers(reader: Reader) -> Block:
    """What conventions promise companies."""
    return _to(reader, EMPLOYERS, _("Ce qui est promis aux entreprises"))


def to_founders(reader: Reader) -> Block:
    """What conventions promise people who start an activity."""
    return _to(reader, FOUNDERS, _("Ce qui est promis aux porteurs de projets"))


def to_trainers(reader: Reader) -> Block:
    """What conventions promise in training."""
    return _to(reader, TRAINEES, _("Ce qui est promis en formation et en placement"))


def _to(reader: Reader, words: Sequence[str], title: str) -> Block:
    scope = Scope(territory=reader.mandate.territory_code)
    return _block(
        reader,
        title,
        promises_to(words, scope, on=reader.on, texts=reader.texts),
        empty=_("Aucune convention du registre ne le promet pour l’instant."),
    )


def _block(
    reader: Reader,
    title: str,
    found: tuple[PromiseView, ...],
    *,
    empty: str,
    is_urgent: bool = False,
    own_count: int | None = None,
) -> Block:
    return listed(
        reader,
        found,
        title=title,
        item=_item,
        empty=empty,
        more=(_("Voir tous les engagements"), page_url("my_commitments")),
        is_urgent=is_urgent,
        own_count=own_count,
    )


def _item(item: PromiseView) -> Item:
    who = local(item.debtor) or _("les parties ensemble")
    day = uncertain_date(item.due)
    if item.is_done:
        when = _("tenu")
    elif not item.due.is_known:
        when = _("échéance non publiée")
    elif item.is_late:
        when = _("dû : %(day)s, passé") % {"day": day}
    elif item.is_past:
        when = _("dû : %(day)s, suite non publiée") % {"day": day}
    else:
        when = _("dû : %(day)s") % {"day": day}
    amended = ""
    if item.amended is not None:
        number, since = item.amended
        amended = _("échéance et texte selon l’avenant %(n)s, depuis le %(day)s") % {
            "n": number, "day": date_plain(since),
        }  # fmt: skip
    return Item(
        label=item.labels,
        note=" · ".join(
            part for part in (who, local(item.convention), local(item.territory), amended) if part
        ),
        when=when,
        url=page_url("commitment", item.reference, str(item.number)),
        grade=item.grade,
        is_late=item.is_late,
        is_exercise=item.is_exercise,
    )
