"""Addresses of people's pages; names starting with account_ and mfa_ are the library's."""

from __future__ import annotations

from django.urls import path

from mithaq.web.accounts.views import account, journal, people, proof, sign_in

urlpatterns = [
    path("compte/", account.account, name="account"),
    path("compte/adresse/", account.give_address, name="give_address"),
    path("compte/langue/", account.choose_language, name="choose_language"),
    path("compte/connexion/", sign_in.sign_in, name="account_login"),
    path("compte/demonstration/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("compte/deconnexion/", sign_in.sign_out, name="account_logout"),
    path("compte/ferme/", sign_in.inactive, name="account_inactive"),
    path("compte/mot-de-passe/", sign_in.password, name="account_change_password"),
    path("compte/confirmation/", sign_in.confirm, name="account_reauthenticate"),
    path("compte/verification/", sign_in.security, name="mfa_index"),
    path("compte/verification/code/", sign_in.second_factor, name="mfa_authenticate"),
    path("compte/verification/confirmation/", sign_in.confirm_code, name="mfa_reauthenticate"),
    path("compte/verification/activer/", sign_in.activate, name="mfa_activate_totp"),
    path("compte/verification/retirer/", sign_in.deactivate, name="mfa_deactivate_totp"),
    path("compte/verification/secours/", sign_in.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "compte/verification/secours/nouveaux/",
        sign_in.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("comptes/", people.People.as_view(), name="people"),
    path("comptes/ouvrir/", people.open_account, name="open_account"),
    path("comptes/<uuid:public_id>/", people.person, name="person"),
    path("comptes/<uuid:public_id>/mandat/", people.grant, name="grant_mandate"),
    path("comptes/<uuid:public_id>/mandat/<int:pk>/fin/", people.end, name="end_mandate"),
    path("comptes/<uuid:public_id>/mot-de-passe/", people.renew_password, name="renew_password"),
    path("comptes/<uuid:public_id>/fermer/", people.close, name="close_account"),
    path("journal/", journal.Journal.as_view(), name="audit"),
    path("journal/verification/", journal.verification, name="audit_verification"),
    path("journal/tete.json", proof.head, name="audit_head"),
    path("journal/preuve.zip", proof.package, name="audit_package"),
    path("journal/<uuid:public_id>/masque.json", proof.masked, name="audit_masked"),
    path("journal/<uuid:public_id>/", journal.line, name="audit_line"),
]
