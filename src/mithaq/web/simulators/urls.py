"""Addresses of the questions that the law answers."""

from __future__ import annotations

from django.urls import path

from mithaq.web.shell.public_pages import public_page
from mithaq.web.simulators import job_loss, late, self_employed, views
from mithaq.web.simulators.hire.views import hire, hire_paper
from mithaq.web.simulators.questions.cover import COVER
from mithaq.web.simulators.questions.first_job import FIRST_JOB
from mithaq.web.simulators.questions.internship import INTERNSHIP
from mithaq.web.simulators.questions.tahfiz import TAHFIZ
from mithaq.web.simulators.questions.views import question_page

ASKED = (TAHFIZ, INTERNSHIP, COVER, FIRST_JOB)
urlpatterns = [
    path("simuler/", public_page(views.index), name="simulators"),
    path("simuler/embauche/", hire, name="simulate_hire"),
    path("simuler/embauche/calcul.pdf", hire_paper, name="simulate_hire_paper"),
    *(path(f"simuler/{item.path}/", question_page(item), name=item.page) for item in ASKED),
    path("simuler/explication/<slug:target>/", views.explanation, name="law_explained"),
    path("simuler/perte-emploi/", job_loss.check, name="job_loss_check"),
    path("simuler/retard/", late.simulate, name="late_simulation"),
    path("simuler/auto-entrepreneur/", self_employed.simulate, name="self_employed_simulation"),
]
