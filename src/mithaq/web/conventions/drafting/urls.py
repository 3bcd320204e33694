"""Addresses of texts before their signature, of signing folders and of a convention's life."""

from __future__ import annotations

from django.urls import path

from mithaq.web.conventions.drafting import acts, circuit, life, listing, signatures, views

urlpatterns_drafting = [
    path("projets/", listing.Drafts.as_view(), name="drafts"),
    path("projets/nouveau/", views.new, name="draft_new"),
    path("projets/<uuid:public_id>/", views.draft, name="draft"),
    path("projets/<uuid:public_id>/partie/<slug:code>/", views.part, name="draft_part"),
    path("projets/<uuid:public_id>/comparer/", views.comparison, name="draft_compare"),
    path("projets/<uuid:public_id>/commenter/", acts.comment, name="draft_comment"),
    path("projets/<uuid:public_id>/regler/", acts.settle, name="draft_settle"),
    path("projets/<uuid:public_id>/etape/", acts.move, name="draft_move"),
    path("projets/<uuid:public_id>/circuit/", circuit.circuit, name="draft_circuit"),
    path("projets/<uuid:public_id>/visa/", acts.visa, name="draft_visa"),
    path("projets/<uuid:public_id>/deliberation/", acts.deliberate, name="draft_deliberate"),
    path("signatures/", signatures.to_sign, name="folders_to_sign"),
    path("signatures/seance/", signatures.ceremony, name="signing_session"),
    path("signatures/<uuid:public_id>/", signatures.folder_page, name="folder"),
    path("signatures/<uuid:public_id>/refuser/", signatures.refuse, name="folder_refuse"),
    path("signatures/<uuid:public_id>/<slug:code>.pdf", signatures.printed, name="folder_print"),
    path("signatures/<uuid:public_id>/papier/", signatures.on_paper, name="folder_paper"),
    path("signatures/<uuid:public_id>/exemplaire/", signatures.scan_file, name="folder_scan"),
    path("signatures/<uuid:public_id>/texte/", signatures.text_file, name="folder_text"),
    path("conventions/<str:reference>/vie/", life.life, name="convention_life"),
    path("conventions/<str:reference>/vie/etape/", life.step, name="convention_step"),
    path("conventions/<str:reference>/vie/dispense/", life.waive, name="convention_waive"),
]
