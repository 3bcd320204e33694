"""The state of a commitment, always as of the day its source said it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices import CommitmentStatus
from mithaq.base.dates import UncertainDate
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local


def status_words(status: str, published: UncertainDate) -> str:
    """« en cours selon la source, 13 juin 2017 »: a state holds for the day it was said."""
    label = local(CommitmentStatus(status).label)
    if status == CommitmentStatus.NOT_PUBLISHED:
        return label
    words = {"status": label, "day": uncertain_date(published)}
    if not published.is_known:
        return set_text(_("%(status)s selon la source, non datée") % words)
    return set_text(_("%(status)s selon la source, %(day)s") % words)
