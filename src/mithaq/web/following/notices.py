"""One page for notices: how often, in which language, and what was sent."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.accounts.choices import NoticeFrequency
from mithaq.apps.accounts.operations import set_notice_preference
from mithaq.apps.accounts.queries import address_of, notice_wish
from mithaq.base.errors import Refusal
from mithaq.gateways.mail.queries import message_of, messages_of
from mithaq.web.following.commitment import mandate_of
from mithaq.web.following.forms import RefusableForm
from mithaq.web.shell.context import LANGUAGES

SHOWN = 30


class NoticeForm(RefusableForm):
    """How often, and in which language."""

    frequency = forms.ChoiceField(
        label=gettext_lazy("Recevoir un résumé"), choices=NoticeFrequency.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Langue du résumé"),
        choices=[(code, name) for code, name, _d in LANGUAGES],
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Choose, and see everything that was sent with its state."""
    user_id = request.user.pk or 0
    wish = notice_wish(user_id)
    form = NoticeForm(
        request.POST or None, initial={"frequency": wish.frequency, "language": wish.language}
    )
    if request.method == "POST" and form.is_valid():
        mandate = mandate_of(request)
        try:
            set_notice_preference(
                user_id=user_id, frequency=form.cleaned_data["frequency"],
                language=form.cleaned_data["language"], mandate=mandate.text if mandate else "",
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Votre choix est enregistré."))
            return redirect("notices")
    return render(
        request,
        "following/notices.html",
        {
            "form": form,
            "has_address": bool(address_of(user_id)),
            "sent": messages_of(user_id)[:SHOWN],
        },
        status=422 if form.errors else 200,
    )


@login_required
@never_cache
@require_safe
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read again one message, exactly as it was written to the person who asks."""
    found = message_of(request.user.pk or 0, str(public_id))
    if found is None:
        raise Http404
    return render(request, "following/notice.html", {"message": found})
