"""Addresses of mediation for everyone, and for the company that files and follows its cases."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from mithaq.web.corridor import company, company_public, submitting
from mithaq.web.shell.public_pages import public_page

FILE = "mediation/deposer/"
OWN = "mediation/mes-dossiers/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("mediation/", public_page(company_public.index), name="corridors"),
    path("mediation/motifs/<slug:code>/", public_page(company_public.problem), name="case_subject"),
    path(FILE, submitting.start, name="submit_start"),
    path(f"{FILE}<uuid:shown>/", submitting.answer, name="submit_answer"),
    path(f"{FILE}<uuid:shown>/dossier/", submitting.statement, name="submit_form"),
    path("mediation/recu/<uuid:public_id>/", company.receipt, name="submit_receipt"),
    path(
        "mediation/recu/<uuid:public_id>/<slug:language>.pdf",
        company.receipt_paper,
        name="submit_receipt_paper",
    ),
    path(OWN, company.CompanyCases.as_view(), name="company_cases"),
    path(f"{OWN}<uuid:public_id>/", company.case, name="company_case"),
    path(f"{OWN}<uuid:public_id>/pieces/<int:attachment>/", company.file, name="company_case_file"),
]
