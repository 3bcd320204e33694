"""What the check of a job-loss indemnity asks: days first, which alone answer a question."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes import queries
from mithaq.web.shell.dates import date_plain
from mithaq.web.simulators.forms import Bound, FactForm, Supposed
from mithaq.web.simulators.typed import is_longer_than_days

# The form to which the questions asked beside the answer belong.
SITUATION: Final = "situation"
_DAYS: Final = ("declared_days_36_months", "declared_days_12_months")


class JobLossForm(FactForm):
    """What a person knows on the day the job is lost."""

    names = (
        *_DAYS,
        "job_lost_on",
        "leaving_reason",
        "average_wage_36_months",
        "fit_for_work",
        "anapec_registered",
        "has_pension",
        "employer_certificate",
        "claimed_on",
        "force_majeure",
    )
    labels = {
        "job_lost_on": gettext_lazy("Dernier jour d’emploi"),
        "leaving_reason": gettext_lazy("Motif du départ"),
        "declared_days_36_months": gettext_lazy("Jours déclarés, 36 derniers mois"),
        "declared_days_12_months": gettext_lazy("Jours déclarés, 12 derniers mois"),
        "average_wage_36_months": gettext_lazy("Salaire brut moyen par mois, en dirhams"),
        "employer_certificate": gettext_lazy("L’employeur a-t-il signé le formulaire ?"),
        "claimed_on": gettext_lazy("Avez-vous déjà déposé la demande ? Quel jour ?"),
        "force_majeure": gettext_lazy("Un cas de force majeure vous a-t-il retardé ?"),
    }
    hints = {
        "declared_days_36_months": gettext_lazy("Sur votre relevé de la CNSS."),
        "job_lost_on": gettext_lazy("Vide : aujourd’hui."),
        "average_wage_36_months": "",
        "claimed_on": gettext_lazy("Pas encore : laissez vide."),
        "force_majeure": gettext_lazy("Maladie grave, catastrophe."),
    }

    supposes = (
        Supposed("fit_for_work", "oui", gettext_lazy("Vous pouvez travailler")),
        Supposed(
            "anapec_registered", "oui", gettext_lazy("Votre inscription à l’ANAPEC est faite")
        ),
        Supposed(
            "has_pension",
            "non",
            gettext_lazy("Vous ne recevez ni pension de vieillesse, ni pension d’invalidité"),
        ),
    )
    briefly = {
        "fit_for_work": gettext_lazy("aptitude au travail"),
        "anapec_registered": gettext_lazy("inscription à l’ANAPEC"),
        "has_pension": gettext_lazy("pas de pension"),
    }
    folded = ("job_lost_on", "employer_certificate")
    apart = ("claimed_on", "force_majeure")
    folds_ticks = True
    more_title = gettext_lazy("Dernier jour, autres réponses")
    bounds = (
        Bound(
            "declared_days_12_months",
            "declared_days_36_months",
            gettext_lazy(
                "Ce nombre dépasse celui des 36 mois, qui comprend ces 12 mois : corrigez l’un des "
                "deux."
            ),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say how many days a full month counts, by the law."""
        super().__init__(*args, **kwargs)
        days = _("Un mois plein : %(n)s jours.") % {"n": queries.full_month_days()}
        field = self.fields["declared_days_36_months"]
        field.help_text = f"{field.help_text} {days}"
        for name in self.apart:
            self.fields[name].widget.attrs["form"] = SITUATION

    @property
    def optional(self) -> list[BoundField]:
        """What may be left empty: the days alone say what lacks."""
        return [bound for bound in self.asked if bound.name not in _DAYS]

    @property
    def counted(self) -> list[BoundField]:
        """The days declared."""
        return [self[name] for name in _DAYS]

    @property
    def is_beyond_days(self) -> bool:
        """Whether something but the days was said, or is wrong."""
        return any(bound.errors or self.data.get(bound.name) for bound in self.optional)

    @property
    def late(self) -> list[BoundField]:
        """What is asked once the days to claim are over."""
        return [self[name] for name in self.apart]

    @property
    def is_late_said(self) -> bool:
        """Whether something of it was answered."""
        return any(self.data.get(name) for name in self.apart)

    @property
    def unsaid(self) -> dict[str, str]:  # type: ignore[override]
        """A job ends today, where no day is said."""
        return {"job_lost_on": timezone.localdate().isoformat()}

    @property
    def day_supposed(self) -> list[Promise | str]:
        """That the job ends today, where no day was said."""
        return [] if self.data.get("job_lost_on") else [_("L’emploi a pris fin aujourd’hui")]

    def clean(self) -> dict[str, Any]:
        """Refuse a day on which there was no such indemnity, and one that has not come."""
        data = super().clean()
        for name in _DAYS:
            if is_longer_than_days(str(self.data.get(name) or "")):
                said = _("Écrivez un nombre de jours : un mois plein compte %(n)s jours.")
                self.errors.pop(name, None)
                self.add_error(name, said % {"n": queries.full_month_days()})
        if not any(self.data.get(name) for name in (*_DAYS, "job_lost_on", "leaving_reason")):
            self.add_error(_DAYS[0], _("Écrivez vos jours déclarés, ou le jour de la perte."))
        if "job_lost_on" not in self.errors:
            self._hold_days(data)
        return data

    def _hold_days(self, data: dict[str, Any]) -> None:
        lost, since = date.fromisoformat(data["job_lost_on"]), queries.job_loss_since()
        if lost < since:
            said = _("L’indemnité existe pour les emplois perdus depuis le %(day)s.")
            self.add_error("job_lost_on", said % {"day": date_plain(since)})
        elif lost > timezone.localdate():
            self.add_error(
                "job_lost_on",
                _("Ce jour n’est pas encore venu : écrivez celui où l’emploi a pris fin."),
            )
        if "claimed_on" in self.errors or not data.get("claimed_on"):
            return
        filed = date.fromisoformat(data["claimed_on"])
        if filed > timezone.localdate():
            self.add_error(
                "claimed_on",
                _("Ce jour n’est pas encore venu : laissez vide si rien n’est déposé."),
            )
        elif filed < lost:
            said = _("Ce jour vient avant la perte de l’emploi, le %(day)s.")
            self.add_error("claimed_on", said % {"day": date_plain(lost)})
