"""What every table of the domain must hold."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

OURS = [
    model
    for label in (
        "accounts",
        "reference",
        "organisations",
        "conventions",
        "programmes",
        "corridor",
        "observatory",
        "jobs",
        "mail",
    )
    for model in apps.get_app_config(label).get_models()
]
pytestmark = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)


def test_foreign_keys_protect_and_leave_no_reverse_accessor(model: type[models.Model]) -> None:
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete is models.PROTECT, field.name
            assert field.remote_field.related_name == "+", field.name


def test_constraints_are_named_and_speak_to_the_user(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        default = constraint.default_violation_error_message
        assert str(constraint.violation_error_message) != str(default), constraint.name


def test_no_implicit_ordering(model: type[models.Model]) -> None:
    assert not model._meta.ordering


def test_a_row_says_what_it_is(model: type[models.Model]) -> None:
    assert model.__str__ is not models.Model.__str__


def test_names_of_money_dates_and_instants(model: type[models.Model]) -> None:
    """`*_on` is a date, `*_at` an instant, money is whole centimes."""
    for field in model._meta.local_fields:
        kind = type(field)
        if field.name.endswith("_at"):
            assert kind is models.DateTimeField, field.name
        if field.name.endswith("_centimes"):
            assert kind is models.BigIntegerField, field.name
        assert not isinstance(field, models.FloatField), field.name
