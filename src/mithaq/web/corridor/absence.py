"""« Mon absence »: from a day to a day, who stands in; and for whom the reader does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.policies.corridors import can_be_away, can_keep_officers
from mithaq.apps.corridor.queries.absences import AbsencesView, absences_view
from mithaq.base.errors import Refusal
from mithaq.web.corridor.access import acting, mandate_of
from mithaq.web.corridor.forms import AbsenceForm
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.words import local


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """Announce an absence, withdraw it or come back; read those of before."""
    mandate = mandate_of(request)
    if mandate is None or not can_be_away(mandate, request.user.pk or 0):
        raise PermissionDenied(_("Cette page est celle de qui traite les dossiers."))
    on = timezone.localdate()
    keeps = can_keep_officers(mandate, mandate.organisation, is_exercise=mandate.is_exercise)
    found = absences_view(mandate.organisation, mandate.user_id, on=on, keeps=keeps)
    if "end" in request.POST:
        return _ended(request)
    form = AbsenceForm(
        request.POST or None,
        colleagues=list(found.colleagues),
        officers=list(found.officers),
        # Who holds no post has nothing to be replaced in.
        is_own=found.has_posts,
    )
    if "away" in form.fields and not found.has_posts:
        form.fields["away"].required = True
        form.fields["away"].help_text = _(
            "Aucun dossier n’est à votre nom : vous annoncez ici l’absence d’un collègue."
        )
    if request.method == "POST" and form.is_valid():
        try:
            operations.declare_absence(**form.cleaned_data, **acting(request))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _declared(found, form.cleaned_data.get("substitute")))
            return redirect("case_absences")
    words = {
        "found": found,
        "form": form,
        "current": [item for item in found.own if not item.is_over and not item.is_withdrawn],
        "past": [item for item in found.own if item.is_over or item.is_withdrawn],
        "why_not": _why_not(found),
        "nobody": _nobody(found, called_after(mandate.organisation_labels)),
        "mandate": mandate,
        "body": local(mandate.organisation_labels),
    }
    return render(request, "corridor/absence.html", words, status=422 if form.errors else 200)


def _declared(found: AbsencesView, substitute: int | None) -> str:
    """What becomes of the cases meanwhile."""
    if substitute is None:
        return _(
            "Absence enregistrée, sans remplacement : ce qui arrive va à un autre représentant du "
            "territoire, sinon à l’échelon national ; les dossiers en cours restent à qui les "
            "tient."
        )
    return _("Absence enregistrée : les dossiers seront aussi dans la file de %(who)s.") % {
        "who": dict(found.colleagues)[substitute]
    }


def _why_not(found: AbsencesView) -> str:
    """Why nothing can be announced here, in words that say what to do."""
    if not found.has_posts and not found.officers:
        return _(
            "Aucun dossier ne vous est attribué en propre ici : personne n’a à vous remplacer."
        )
    return ""


def _nobody(found: AbsencesView, body: str) -> tuple[str, ...]:
    """Why no colleague is offered, what happens then, and whom to ask for one."""
    if found.colleagues or _why_not(found):
        return ()
    return (
        _(
            "Aucun autre représentant de %(body)s n’a de mandat qui couvre vos dossiers, ni dans "
            "votre territoire ni au plan national : personne ne peut vous remplacer."
        )
        % {"body": body},
        _(
            "Pour avoir quelqu’un, demandez à l’administrateur de Mithaq de donner à un collègue "
            "un mandat de représentant de la même institution ; son nom paraîtra ici."
        ),
        _(
            "Sans personne, ce qui arrive va à un autre représentant du territoire, sinon à "
            "l’échelon national ; les dossiers en cours restent à qui les tient."
        ),
    )


def _ended(request: HttpRequest) -> HttpResponse:
    key: Any = request.POST.get("end", "")
    try:
        operations.end_absence(
            absence_id=int(key) if str(key).isdecimal() else 0, **acting(request)
        )
    except Refusal as refusal:
        for fault in refusal.faults:
            messages.error(request, local(fault.sentence))
    else:
        messages.success(
            request, _("Fin de l’absence enregistrée : vos dossiers ne sont plus que dans votre "
                       "file."),
        )  # fmt: skip
    return redirect("case_absences")
