"""Numbers that an officer enters as people type them: « 12 500,40 DH », « 82 % », « ١٢٫٥ »."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.utils.translation import gettext

from mithaq.web.simulators.typed import amount_typed, latin_digits

AS_TYPED: Final = {"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"}
_PERCENT: Final = ("%", "٪")
_DAYS: Final = r"(?:\s*(?:jours?|j|days?|يوم[اً]?|يوما|أيام))?"
_PART: Final = re.compile(
    rf"(\d[\d.,]*){_DAYS}\s*(?:sur|/|÷|out\s+of|of|من\s+أصل|من|على)\s*(\d[\d.,]*){_DAYS}",
    re.IGNORECASE,
)


class AmountField(forms.DecimalField):
    """An amount in dirhams: blanks, a comma and the currency are read."""

    widget = forms.TextInput(AS_TYPED)

    def to_python(self, value: Any) -> Any:
        """Read what was typed; « 12.500 » is asked again, since it may be read in two ways."""
        if not isinstance(value, str) or value.strip() in self.empty_values:
            return super().to_python(None if isinstance(value, str) else value)
        return super().to_python(_decimal(value, gettext("Écrivez un montant, comme 12 500,40.")))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Bounds are told by the field: a text box has none."""
        return {}


class ShareField(AmountField):
    """A value that is a share or a count: « 82 % » is 0,82."""

    def to_python(self, value: Any) -> Any:
        """Read a percentage as the share that it is."""
        number, is_percent = _without_percent(value)
        if not is_percent:
            return super().to_python(value)
        wrong = gettext("Écrivez un nombre, comme 0,82 ou 82 %.")
        return super().to_python(_decimal(number, wrong) / 100)


class PartField(ShareField):
    """A share that may be typed as a part of a whole: « 17 jours sur 26 » is 0,6538."""

    def to_python(self, value: Any) -> Any:
        """Divide the part by the whole, to the places that are kept."""
        found = _PART.fullmatch(latin_digits(value).strip()) if isinstance(value, str) else None
        if found is None:
            return super().to_python(value)
        wrong = gettext("Écrivez une part, comme 17 jours sur 26 ou 65 %.")
        part, whole = (_decimal(typed, wrong) for typed in found.groups())
        if not whole:
            raise forms.ValidationError(wrong)
        return round(part / whole, self.decimal_places or 4)


class PercentField(AmountField):
    """A number of hundredths: « 5 », « 5 % » and « 5,5 % »."""

    def to_python(self, value: Any) -> Any:
        """Read the number with its sign or without."""
        number, is_percent = _without_percent(value)
        return super().to_python(number if is_percent else value)


def _without_percent(value: Any) -> tuple[str, bool]:
    """What was typed without its percent sign, and whether it had one."""
    text = latin_digits(value).strip("\u2066\u2069\u200e\u200f ") if isinstance(value, str) else ""
    bare = text.strip("".join(_PERCENT))
    return bare.strip(), bare != text


def _decimal(typed: str, wrong: str) -> Decimal:
    found = amount_typed(typed)
    if isinstance(found, tuple):
        raise forms.ValidationError(
            gettext("« %(typed)s » se lit de deux façons : écrivez %(one)s ou %(two)s.")
            % {"typed": typed.strip(), "one": found[0], "two": found[1]}
        )
    try:
        return Decimal(found.replace(",", "."))
    except InvalidOperation:
        raise forms.ValidationError(wrong) from None
