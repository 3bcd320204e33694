"""« Tous les actes sur ceci »: from an object to its own lines of the journal, for who reads it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.organisations.policies import can_read_audit
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.shell.typography import set_text

ABOUT: Final = "sur"
BETWEEN: Final = ":"


def acts_url(kind: str, reference: object, **more: str) -> str:
    """The journal of one object, by its kind and its reference: a number alone names several."""
    asked = {ABOUT: f"{kind}{BETWEEN}{reference}", **more}
    return f"{reverse('audit')}?{urlencode(asked)}"


# What was done with the signals of a company: entered, asked with, read, struck.
SIGNAL_ACTS: Final = ("enter_signal", "open_question", "read_score", "strike_signal")


def of_company(mandate: MandateView | None, name: str) -> str:
    """Who entered, asked with or read the signals of a company, for who reads the journal."""
    if not can_read_audit(mandate):
        return ""
    acts = [("action", f"corridor.{act}") for act in SIGNAL_ACTS]
    return f"{reverse('audit')}?{urlencode([('body', name), *acts])}"


def acts_on(context: Context, kind: str, *parts: object) -> SafeString:
    """The link, for who may read the journal; nothing for anybody else.

    Several parts make one reference: a sitting is « convention/comité/numéro ».
    """
    request, reference = context.get("request"), "/".join(map(str, parts))
    if not reference or not can_read_audit(getattr(request, "mandate", None) or None):
        return SafeString("")
    return format_html(
        '<p class="no-print"><a href="{}">{}</a></p>',
        acts_url(kind, reference),
        set_text(_("Tous les actes sur ceci, dans le journal")),
    )


def register_acts(register: template.Library) -> None:
    """Add the tag."""
    register.simple_tag(acts_on, takes_context=True, name="acts_on")
