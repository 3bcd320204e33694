"""What whoever is signed in may write, as the readers of figures ask it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from mithaq.apps.observatory.policies import can_add_figures, can_write_figure, grades_allowed
from mithaq.apps.observatory.queries import FigureView
from mithaq.apps.organisations.queries import MandateView
from mithaq.gateways.observation_file import Rights

View = Callable[..., HttpResponse]


def mandate_of(request: HttpRequest) -> MandateView | None:
    """The mandate the person acts under, or nothing."""
    return getattr(request, "mandate", None) or None


def mandate_text(request: HttpRequest) -> str:
    """The mandate as the journal copies it."""
    mandate = mandate_of(request)
    return mandate.text if mandate else ""


def rights_of(request: HttpRequest) -> Rights:
    """The rights of a mandate; whoever acts for an invented body writes exercises."""
    mandate = mandate_of(request)
    return Rights(
        may_write=lambda territory, organisation: can_write_figure(
            mandate, territory_code=territory, organisation=organisation
        ),
        grades=frozenset(grade.value for grade in grades_allowed(mandate)),
        is_exercise=bool(mandate and mandate.is_exercise),
    )


def can_change(request: HttpRequest, figure: FigureView) -> bool:
    """Tell whether the person may correct or withdraw this figure.

    Whoever acts for an invented body changes exercises only, and nobody else does.
    """
    mandate = mandate_of(request)
    return (
        mandate is not None
        and mandate.is_exercise == figure.is_exercise
        and can_write_figure(
            mandate,
            territory_code=figure.territory_code,
            organisation=figure.organisation_slug,
        )
    )


def for_writers(view: View) -> View:
    """Open a page to whoever may write at least some figure."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_add_figures(mandate_of(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
