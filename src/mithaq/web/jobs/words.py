"""Sentences about long work, in the words of the reader and not of the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from mithaq.gateways.jobs.choices import JobStatus
from mithaq.gateways.jobs.queries import Progress
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

KINDS: Final[dict[str, Promise]] = {
    "import_conventions": gettext_lazy("Import de conventions"),
    "load_reference": gettext_lazy("Chargement des référentiels"),
    "load_demo": gettext_lazy("Chargement de la démonstration"),
    "load_statistics": gettext_lazy("Chargement des statistiques publiques"),
    "publish_results_report": gettext_lazy("Publication d’un bilan"),
    "import_observations": gettext_lazy("Import de chiffres"),
    "publish_open_data": gettext_lazy("Publication des données ouvertes"),
    "send_digests": gettext_lazy("Envoi des résumés"),
    "refresh_clocks": gettext_lazy("Délais relus après un changement de calendrier"),
    "run_reform": gettext_lazy("Essai de réforme"),
}
OTHER: Final = gettext_lazy("Autre traitement")

_IMPORTS: Final = frozenset({"import_conventions", "import_observations"})
SHORT: Final = timedelta(seconds=50)
HOURS_FROM: Final = timedelta(minutes=90)


def kinds() -> list[tuple[str, str | Promise]]:
    """The kinds of work that this installation knows, named."""
    return [(name, KINDS.get(name, name)) for name in sorted(settings.JOBS)]


def kind_of(name: str) -> str:
    """The kind of a job, in words."""
    return str(KINDS.get(name, OTHER))


def undo_of(name: str, status: str) -> str:
    """How what a job wrote is undone, where it can be."""
    if name not in _IMPORTS or status not in (JobStatus.SUCCEEDED, JobStatus.FAILED):
        return ""
    return gettext(
        "Pour défaire cet import : « Voir le résultat », puis « Annuler cet import ». Rien n’est "
        "retiré de ce sur quoi autre chose repose."
    )


def status_label(status: str) -> str:
    """The word of a status."""
    return str(JobStatus(status).label)


def turn(status: JobStatus) -> tuple[str, str]:
    """Who moves next, and what the reader may do meanwhile."""
    leave = gettext("Vous pouvez quitter cette page et y revenir : le traitement continue.")
    kept = gettext("Les étapes déjà faites sont gardées : une relance reprend à la suivante.")
    return {
        JobStatus.QUEUED: (gettext("À Mithaq, dès qu’une place se libère"), leave),
        JobStatus.RUNNING: (gettext("À Mithaq"), leave),
        JobStatus.SUCCEEDED: ("", ""),
        JobStatus.FAILED: (gettext("À vous : lire la cause, puis relancer"), kept),
        JobStatus.CANCELLED: (gettext("À vous, si le traitement sert encore"), kept),
    }[status]


def progress_sentence(progress: Progress) -> str:
    """How much is done and what is left: « 1 240 sur 3 488 · il reste environ 2 minutes »."""
    if progress.total is None:
        return ""
    words = gettext("%(done)s sur %(total)s") % {
        "done": number(progress.done),
        "total": number(progress.total),
    }
    parts = [local(progress.phase), words]
    if progress.left is not None:
        parts.append(left_words(progress.left))
    return " · ".join(part for part in parts if part)


def left_words(left: timedelta) -> str:
    """How long is left, rounded as one says it."""
    if left < SHORT:
        return set_text(gettext("il reste moins d’une minute"))
    if left < HOURS_FROM:
        minutes = max(1, round(left / timedelta(minutes=1)))
        words = ngettext("il reste environ %(n)s minute", "il reste environ %(n)s minutes", minutes)
        return set_text(words % {"n": minutes})
    hours = max(2, round(left / timedelta(hours=1)))
    words = ngettext("il reste environ %(n)s heure", "il reste environ %(n)s heures", hours)
    return set_text(words % {"n": hours})
