"""Who visas a text and who deliberates on it, chosen by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mithaq.apps.conventions.choices.drafting import BodyPart
from mithaq.apps.conventions.operations import set_circuit
from mithaq.apps.conventions.operations.drafting import WRITABLE
from mithaq.apps.conventions.policies import can_steer_drafting
from mithaq.apps.conventions.queries import DraftingDetail
from mithaq.apps.organisations.queries import organisations
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels, fold
from mithaq.gateways.convention_file.templates import template
from mithaq.web.conventions.drafting.acting import mandate_of, seen_drafting
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

EMPTY_LINES: Final = 3
PARTS: Final = (BodyPart.VISA, BodyPart.DELIBERATING)


@dataclass(frozen=True, slots=True)
class Known:
    """A body that may be named."""

    slug: str
    labels: Labels
    acronym: str

    @property
    def name(self) -> str:
        """Its name as the list of suggestions shows it."""
        return local(self.labels)

    def answers_to(self, folded: str) -> bool:
        """Tell whether a name, an acronym or a code, however it is written, is this body's."""
        said = (self.slug, self.acronym, self.labels.fr, self.labels.ar, self.labels.en)
        return any(folded == fold(item) for item in said if item)


class CircuitForm(forms.Form):
    """One line a body: its name, searched in the register; an emptied line takes it out."""

    def __init__(
        self, named: Mapping[BodyPart, list[str]], known: Iterable[Known], *args: Any
    ) -> None:
        """Show the bodies named so far and a few empty lines."""
        super().__init__(*args)
        self.known = list(known)
        words = {
            BodyPart.VISA: _("Organisme %(rank)s"),
            BodyPart.DELIBERATING: _("Assemblée %(rank)s"),
        }
        for part in PARTS:
            for rank in range(len(named[part]) + EMPTY_LINES):
                self.fields[f"{part}_{rank}"] = forms.CharField(
                    label=words[part] % {"rank": rank + 1},
                    required=False,
                    initial=named[part][rank] if rank < len(named[part]) else "",
                    widget=forms.TextInput(attrs={"list": "organismes", "autocomplete": "off"}),
                )

    def lines(self, part: BodyPart) -> list[forms.BoundField]:
        """The lines of one part."""
        return [self[name] for name in self.fields if name.startswith(f"{part}_")]

    def clean(self) -> dict[str, Any]:
        """Read each name; one that nobody answers to is refused beside it."""
        given = super().clean() or {}
        for name, text in list(given.items()):
            if text and (fault := self._fault(text)):
                self.add_error(name, fault)
        return given

    def slugs(self, part: BodyPart) -> list[str]:
        """The bodies of one part, in the order of the lines."""
        typed = [text for name, text in self.cleaned_data.items() if name.startswith(f"{part}_")]
        return [self._body(text) for text in typed if text]

    def _body(self, text: str) -> str:
        folded = fold(text)
        return next((body.slug for body in self.known if body.answers_to(folded)), "")

    def _fault(self, text: str) -> str:
        if self._body(text):
            return ""
        said = _("« %(name)s » n’est pas au registre des organisations.") % {"name": text}
        near = next((body.name for body in self.known if fold(text) in fold(body.name)), "")
        if near:
            return f"{said} {_('Vouliez-vous dire « %(name)s » ?') % {'name': near}}"
        return f"{said} {_('Choisissez un nom proposé, ou faites inscrire l’organisme.')}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def circuit(request: HttpRequest, public_id: object) -> HttpResponse:
    """Name who visas and who deliberates."""
    found, held = seen_drafting(request, public_id), mandate_of(request)
    if found.stage not in WRITABLE or not can_steer_drafting(held, found.slugs(BodyPart.STEWARD)):
        raise PermissionDenied
    rows = organisations().filter(is_exercise=found.is_exercise)
    known = [Known(row.slug, row.labels, row.acronym) for row in rows]
    form = CircuitForm(_named(found), known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_circuit(
                public_id=found.public_id,
                visas=form.slugs(BodyPart.VISA),
                deliberating=form.slugs(BodyPart.DELIBERATING),
                actor=request.user,
                under=held,
                at=timezone.now(),
            )
        except Refusal as refusal:
            for fault in refusal.faults:
                form.add_error(None, fault.of(language()))
        else:
            messages.success(request, _("Circuit enregistré."))
            return redirect(f"{reverse('draft', args=[found.public_id])}#circuit")
    context = {
        "draft": found,
        "page_is_exercise": found.is_exercise,
        "form": form,
        "visas": form.lines(BodyPart.VISA),
        "assemblies": form.lines(BodyPart.DELIBERATING),
        "known": known,
        "template": template(found.template_code),
    }
    status = 422 if form.errors else 200
    return render(request, "conventions/drafting/circuit.html", context, status=status)


def _named(found: DraftingDetail) -> dict[BodyPart, list[str]]:
    return {
        part: [local(body.labels) for body in found.bodies if body.part == part] for part in PARTS
    }
