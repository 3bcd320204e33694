"""Addresses of figures, indicators and results reports."""

from __future__ import annotations

from django.urls import path

from mithaq.web.observatory.views import downloads, figures, indicators, publishing, reports

PREVIEW = "conventions/<str:reference>/bilan"
REPORT = "bilans/<uuid:public_id>"

urlpatterns = [
    path("chiffres/", figures.Figures.as_view(), name="figures"),
    path("chiffres/<slug:code>/", figures.figure, name="figure"),
    path("indicateurs/", indicators.Indicators.as_view(), name="indicators"),
    path("indicateurs/<slug:code>/", indicators.IndicatorPage.as_view(), name="indicator"),
    path("bilans/", reports.Reports.as_view(), name="results_reports"),
    path(f"{REPORT}/", reports.report, name="results_report"),
    path(f"{REPORT}/<str:code>.pdf", downloads.report_pdf, name="results_report_pdf"),
    path(f"{REPORT}/<str:code>.xlsx", downloads.report_xlsx, name="results_report_xlsx"),
    path(f"{REPORT}/contenu.json", downloads.report_json, name="results_report_json"),
    path(f"{PREVIEW}/", reports.preview, name="results_preview"),
    path(f"{PREVIEW}/publier/", publishing.publish, name="results_report_publish"),
    path(f"{PREVIEW}/<str:code>.pdf", downloads.preview_pdf, name="results_preview_pdf"),
    path(f"{PREVIEW}/<str:code>.xlsx", downloads.preview_xlsx, name="results_preview_xlsx"),
]
