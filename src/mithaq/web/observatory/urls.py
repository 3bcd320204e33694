"""Addresses of figures, indicators and results reports."""

from __future__ import annotations

from django.urls import path, re_path

from mithaq.web.observatory.entry import adding, importing
from mithaq.web.observatory.views import (
    atlas,
    compare,
    downloads,
    figures,
    indicators,
    publishing,
    reports,
)
from mithaq.web.shell.public_pages import public_page

PREVIEW = "conventions/<str:reference>/bilan"
REPORT = "bilans/<uuid:public_id>"

urlpatterns = [
    path("maroc/", public_page(atlas.atlas_page, keeps_choices=False), name="atlas"),
    path("comparer/", public_page(compare.compare), name="compare"),
    path("chiffres/", public_page(figures.Figures.as_view()), name="figures"),
    path("chiffres/ajouter/", adding.add, name="figure_add"),
    path("chiffres/importer/", importing.deposit, name="figures_import"),
    path("chiffres/importer/exemple.csv", importing.sample, name="figures_import_sample"),
    path("chiffres/importer/<uuid:public_id>/", importing.staged, name="figures_import_staged"),
    path(
        "chiffres/importer/<uuid:public_id>/ligne/<int:line>/",
        importing.row,
        name="figures_import_row",
    ),
    re_path(
        r"^chiffres/importer/(?P<public_id>[0-9a-f-]{36})/a-corriger\.(?P<kind>csv|xlsx)$",
        importing.refused,
        name="figures_import_refused",
    ),
    path("chiffres/<slug:code>/", public_page(figures.figure), name="figure"),
    path("chiffres/<slug:code>/corriger/", adding.correct, name="figure_correct"),
    path("chiffres/<slug:code>/retirer/", adding.withdraw, name="figure_withdraw"),
    path("sources/ajouter/", adding.source, name="source_add"),
    path("indicateurs/", public_page(indicators.Indicators.as_view()), name="indicators"),
    path(
        "indicateurs/<slug:code>/",
        public_page(indicators.IndicatorPage.as_view(), keeps_choices=False),
        name="indicator",
    ),
    path("bilans/", public_page(reports.Reports.as_view()), name="results_reports"),
    # Never kept: opening a report recomputes its fingerprint.
    path(f"{REPORT}/", reports.report, name="results_report"),
    path(f"{REPORT}/<str:code>.pdf", downloads.report_pdf, name="results_report_pdf"),
    path(f"{REPORT}/<str:code>.xlsx", downloads.report_xlsx, name="results_report_xlsx"),
    path(f"{REPORT}/retirer/", publishing.withdraw, name="results_report_withdraw"),
    path(f"{REPORT}/contenu.json", downloads.report_json, name="results_report_json"),
    path(f"{PREVIEW}/", public_page(reports.preview), name="results_preview"),
    path(f"{PREVIEW}/publier/", publishing.publish, name="results_report_publish"),
    path(f"{PREVIEW}/<str:code>.pdf", downloads.preview_pdf, name="results_preview_pdf"),
    path(f"{PREVIEW}/<str:code>.xlsx", downloads.preview_xlsx, name="results_preview_xlsx"),
]
