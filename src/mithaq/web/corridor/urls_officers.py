"""Addresses of mediation for the officers of its institutions, its committee and everyone."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from mithaq.web.corridor import (
    absence,
    case,
    causes,
    counted,
    problems,
    putting,
    queue,
    readers,
    referred,
    register,
    scoreboard,
)
from mithaq.web.shell.public_pages import public_page

CASE = "mediation/dossiers/<uuid:public_id>"
FIGURE = "mediation/tableau/<slug:corridor>/<slug:period>/<slug:what>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("mediation/absence/", absence.absences, name="case_absences"),
    path("mediation/file/", queue.queue, name="case_queue"),
    path("mediation/file/<slug:view>/", queue.QueueList.as_view(), name="case_list"),
    path("mediation/dossiers/", register.CaseRegister.as_view(), name="case_register"),
    path(f"{CASE}/", case.case, name="case"),
    path(f"{CASE}/actes/<slug:key>/", case.act, name="case_act"),
    path(f"{CASE}/personnes/<int:pk>/", case.person, name="case_person"),
    path(f"{CASE}/lectures/", readers.CaseReaders.as_view(), name="case_readers"),
    path(f"{CASE}/pieces/<int:attachment>/", case.file, name="case_file"),
    path("mediation/problemes/", problems.problems, name="corridor_problems"),
    path("mediation/problemes/causes/", causes.Causes.as_view(), name="corridor_causes"),
    path(
        "mediation/problemes/causes/<slug:corridor>/",
        causes.Causes.as_view(),
        name="corridor_causes_of",
    ),
    path("mediation/problemes/ouvrir/", problems.new, name="corridor_problem_new"),
    path("mediation/problemes/<uuid:public_id>/", problems.problem, name="corridor_problem"),
    path("mediation/comite/", referred.referred, name="corridor_referrals"),
    path("mediation/comite/renvoyer/<slug:kind>/<str:ref>/", putting.refer, name="corridor_refer"),
    path("mediation/tableau/", public_page(scoreboard.board), name="corridor_scoreboard"),
    path(FIGURE, counted.CountedCases.as_view(), name="cases_counted"),
    path(
        f"{FIGURE}<slug:cut>/<slug:code>/", counted.CountedCases.as_view(), name="cases_counted_by"
    ),
]
