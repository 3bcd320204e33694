"""What a simulated hire costs, in the sentences under its first number."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import HireSimulation
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import money
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local
from mithaq.web.simulators.hire.costs import at_most_by


def headline(found: HireSimulation) -> tuple[str, int, str | SafeString]:
    """What the hire costs a month, then what the measures change, or why they change nothing."""
    first = found.months[0]
    label = _("Ce que l’embauche vous coûte par mois")
    said = [_changed(found), first_at_most(found), _under_least_wage(found)]
    return label, first.cost, " ".join(text for text in said if text)


def changed_words(found: HireSimulation) -> str:
    """The sentence under the first number: what is in doubt in it stands under the fold."""
    return " ".join(text for text in (_changed(found), _under_least_wage(found)) if text)


def first_month_words(found: HireSimulation) -> str:
    """That a month begun is counted whole, as the tables do."""
    if found.hired_on.day == 1:
        return ""
    said = _(
        "Le mois de l’embauche (le %(day)s) est compté entier : aucun texte lu ne dit comment "
        "compter un mois commencé."
    )
    return said % {"day": date_plain(found.hired_on)}


def first_at_most(found: HireSimulation) -> str:
    """What it costs if the part in doubt of what the State pays is refused, and who settles it."""
    first = found.months[0]
    if not (found.covered_months and first.in_doubt):
        return ""
    return at_most_by(found, money(first.cost + first.in_doubt))


def _changed(found: HireSimulation) -> str:
    first = found.months[0]
    if found.covered_months:
        said = ngettext(
            "Avec %(measure)s, pendant %(n)s mois.",
            "Avec %(measure)s, pendant %(n)s mois.",
            found.covered_months,
        )
        names = [local(m.label) for m in found.measures if m.measure.cover == found.covered_by]
        return said % {"n": found.covered_months, "measure": comma().join(names[:1])}
    if found.once:
        said = _("Votre coût par mois ne change pas ; vous recevez %(amount)s en une fois.")
        return said % {"amount": money(found.once)}
    if first.gained:
        said = _("Votre coût ne change pas ; le salarié reçoit %(amount)s de plus par mois.")
        return f"{said % {'amount': money(first.gained)}} {_closed_by_wage(found)}".strip()
    if found.closed_by_wage:
        more = _("D’autres mesures attendent vos réponses.") if found.undecided else ""
        return f"{_closed_by_wage(found)} {more}".strip()
    if found.undecided:
        return _("C’est sans aucune mesure : répondez aux autres questions pour les compter.")
    for item in found.together.before:
        if item.gain.saved and item.gain.after is not None:
            said = _(
                "Aucune mesure ne joue pour cette embauche. Un stage avant elle (%(measure)s) "
                "coûterait %(amount)s par mois."
            )
            return said % {"measure": local(item.label), "amount": money(item.gain.after)}
    return _("Aucune mesure ne joue dans ce cas : voyez ce qui changerait la réponse.")


def _closed_by_wage(found: HireSimulation) -> str:
    """The measures that the wage alone closes, each with its ceiling."""
    closed = comma().join(
        _("%(measure)s (%(amount)s brut au plus)")
        % {"measure": local(item.label), "amount": money(item.open_wage or 0)}
        for item in found.closed_by_wage
    )
    return _("Fermé à cause du salaire : %(measures)s.") % {"measures": closed} if closed else ""


def _under_least_wage(found: HireSimulation) -> str:
    """A remark on a wage under that of a full month."""
    least = found.least_wage
    if least is None or float(str(found.facts["gross"])) * 100 >= least:
        return ""
    said = _(
        "Attention : ce salaire est sous le SMIG d’un mois plein, %(amount)s au %(day)s. Il ne "
        "vaut que pour un temps partiel, ou pour l’agriculture, qui a son propre minimum."
    )
    return said % {"amount": money(least), "day": date_plain(found.hired_on)}
