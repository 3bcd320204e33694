"""The sentences of committees: quorum, cadence, time, rules, effects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices import CadencePeriod
from mithaq.apps.conventions.choices.meetings import MeetingStatus, MinutesStatus, Seat
from mithaq.apps.conventions.queries.cadence import Window, step_after
from mithaq.apps.conventions.queries.quorum import Quorum
from mithaq.apps.conventions.queries.sitting_views import (
    CommitteeDetail,
    DecisionView,
    ItemView,
    MeetingDetail,
    MinutesView,
)
from mithaq.web.shell.dates import date_plain, hour_words, month_short, month_words
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.values import display_value
from mithaq.web.shell.words import local


def quorum_words(quorum: Quorum) -> str:
    """Say whether the meeting can decide, and by which count."""
    words = {"present": quorum.present, "voting": quorum.voting, "required": quorum.required}
    if quorum.required is None:
        text = ngettext(
            "Deuxième convocation, aucun quorum exigé : %(present)s voix présente sur %(voting)s.",
            "Deuxième convocation, aucun quorum exigé : %(present)s voix présentes sur %(voting)s.",
            quorum.present,
        )
    elif quorum.is_met:
        text = ngettext(
            "Quorum réuni : %(present)s voix présente sur %(voting)s, %(required)s exigées.",
            "Quorum réuni : %(present)s voix présentes sur %(voting)s, %(required)s exigées.",
            quorum.present,
        )
    else:
        text = ngettext(
            "Quorum non réuni : %(present)s voix présente sur %(voting)s, %(required)s exigées. "
            "La séance ne peut rien décider.",
            "Quorum non réuni : %(present)s voix présentes sur %(voting)s, %(required)s exigées. "
            "La séance ne peut rien décider.",
            quorum.present,
        )
    return set_text(text % words)


def quorum_rule_words(meeting: MeetingDetail) -> str:
    """What the paper prints in its strip: « 4 membres sur 6 »."""
    quorum = meeting.quorum
    if quorum.required is None:
        return _("aucun, deuxième convocation")
    return set_text(
        ngettext(
            "%(required)s voix sur %(voting)s", "%(required)s voix sur %(voting)s", quorum.required
        )
        % {"required": quorum.required, "voting": quorum.voting}
    )


def cadence_words(count: int | None, period: str) -> str:
    """« 1 fois par mois », or that no cadence is published."""
    if not count or not period:
        return _("cadence non publiée")
    forms = {
        CadencePeriod.MONTH: ngettext("%(count)s fois par mois", "%(count)s fois par mois", count),
        CadencePeriod.QUARTER: ngettext(
            "%(count)s fois par trimestre", "%(count)s fois par trimestre", count
        ),
        CadencePeriod.YEAR: ngettext("%(count)s fois par an", "%(count)s fois par an", count),
    }
    return set_text(forms[CadencePeriod(period)] % {"count": count})


def clock(at: datetime) -> str:
    """The hour of a meeting: 10 h 05, 10:05."""
    return hour_words(at)


def time_words(meeting: MeetingDetail) -> str:
    """« 85 minutes prévues sur 90. Fin à 11 h 25. », or by how much it overflows."""
    spare = meeting.spare_minutes
    words = {
        "planned": meeting.planned_minutes,
        "slot": meeting.slot_minutes,
        "end": clock(meeting.ends_at),
        "over": -spare,
    }
    text = ngettext(
        "%(planned)s minute prévue sur %(slot)s. Fin à %(end)s.",
        "%(planned)s minutes prévues sur %(slot)s. Fin à %(end)s.",
        meeting.planned_minutes,
    )
    said = text % words
    if spare < 0:
        over = ngettext(
            "Il manque %(over)s minute : retirez un point ou allongez la séance.",
            "Il manque %(over)s minutes : retirez un point ou allongez la séance.",
            -spare,
        )
        said = f"{said} {over % words}"
    return set_text(said)


def rule_words(item: ItemView) -> str:
    """« Engagement échu (règle E-1) »: what calls the point, then the code of the rule."""
    rule = item.rule_label
    words = {"code": isolated_code(item.rule_code), "rule": rule[:1].upper() + rule[1:]}
    return set_text(_("%(rule)s (règle %(code)s)") % words)


def isolated_code(text: str) -> str:
    """A code kept in its own order inside Arabic text."""
    return f"\u2066{text}\u2069" if language() == "ar" else text


def rule_note(item: ItemView) -> str:
    """The threshold of the rule and the day since when it holds."""
    since = _("en vigueur depuis le %(day)s") % {"day": date_plain(item.rule_since)}
    if item.threshold is None:
        return set_text(since)
    if item.threshold == 0 and item.threshold_unit == "days":
        return set_text(_(", ").join([_("dès le premier jour de retard"), since]))
    unit = {
        "days": ngettext("%(n)s jour", "%(n)s jours", item.threshold),
        "percent": _("%(n)s %%"),
        "points": ngettext("%(n)s point", "%(n)s points", item.threshold),
    }[item.threshold_unit] % {"n": item.threshold}
    return set_text(_("seuil : %(unit)s, %(since)s") % {"unit": unit, "since": since})


def adoption_words(minutes: MinutesView) -> str:
    """Who adopted the minutes, when, how, and at which point of which sitting."""
    if minutes.adopted_on is None:
        return ""
    said = _("Adopté par le comité le %(day)s, %(how)s") % {
        "day": date_plain(minutes.adopted_on), "how": minutes.adoption_label,
    }  # fmt: skip
    if minutes.adopted_at is not None:
        number, rank = minutes.adopted_at
        where = _("séance %(number)s, point %(rank)s") % {"number": number, "rank": rank}
        said = f"{said} ({where})"
    return set_text(_("%(said)s. Le secrétariat l’a inscrit.") % {"said": said})


def rules_used(items: tuple[ItemView, ...]) -> list[tuple[str, str]]:
    """Each rule that called a point, once, with its threshold and the day since when it holds."""
    return list({item.rule: (rule_words(item), rule_note(item)) for item in items}.values())


def effect_words(item: DecisionView) -> str:
    """« atteindre 412 : placements, au 31 mars 2027 »; nothing when no effect is expected."""
    if not item.effect_indicator_code:
        return ""
    value = ""
    if item.effect_value is not None:
        value = " " + effect_value(item.effect_value, item.effect_unit)
    return set_text(
        _("%(direction)s%(value)s : %(indicator)s, au %(day)s")
        % {
            "direction": item.effect_direction_label,
            "value": value,
            "indicator": local(item.effect_indicator),
            "day": date_plain(item.effect_by_on),
        }
    )


def effect_value(value: Decimal, unit: str) -> str:
    """The value of an effect in the unit of its indicator."""
    return display_value(value, unit).text


def status_words(meeting: MeetingDetail) -> str:
    """Where a meeting stands, in a sentence."""
    words = {"n": meeting.number, "day": date_plain(meeting.starts_at)}
    forms = {
        MeetingStatus.PLANNED: _("Séance %(n)s prévue le %(day)s"),
        MeetingStatus.CONVENED: _("Séance %(n)s fixée au %(day)s, lettres prêtes"),
        MeetingStatus.HELD: _("Séance %(n)s tenue le %(day)s"),
        MeetingStatus.ADJOURNED: _("Séance %(n)s du %(day)s reportée faute de quorum"),
        MeetingStatus.CANCELLED: _("Séance %(n)s du %(day)s annulée"),
    }
    status = MeetingStatus(meeting.status)
    if meeting.sat_on is not None and status is MeetingStatus.HELD:
        held = _("Séance %(n)s tenue le %(day)s, avant son jour prévu, le %(planned)s")
        words |= {"day": date_plain(meeting.sat_on), "planned": date_plain(meeting.starts_at)}
        return set_text(held % words)
    return set_text(forms[status] % words)


def closing_words(meeting: MeetingDetail) -> str:
    """What lifting a sitting does at once: its decisions hold before its minutes are adopted."""
    rule = _(
        "Les décisions valent dès que la séance est levée, avant que le procès-verbal soit adopté "
        "et signé."
    )
    keys = {
        item.key for item in meeting.items for row in meeting.decisions if row.item_id == item.id
    }
    kinds = Counter(key.partition(":")[0] for key in keys)
    told = [said(kinds[kind]) for kind, said in _RETURNED.items() if kinds[kind]]
    if not told:
        return set_text(rule)
    back = _("Lever la séance les rend tout de suite à ce qu’elles concernent : %(what)s.")
    return set_text(f"{rule} {back % {'what': _(', ').join(told)}}")


_RETURNED: Final[dict[str, Callable[[int], str]]] = {
    "case": lambda n: ngettext("%(n)s dossier", "%(n)s dossiers", n) % {"n": n},
    "problem": lambda n: (
        ngettext("%(n)s problème récurrent", "%(n)s problèmes récurrents", n) % {"n": n}
    ),
    "settlement": lambda n: ngettext("%(n)s arrangement", "%(n)s arrangements", n) % {"n": n},
    "proposal": lambda n: (
        ngettext("%(n)s proposition de réforme", "%(n)s propositions de réforme", n) % {"n": n}
    ),
}


def turn_words(meeting: MeetingDetail) -> str:
    """Who is waited for on the page of a meeting: nobody once it is over or called off."""
    if meeting.status == MeetingStatus.CANCELLED:
        return _("Personne : cette séance a été annulée")
    if meeting.status == MeetingStatus.HELD:
        if meeting.minutes is None:
            return _("Personne : cette séance a été tenue")
        if meeting.minutes.status == MinutesStatus.SIGNED:
            return _("Personne : la séance est tenue, son procès-verbal est signé")
        if meeting.minutes.status == MinutesStatus.ADOPTED:
            return signing_words(meeting.minutes)
        return _(
            "Le secrétariat du comité : la séance est tenue, son procès-verbal n’est pas signé"
        )
    return _("Le secrétariat du comité")


def signing_words(minutes: MinutesView) -> str:
    """Who has still to sign minutes that are adopted: nobody who signed is asked again."""
    if minutes.signature_of(Seat.CHAIR):
        return _("Au secrétariat : signer le procès-verbal")
    if minutes.signature_of(Seat.SECRETARY):
        return _("À la présidence : signer le procès-verbal")
    return _("À la présidence et au secrétariat : signer le procès-verbal")


def window_rows(windows: tuple[Window, ...], shown: int = 12) -> list[Any]:
    """The last sittings owed, as boxes: filled when held, whatever was published of them."""
    return [
        {
            "label": _window(window),
            "is_held": window.is_held,
            "words": _("séance tenue") if window.is_held else _("aucune séance tenue"),
        }
        for window in windows[-shown:]
    ]


def _window(window: Window) -> str:
    if (window.last - window.first).days < 32:
        return month_short(window.first)
    return _("%(first)s à %(last)s") % {
        "first": (
            month_short(window.first)
            if window.first.year == window.last.year
            else month_words(window.first)
        ),
        "last": month_words(window.last),
    }


def awaited_words(found: CommitteeDetail, *, on: date) -> str:
    """Since when the sitting after the last one is due at the promised cadence, when it is."""
    held = [item.held_on for item in found.meetings if item.status == MeetingStatus.HELD]
    if not held or not found.cadence_count or not found.cadence_period:
        return ""
    due = step_after(max(held), 1, count=found.cadence_count, period=found.cadence_period)
    if due >= on:
        return ""
    text = _(
        "La séance qui suit la dernière tenue était due au plus tard le %(day)s, à la cadence "
        "promise."
    )
    return set_text(text % {"day": date_plain(due)})


def owed_words(windows: tuple[Window, ...], since: date | None) -> str:
    """« 5 séances tenues sur 6 dues depuis juin 2026. »."""
    if not windows or since is None:
        return ""
    held = sum(window.is_held for window in windows)
    if held == len(windows):
        whole = ngettext(
            "La seule séance due depuis %(since)s a été tenue.",
            "Les %(n)s séances dues depuis %(since)s ont été tenues.",
            held,
        )
        return set_text(whole % {"n": held, "since": month_words(since)})
    text = ngettext(
        "%(held)s séance tenue sur %(due)s dues depuis %(since)s.",
        "%(held)s séances tenues sur %(due)s dues depuis %(since)s.",
        held,
    )
    return set_text(text % {"held": held, "due": len(windows), "since": month_words(since)})
