"""A person of whom the age is asked, never a day of birth: what several questions share."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.queries import LEAST_AGE
from mithaq.web.simulators.forms import CountField, FactForm

AGE: Final = "age"


class AgedForm(FactForm):
    """Facts of a person, whose age is asked in the place of a day of birth."""

    age = CountField(
        label=_("Âge de la personne à l’embauche"),
        min_value=LEAST_AGE,
        max_value=80,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "auto", "autocomplete": "off"}),
        error_messages={"invalid": _("Écrivez un âge en années, par exemple 27.")},
    )

    @property
    def age_given(self) -> int | None:
        """The age, when it was said."""
        given: int | None = self.cleaned_data.get(AGE)
        return given

    @property
    def query(self) -> str:
        """The facts and the age, as an address that can be shared."""
        return urlencode(self.kept)

    @property
    def kept(self) -> dict[str, object]:
        """The same, by name."""
        aged = {AGE: self.age_given} if self.age_given is not None else {}
        return {**self.said, **aged}
