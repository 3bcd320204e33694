"""The components sheet: every component in every state, on invented figures."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.web.shell.charts import Pair, Part, Reading
from mithaq.web.shell.components import Event, Progress
from mithaq.web.shell.marks import GRADES

DAYS_IN_A_MONTH: Final = 26


def content(request: HttpRequest) -> dict[str, Any]:
    """Gather the examples; all are fictitious and the page says so."""
    return {
        "page_is_exercise": True,
        "grades": list(GRADES),
        "form": _form(),
        "faults": _faults(),
        "readings": _readings(),
        "events": _events(),
        "pairs": _pairs(),
        "half_done": Progress(
            done=22, total=40, sentence=_("22 déclarations sur 40, encore 2 min"), id="half"
        ),
        "all_done": Progress(
            done=40,
            total=40,
            sentence=_("40 vues, 3 refusées :"),
            is_over=True,
            report_url="#",
            id="whole",
        ),
        "left": {"value": 3488, "label": _("entreprises à la mi-mai"), "grade": "announced"},
        "right": {
            "value": 640,
            "label": _("entreprises à la fin de l’année"),
            "grade": "announced",
        },
        "counts": {"announced": 10},
        "facts": [
            (_("Signée"), _("mardi 13 juin 2017"), ""),
            (_("Entrée en vigueur"), None, "", "f"),
            (_("Durée"), _("indéterminée"), ""),
        ],
        "half_years": [
            {"label": _("juillet à décembre"), "is_held": True},
            {"label": _("janvier à juin"), "is_held": False},
        ],
        "contents": [("grades", _("Degré de preuve")), ("table", _("Tableau"), 3)],
    }


class _Example(forms.Form):
    wage = forms.DecimalField(min_value=0)
    days = forms.IntegerField()
    note = forms.CharField(widget=forms.Textarea({"rows": 3}), required=False)
    size = forms.ChoiceField(widget=forms.RadioSelect)
    agrees = forms.BooleanField(required=False)

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__(data)
        words = {
            "wage": _("Salaire brut"),
            "days": _("Jours déclarés"),
            "note": _("Observation"),
            "size": _("Taille de l’entreprise"),
            "agrees": _("J’ai lu la règle du délai."),
        }
        for name, label in words.items():
            self.fields[name].label = label
        size = self.fields["size"]
        if isinstance(size, forms.ChoiceField):
            size.choices = [("s", _("très petite")), ("m", _("petite ou moyenne"))]

    def clean_days(self) -> int:
        days = int(self.cleaned_data["days"])
        if days > DAYS_IN_A_MONTH:
            raise forms.ValidationError(_("26 jours au plus par mois."))
        return days


def _form() -> forms.Form:
    form = _Example({"wage": "10000", "days": "27", "size": "s"})
    form.is_valid()
    return form


def _faults() -> list[Fault]:
    return [
        Fault(
            where="parties[2].organisation",
            line=12,
            rule="parties",
            sentence=Labels(
                "Cette organisation n’existe pas au registre.",
                "هذه الهيئة غير موجودة في السجل.",
                "This organisation is not in the register.",
            ),
            remedy=Labels(
                "Créez-la d’abord, ou corrigez son code.",
                "أنشئوها أولًا أو صححوا رمزها.",
                "Create it first, or correct its code.",
            ),
        )
    ]


def _readings() -> list[Reading]:
    permanent, other, out = _("en CDI"), _("autre contrat"), _("non insérés")
    return [
        Reading(
            title=_("A. 63 % des insérés"),
            note=_("75 × 0,63 = 47,25 en CDI."),
            parts=(
                Part(value=47.25, label=permanent),
                Part(value=27.75, label=other, tone="light"),
                Part(value=25, label=out, tone="void"),
            ),
        ),
        Reading(
            title=_("B. 63 points sur les 75"),
            note=_("63 en CDI, soit 84 % des insérés."),
            parts=(
                Part(value=63, label=permanent),
                Part(value=12, label=_("autre"), tone="light"),
                Part(value=25, label=out, tone="void"),
            ),
        ),
    ]


def _events() -> list[Event]:
    return [
        Event(on=UncertainDate.parse("2015"), text=_("Début du partenariat.")),
        Event(on=UncertainDate.parse("2016-12"), text=_("Premier compte publié.")),
        Event(on=UncertainDate.parse("2017-06-13"), text=_("Signature."), kind="act"),
        Event(on=UncertainDate.unknown(), text=_("Une réunion, sans date.")),
        Event(
            on=UncertainDate.unknown(),
            when=_("Depuis"),
            text=_("Aucun bilan publié dans nos sources."),
            kind="since",
        ),
    ]


def _pairs() -> list[Pair]:
    return [
        Pair(label=_("Région A"), first=28.2, second=46.7),
        Pair(label=_("Région B"), first=20.1, second=25.9, is_total=True),
        Pair(label=_("Région C"), first=23.4, second=8.3),
        Pair(label=_("Région D"), first=None, second=None),
    ]
