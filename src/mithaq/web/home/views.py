"""The first screen and the pages that explain: each makes one domain call at most."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.queries import promise_lines
from mithaq.web.home import promises
from mithaq.web.home.release import TO_COME, held
from mithaq.web.shell.public_pages import kept_until_write, public_page
from mithaq.web.simulators.views import brief_questions


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Say who promised what, and where it stands, to anyone."""
    found = kept_until_write("promise-lines", compute=promise_lines)
    return render(
        request,
        "home/home.html",
        {
            "counts": found.grade_counts,
            "lead": promises.lead(found),
            "elsewhere": promises.elsewhere(found),
            "lines": [promises.shown_line(line) for line in found.lines],
            "exercises": promises.exercises(found),
            "questions": brief_questions(),
        },
    )


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Explain grades, silences, conflicts, exercises, and what this release holds or not yet."""
    return render(request, "home/method.html", {"held": held(), "to_come": TO_COME})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was done for everyone to read, and how to tell what fails."""
    return render(request, "home/accessibility.html")
