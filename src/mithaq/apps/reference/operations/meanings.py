"""Loading the sources, and the indicators whose published definitions never change in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import ProtectedError

from mithaq.apps.accounts.operations import record
from mithaq.apps.reference import frames
from mithaq.apps.reference.events import LoadReport
from mithaq.apps.reference.models import Indicator, IndicatorVersion, Source
from mithaq.apps.reference.operations.synchronising import Table, Tally, run_loading, synchronise
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

Entries = Sequence[Mapping[str, Any]]
_TRANSLATIONS: Final = ("definition_ar", "definition_en")


def load_sources(
    entries: Entries,
    *,
    at: datetime,
    actor: Any = None,
    mandate: str = "",
    refuse_changes: bool = False,
) -> LoadReport:
    """Load the documents that say things.

    With `refuse_changes`, a source already recorded under the same code with other content is
    a fault: a convention file may bring sources, never rewrite those of another one.
    """
    work = partial(_load_sources, entries, refuse_changes)
    return run_loading(work, name="sources", label="Sources", at=at, actor=actor, mandate=mandate)


def load_indicators(
    entries: Entries, *, at: datetime, actor: Any = None, mandate: str = ""
) -> LoadReport:
    """Load the indicators and their versions; what a published version says is final."""
    return run_loading(
        partial(_load_indicators, entries),
        name="indicators",
        label="Indicateurs",
        at=at,
        actor=actor,
        mandate=mandate,
    )


@transaction.atomic
def withdraw_sources(
    *, codes: Sequence[str], actor: Any, mandate: str, reason: str, at: datetime
) -> tuple[str, ...]:
    """Take sources away that nothing cites any more; one that is cited stays. Say which left."""
    gone: list[str] = []
    for row in Source.objects.filter(code__in=codes).order_by("code"):
        with suppress(ProtectedError), transaction.atomic():
            row.delete()
            gone.append(row.code)
    record(
        actor=actor,
        mandate=mandate,
        action="withdraw_sources",
        object_type="reference",
        object_ref="sources",
        object_label="Sources",
        before={"sources": list(codes)},
        after={"sources": [code for code in codes if code not in gone]},
        reason=reason,
        at=at,
    )
    return tuple(gone)


def _load_sources(entries: Entries, refuse_changes: bool, tally: Tally) -> None:  # noqa: FBT001 - bound by partial
    rows, faults = frames.source_rows(entries)
    tally.faults.extend(faults)
    if tally.faults:
        return
    stored = {row.code: row for row in Source.objects.all()}
    synchronise(Table(Source.objects, stored, lambda code: {"code": code}), rows, tally=tally)
    if refuse_changes:
        tally.faults.extend(
            Fault(f"sources.{change.key}.{change.field}", _other_content(change.key), "source.code")
            for change in tally.changes
        )


def _load_indicators(entries: Entries, tally: Tally) -> None:
    rows, versions, faults = frames.indicator_rows(entries)
    tally.faults.extend(faults)
    if tally.faults:
        return
    stored = {row.code: row for row in Indicator.objects.all()}
    written = synchronise(
        Table(Indicator.objects, stored, lambda code: {"code": code}), rows, tally=tally
    )
    known: dict[int, dict[str, IndicatorVersion]] = {}
    for version in IndicatorVersion.objects.all():
        known.setdefault(version.indicator_id, {})[str(version.number)] = version
    for code, listed in versions.items():
        indicator = written[code]
        own = known.get(indicator.pk, {})
        tally.faults.extend(_rewritten(code, own, listed))
        table = Table(IndicatorVersion.objects, own, partial(_of_indicator, indicator))
        synchronise(table, listed, tally=tally)


def _of_indicator(indicator: Indicator, _: str) -> dict[str, Any]:
    return {"indicator": indicator}


def _rewritten(
    code: str, stored: Mapping[str, IndicatorVersion], listed: Sequence[frames.Row]
) -> list[Fault]:
    """Find what a file would change in a published version; a first translation is welcome."""
    faults = []
    for row in listed:
        version = stored.get(row.key)
        if version is None:
            continue
        for name, new in row.values.items():
            before = getattr(version, name)
            if before != new and not (name in _TRANSLATIONS and not before):
                where = f"indicators.{code}.versions.{row.key}.{name}"
                faults.append(Fault(where, _is_final(code, row.key), "indicator.version.final"))
    return faults


def _is_final(code: str, number: str) -> Labels:
    return Labels(
        f"La version {number} de « {code} » est publiée : sa définition ne change plus. "
        "Ajoutez une nouvelle version.",
        f"الصيغة {number} من «{code}» منشورة ولا يتغير تعريفها. أضيفوا صيغة جديدة.",
        f"Version {number} of “{code}” is published: its definition no longer changes. "
        "Add a new version.",
    )


def _other_content(code: str) -> Labels:
    return Labels(
        f"La source « {code} » existe déjà avec un autre contenu. Reprenez-la telle quelle, "
        "ou choisissez un autre code.",
        f"المصدر «{code}» موجود بمحتوى آخر. استعملوه كما هو أو اختاروا رمزا آخر.",
        f"Source “{code}” already exists with other content. Use it as it is, or choose "
        "another code.",
    )
