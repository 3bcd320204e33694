"""What is asked to write a roadmap: its title, workstreams, milestones, and what was decided."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.shell.typography import language

DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RefusableForm(forms.Form):
    """A form whose operation may refuse: each fault goes beside its field, the rest on top."""

    def refuse(self, refusal: Refusal) -> None:
        """Show why the operation refused."""
        for fault in refusal.faults:
            where = fault.where if fault.where in self.fields else None
            self.add_error(where, fault.of(language()))


class WrittenForm(RefusableForm):
    """Words in French and Arabic, and the reason that the journal keeps."""

    title = forms.CharField(label=_("Intitulé, en français"), max_length=300)
    title_ar = forms.CharField(
        label=_("Intitulé, en arabe"), max_length=300, required=False,
        widget=forms.TextInput({"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Motif"), max_length=300, help_text=_("Il reste dans le journal.")
    )

    @property
    def labels(self) -> Labels:
        """The words typed."""
        return Labels(self.cleaned_data["title"], self.cleaned_data["title_ar"])


class RoadmapForm(WrittenForm):
    """A roadmap to begin."""


class WorkstreamForm(WrittenForm):
    """One line of a roadmap: what, who carries it, from when to when."""

    owner = forms.ChoiceField(label=_("Porteur"))
    capacity = forms.CharField(
        label=_("Qualité de qui le conduit, en français"), max_length=200, required=False
    )
    capacity_ar = forms.CharField(
        label=_("Qualité de qui le conduit, en arabe"), max_length=200, required=False,
        widget=forms.TextInput({"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Début"), widget=DAY)
    ends_on = forms.DateField(label=_("Fin"), widget=DAY)
    field_order = ("title", "title_ar", "owner", "capacity", "capacity_ar", "starts_on", "ends_on",
                   "reason")  # fmt: skip

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the bodies that may carry it."""
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.choices = owners


class MilestoneForm(WrittenForm):
    """A state to reach, and by which day."""

    due_on = forms.DateField(label=_("Échéance"), widget=DAY)
    field_order = ("title", "title_ar", "due_on", "reason")


class RecommendationForm(RefusableForm):
    """Which decision answers a recommendation; none unties them."""

    decision = forms.TypedChoiceField(
        label=_("Décision d’un comité de la convention"), coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Motif"), max_length=300, help_text=_("Il reste dans le journal.")
    )

    def __init__(self, *args: Any, decisions: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the decisions taken in sittings held."""
        super().__init__(*args, **kwargs)
        decision: Any = self.fields["decision"]
        decision.choices = decisions
