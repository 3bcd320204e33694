"""Addresses of the pages of debts."""

from __future__ import annotations

from django.urls import path

from mithaq.web.debts.views import endangered, home, importing, settling, standing, statements

urlpatterns = [
    path("dettes/", home.home, name="debts"),
    path("dettes/importer/", importing.deposit, name="debts_import"),
    path("dettes/importer/exemple/", importing.sample, name="debts_import_sample"),
    path("dettes/importer/exemple/fautes/", importing.faults, name="debts_import_faults"),
    path("dettes/saisir/", importing.enter, name="debts_enter"),
    path("dettes/importer/<uuid:public_id>/", importing.staged, name="debts_import_staged"),
    path("dettes/releves/<str:number>/", statements.statement, name="debt_statement"),
    path(
        "dettes/releves/<str:number>/lignes/<int:line>/",
        statements.contest,
        name="debt_line_contest",
    ),
    path(
        "dettes/releves/<str:number>/pieces/<int:pk>/", statements.paper, name="debt_contest_paper"
    ),
    path("dettes/releves/<str:number>/regler/", settling.options, name="debt_options"),
    path("dettes/arrangements/<str:number>/", settling.settlement, name="debt_settlement"),
    path(
        "mediation/comite/arrangements/<str:number>/",
        endangered.endangered,
        name="committee_settlement",
    ),
    path("dettes/attestations/", standing.ask, name="good_standing_ask"),
    path("dettes/attestations/<str:number>/", standing.request_page, name="good_standing"),
    path(
        "dettes/attestations/<str:number>/<str:code>.pdf",
        standing.paper,
        name="good_standing_paper",
    ),
]
