"""What a trial changes, the text of the law behind each value, and its result in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from mithaq.apps.programmes import queries
from mithaq.base.text import Labels
from mithaq.web.programmes.values import stored_lines
from mithaq.web.reforms.drawing import signed
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local


def changes_of(found: queries.ReformView, *, on: date) -> list[dict[str, object]]:
    """Each value that a trial puts in place of another, as the law had it when it was written."""
    paths = (change.path for change in found.changes)
    held = {value.path: value for _scheme, value in queries.law_values(paths, on=on)}
    return [_told(change, held.get(change.path)) for change in found.changes]


def _told(change: queries.ReformChange, value: queries.LawValue | None) -> dict[str, object]:
    history = value.history if value else ()
    versions = [item for item in history if item.since <= change.since]
    latest = max(versions, key=lambda item: item.since, default=None)
    return {
        "label": value.label if value else Labels(change.path),
        "reference": latest.reference if latest else Labels(""),
        "since": change.since,
        "before": stored_lines(value, change.before),
        "value": stored_lines(value, change.value),
    }


def result_words(result: queries.ReformResult) -> str:
    """What a trial comes to, in one sentence: the first measure that it moves, for everybody."""
    wholes = (result.of(measure.name)[0] for measure in result.measures)
    line = next((item for item in wholes if item.is_changed), None)
    if line is None:
        return _("Rien de ce qui est comparé ne change sur ces mois.")
    words = _(
        "%(measure)s : %(difference)s en tout ; la mesure augmente pour %(more)s salariés-mois et "
        "diminue pour %(less)s."
    )
    told = {"measure": local(line.measure.label), "difference": signed(line)}
    return set_text(words % {**told, "more": number(line.more), "less": number(line.less)})
