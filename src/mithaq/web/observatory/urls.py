"""Addresses of figures, indicators and results reports."""

from __future__ import annotations

from django.urls import path

from mithaq.web.observatory.views import downloads, figures, indicators, publishing, reports
from mithaq.web.shell.public_pages import public_page

PREVIEW = "conventions/<str:reference>/bilan"
REPORT = "bilans/<uuid:public_id>"

urlpatterns = [
    path("chiffres/", public_page(figures.Figures.as_view()), name="figures"),
    path("chiffres/<slug:code>/", public_page(figures.figure), name="figure"),
    path("indicateurs/", public_page(indicators.Indicators.as_view()), name="indicators"),
    path(
        "indicateurs/<slug:code>/",
        public_page(indicators.IndicatorPage.as_view()),
        name="indicator",
    ),
    path("bilans/", public_page(reports.Reports.as_view()), name="results_reports"),
    # Never kept: opening a report recomputes its fingerprint.
    path(f"{REPORT}/", reports.report, name="results_report"),
    path(f"{REPORT}/<str:code>.pdf", downloads.report_pdf, name="results_report_pdf"),
    path(f"{REPORT}/<str:code>.xlsx", downloads.report_xlsx, name="results_report_xlsx"),
    path(f"{REPORT}/contenu.json", downloads.report_json, name="results_report_json"),
    path(f"{PREVIEW}/", public_page(reports.preview), name="results_preview"),
    path(f"{PREVIEW}/publier/", publishing.publish, name="results_report_publish"),
    path(f"{PREVIEW}/<str:code>.pdf", downloads.preview_pdf, name="results_preview_pdf"),
    path(f"{PREVIEW}/<str:code>.xlsx", downloads.preview_xlsx, name="results_preview_xlsx"),
]
