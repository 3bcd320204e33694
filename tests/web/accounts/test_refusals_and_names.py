"""A refusal says who may read; the menu offers what the role uses, in the page's letters."""

from __future__ import annotations

from django.test import Client

from mithaq.apps.accounts.models import User
from tests.conftest import person

BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_a_refusal_names_the_roles_that_may_read(db: None) -> None:
    client = Client()
    someone = person("someone", "Some One", "job_seeker", organisation=None)
    client.force_login(someone, backend=BACKEND)
    answer = client.get("/fr/journal/")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "auditeur" in text
    assert "un autre de vos mandats" not in text
    assert "/fr/traitements/" not in text


def test_a_name_is_written_in_the_letters_of_the_page(db: None) -> None:
    client = Client()
    someone = person("someone", "Some One", "job_seeker", organisation=None)
    User.objects.filter(pk=someone.pk).update(full_name_ar="سكينة الزياني")
    client.force_login(someone, backend=BACKEND)
    assert "سكينة الزياني" in client.get("/ar/compte/").content.decode()
    assert "Some One" in client.get("/fr/compte/").content.decode()
