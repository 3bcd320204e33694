"""« Qui a lu ce dossier », for the parties of a case: what the journal holds of its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from mithaq.apps.corridor.operations.reads import CaseReading, ReadersReading, read_case_readers
from mithaq.apps.corridor.queries.case_readers import ReadingRow, readings_listed, told_readings
from mithaq.apps.organisations.policies import can_read_audit
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.web.corridor.access import acting, mandate_of
from mithaq.web.corridor.purposes import WRITTEN, case_purpose, purpose_words
from mithaq.web.shell.acts import acts_url
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.dates import hour_words, moment_words
from mithaq.web.shell.exports import ZonedMoment
from mithaq.web.shell.numbers import number
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local, person_name

READ: Final[Mapping[str, str | Promise]] = {
    "corridor.read_case": gettext_lazy("le dossier"),
    "corridor.read_attachment": gettext_lazy("une pièce jointe"),
    "corridor.read_concerned_person": gettext_lazy("qui est une personne concernée"),
    "corridor.read_case_readers": gettext_lazy("cette liste"),
}


def readers_url(reading: CaseReading, mandate: MandateView | None) -> str:
    """Where the reader of a case finds who else read it; an auditor, in the journal itself."""
    if can_read_audit(mandate):
        key = str(reading.view.public_id)
        return acts_url("case", key, action="corridor.read_case")
    if reading.party and not reading.view.is_redacted:
        return reverse("case_readers", args=[reading.view.public_id])
    return ""


def _institution(row: ReadingRow) -> str:
    """The institution; a mandate that is no longer as it was written stands in its own words."""
    if row.mandate is not None:
        return local(row.mandate.organisation_labels) or row.mandate.role_label
    return row.mandate_text or _("sans mandat")


def _role(row: ReadingRow) -> str:
    return row.mandate.role_label if row.mandate is not None else ""


def _name(row: ReadingRow) -> str:
    return person_name(row.actor) or row.actor_label


def _role_or_own(row: ReadingRow) -> str:
    """For a company: the role, and the name of its own people."""
    return " · ".join(part for part in (_role(row), _name(row)) if part)


def _mandate(row: ReadingRow) -> str:
    return row.mandate.text_in(language()) if row.mandate is not None else row.mandate_text


def _often(row: ReadingRow) -> str:
    if row.count == 1:
        return ""
    words = ngettext(
        "%(n)s lecture ce jour, la première à %(hour)s",
        "%(n)s lectures ce jour, la première à %(hour)s",
        row.count,
    )
    return words % {"n": number(row.count), "hour": hour_words(row.first_at)}


_AT: Final = Column(
    key="at", label=gettext_lazy("Quand"), value=lambda row: moment_words(row.at), note=_often,
    export=lambda row: ZonedMoment.of(row.at), sort=("at", "id"), is_header=True,
)  # fmt: skip
_WHAT: Final = (
    Column(key="action", label=gettext_lazy("Ce qui a été lu"), words=READ, sort="action"),
    Column(key="reason", label=gettext_lazy("Pour quoi"), kind="code"),
    Column(key="count", label=gettext_lazy("Lectures"), kind="number", is_shown=False, leaves=True),
)
_ROLE: Final = Column(
    key="role", label=gettext_lazy("Rôle"), value=_role, is_shown=False, leaves=True
)
OFFICERS: Final = Table(
    name="lectures-dossier",
    caption=gettext_lazy("Lectures du dossier, la plus récente d’abord"),
    empty=gettext_lazy("Personne n’a encore lu ce dossier."),
    source=gettext_lazy("Journal de l’installation"),
    columns=(
        _AT,
        Column(
            key="name", label=gettext_lazy("Personne"), kind="code", value=_name, note=_role,
            sort="actor_label",
        ),
        Column(key="who", label=gettext_lazy("Institution"), value=_institution),
        _ROLE,
        Column(
            key="mandate", label=gettext_lazy("Mandat"), kind="code", value=_mandate,
            sort="mandate",
        ),
        *_WHAT,
    ),
)  # fmt: skip
# A company is told the institution and the role: who works there is for the institution to say.
COMPANY: Final = replace(
    OFFICERS,
    columns=(
        _AT,
        Column(key="who", label=gettext_lazy("Institution"), value=_institution, note=_role_or_own),
        _ROLE,
        *_WHAT,
    ),
)


@method_decorator(never_cache, name="dispatch")
class CaseReaders(LoginRequiredMixin, TableView):
    """Who read a case, for its parties; opening this list is in it."""

    template_name = "corridor/readers.html"
    title = gettext_lazy("Qui a lu ce dossier")
    searches = False
    read: ReadersReading
    public_id: str

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Show the list to a party of the case; anyone else is told that there is none."""
        key: UUID = kwargs["public_id"]
        self.public_id = str(key)
        purpose = case_purpose(mandate_of(request))
        try:
            self.read = read_case_readers(
                public_id=self.public_id, purpose=purpose, **acting(request)
            )
        except Refusal:
            raise Http404 from None
        self.page_is_exercise = self.read.is_exercise  # type: ignore[misc]
        self.table = COMPANY if self.read.is_company else OFFICERS  # type: ignore[misc]
        return super().get(request, **kwargs)

    def rows(self, text: str) -> QuerySet[Any]:
        """The readings of the case, one row a person, a day and a purpose."""
        del text
        return readings_listed(self.public_id)

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Say who and under which mandate, as far as the reader is told."""
        told = told_readings(
            rows,
            public_id=self.public_id,
            own=self.read.party,
            names_all=not self.read.is_company,
        )
        return [replace(row, reason=self._purpose(row)) for row in told]

    def context(self) -> dict[str, Any]:
        """Lead back to the case, and say how far the list names people."""
        page = "company_case" if self.read.is_company else "case"
        lead = (
            _(
                "Ce que le journal garde : l’institution, le rôle, le jour et l’heure, et pour "
                "quoi. Vous lisez les noms de vos propres représentants ; ceux des institutions "
                "sont au journal, que l’auditeur lit."
            )
            if self.read.is_company
            else _(
                "Ce que le journal garde : qui, sous quel mandat, quand et pour quoi. "
                "L’entreprise lit cette liste aussi : l’institution et le rôle, sans les noms."
            )
        )
        return {
            "read": self.read,
            "public_id": self.public_id,
            "own_url": reverse(page, args=[self.public_id]),
            "list_lead": lead,
        }

    def _purpose(self, row: ReadingRow) -> str:
        """Of a case about a person's right, what was typed stays with the institution."""
        is_typed = row.reason not in WRITTEN
        if is_typed and self.read.is_personal and not row.is_own:
            return _("motif écrit par cette institution, qu’elle et l’auditeur lisent")
        return purpose_words(row.reason)
