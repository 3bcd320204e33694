"""What the end of an internship asks of its host, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import InternshipEnd
from mithaq.web.programmes.values import quantity_words
from mithaq.web.shell.numbers import money


def hires_words(end: InternshipEnd) -> str:
    """« 1 sur 1 »."""
    return _("%(n)s sur %(all)s") % {"n": end.needed, "all": end.ended}


def to_hire_words(end: InternshipEnd) -> tuple[str, str]:
    """What is said at once of the interns to hire, and « 1 sur 1 » unless the sentence says it."""
    if not end.is_first:
        return _("Stagiaires à embaucher à la fin, celui-ci compris"), hires_words(end)
    said = _(
        "À la fin du stage, vous devrez embaucher %(share)s de vos stagiaires, arrondi au-dessus : "
        "%(hires)s."
    )
    return said % {"share": quantity_words(end.share, "ratio"), "hires": hires_words(end)}, ""


def otherwise_words(end: InternshipEnd) -> str:
    """What a promise that is not kept gives back; what the texts are silent on, may be."""
    tax = _("Sinon : aucun impôt à rendre de votre part")
    if end.tax_months:
        tax = _("Sinon : %(all)s d’impôt à rendre") % {"all": money(sum(end.tax))}
    if not sum(end.contributions):
        return f"{tax}."
    said = _(
        "%(tax)s ; des cotisations peut-être (%(month)s par mois, %(all)s en tout) : à confirmer."
    )
    shares = {"month": money(max(end.contributions)), "all": money(sum(end.contributions))}
    return said % {"tax": tax, **shares}


def ending_lines(end: InternshipEnd) -> Iterator[str]:
    """How many to hire, this intern counted; what is claimed back otherwise."""
    share = quantity_words(end.share, "ratio")
    if end.is_first:
        yield _(
            "Si c’est votre premier stagiaire : à la fin de ce stage, vous devrez embaucher "
            "%(share)s de vos stagiaires, arrondi au-dessus : %(hires)s."
        ) % {"share": share, "hires": hires_words(end)}
    else:
        yield _(
            "Avec ce stage, vous aurez eu %(ended)s stagiaires. Il faut en embaucher %(share)s, "
            "arrondi au-dessus : %(hires)s."
        ) % {"ended": end.ended, "share": share, "hires": hires_words(end)}
        yield _owed(end)
    yield _claimed(end)
    yield from _contributions(end)


def _owed(end: InternshipEnd) -> str:
    if not end.owed:
        return _("Vous en avez déjà embauché assez : rien d’autre n’est dû à ce titre.")
    return ngettext(
        "Vous en avez embauché %(hired)s : il en reste %(n)s à embaucher.",
        "Vous en avez embauché %(hired)s : il en reste %(n)s à embaucher.",
        end.owed,
    ) % {"hired": end.hired, "n": end.owed}


def _claimed(end: InternshipEnd) -> str:
    """The tax of a breach, by month and in all."""
    if not end.tax_months:
        return _(
            "Si l’engagement n’est pas tenu, la loi réclame l’impôt non payé ; à cette indemnité "
            "il est nul : rien à rendre."
        )
    return ngettext(
        "Si l’engagement n’est pas tenu, l’impôt non payé est réclamé : %(month)s pendant %(n)s "
        "mois, %(all)s pour tout le stage, majorations en plus.",
        "Si l’engagement n’est pas tenu, l’impôt non payé est réclamé : %(month)s par mois pendant "
        "%(n)s mois, %(all)s pour tout le stage, majorations en plus.",
        end.tax_months,
    ) % {"month": money(max(end.tax)), "n": end.tax_months, "all": money(sum(end.tax))}


def _contributions(end: InternshipEnd) -> Iterator[str]:
    """The contributions of the host that are not paid, on which the texts are silent."""
    if not sum(end.contributions):
        return
    yield _(
        "Les cotisations que vous ne payez pas (%(month)s par mois, %(all)s pour tout le stage) : "
        "aucun texte que nous avons lu ne dit qu’elles sont réclamées. Demandez-le à la CNSS."
    ) % {"month": money(max(end.contributions)), "all": money(sum(end.contributions))}
