"""A second internship after one that was broken: asked only of a person who had a first one."""

from __future__ import annotations

from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes.queries import told_values
from mithaq.web.programmes.values import value_words
from mithaq.web.simulators.forms import SHOWN, SUPPOSE, FactForm, as_day

LEAST: Final = "idmaj.stipend_min"
HAD: Final = "had_insertion_contract"
BROKEN: Final = ("first_stage_broken", "first_stage_months", "first_stage_other_host")
THIRD: Final = "had_second_insertion_contract"
AGAIN: Final = (*BROKEN, THIRD)
# One earlier contract is what people mean who say that they had one.
ONE_BEFORE: Final = {THIRD: "non"}
AGAIN_HINTS: Final = {THIRD: gettext_lazy("Vide : un seul avant celui-ci.")}


def had_one(given: QueryDict | dict[str, Any]) -> bool:
    """Whether the answers of a form say that the person had an insertion contract before."""
    if HAD in given:
        return given.get(HAD) == "oui"
    if SHOWN not in given:
        return False
    listed = given.getlist(SUPPOSE) if isinstance(given, QueryDict) else given.get(SUPPOSE, ())
    return HAD not in listed


class AgainForm(FactForm):
    """An internship; the break of a first one is asked under the fold once there was one.

    A stipend that nobody says is the least of the law: people come to learn it.
    """

    unsaid = ONE_BEFORE

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Ask about the first internship only where there was one."""
        day = as_day(str((data or {}).get("stage_signed_on", ""))) or timezone.localdate()
        for least in told_values([LEAST], on=day):
            if least.current is not None and isinstance(least.current.value, int | float):
                words = {"amount": value_words(least, least.current)}
                self.unsaid = {**type(self).unsaid, "stipend": f"{least.current.value:g}"}
                self.taken_words = {"stipend": _taken() % words}
                self.hints = {**type(self).hints, "stipend": _hint() % words}
        self.is_again = had_one(data if data is not None else kwargs.get("initial") or {})
        if self.is_again:
            self.names = (*type(self).names, *AGAIN)
            self.folded = (*AGAIN, *type(self).folded)
            self.hints = {**self.hints, **AGAIN_HINTS}
            self.more_title = _("Le premier contrat d’insertion, et d’autres précisions")
        super().__init__(data, **kwargs)

    @property
    def is_more_open(self) -> bool:
        """Whether a fault stands under the fold, or what would decide a second internship."""
        lacks = self.is_again and any(not self.data.get(name) for name in BROKEN)
        return lacks or super().is_more_open


def _taken() -> str:
    return _("Une indemnité de %(amount)s, le minimum")


def _hint() -> str:
    return _("Vide : %(amount)s, le minimum.")
