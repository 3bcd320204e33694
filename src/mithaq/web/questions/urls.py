"""Addresses of questions, draws, figures and proposals."""

from __future__ import annotations

from django.urls import path

from mithaq.web.questions import act_pages, draw_pages, figures, proposal_pages, views
from mithaq.web.shell.public_pages import public_page

urlpatterns = [
    path("questions/", views.Questions.as_view(), name="questions"),
    path("questions/chiffres/", public_page(figures.figures), name="question_figures"),
    path("questions/signaux/nouveau/", views.enter, name="signal_enter"),
    path("questions/signaux/<int:pk>/rayer/", views.strike, name="signal_strike"),
    path("questions/nouvelle/", views.ask, name="question_ask"),
    path("questions/<slug:number>/", views.question_page, name="question"),
    path("questions/<slug:number>/pieces/<int:pk>/", views.evidence, name="question_evidence"),
    path(
        "questions/<slug:number>/declarations/<int:year>/<int:month>/",
        act_pages.read_return,
        name="question_return",
    ),
    path("questions/<slug:number>/<slug:slug>/", act_pages.act, name="question_act"),
    path("tirages/", public_page(draw_pages.draws), name="control_draws"),
    path("tirages/nouveau/", draw_pages.announce, name="control_draw_announce"),
    path("tirages/<slug:number>/", public_page(draw_pages.draw), name="control_draw"),
    path("tirages/<slug:number>/tirer/", draw_pages.make, name="control_draw_make"),
    path("tirages/<slug:number>/refaire/", draw_pages.again, name="control_draw_again"),
    path("tirages/<slug:number>/annuler/", draw_pages.cancel, name="control_draw_cancel"),
    path("tirages/<slug:number>/liste.csv", draw_pages.public_list, name="control_draw_list"),
    path(
        "tirages/<slug:number>/population.txt",
        draw_pages.population,
        name="control_draw_population",
    ),
    path("tirages/<slug:number>/ice.csv", draw_pages.whole_list, name="control_draw_ices"),
    path(
        "propositions-de-reforme/", public_page(proposal_pages.proposals), name="reform_proposals"
    ),
    path("propositions-de-reforme/nouvelle/", proposal_pages.write, name="reform_proposal_write"),
    path(
        "propositions-de-reforme/<slug:number>/",
        public_page(proposal_pages.proposal),
        name="reform_proposal",
    ),
    path(
        "propositions-de-reforme/<slug:number>/modifier/",
        proposal_pages.write,
        name="reform_proposal_change",
    ),
    path(
        "propositions-de-reforme/<slug:number>/<slug:slug>/",
        proposal_pages.step,
        name="reform_proposal_step",
    ),
]
