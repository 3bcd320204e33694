"""Why an act is not offered on a case: one line each, so that nobody looks for a button."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices import CaseLevel, Part
from mithaq.apps.corridor.choices.cases import ENDED_CASES, OutcomeKind, SideStatus
from mithaq.apps.corridor.operations import CaseReading
from mithaq.apps.corridor.queries.turns import Act, SideState, is_done, waited_for
from mithaq.apps.corridor.queries.views import CaseView, SideView
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.dates import date_plain


def missing_acts(reading: CaseReading) -> list[str]:
    """What an officer, or whoever only reads, may look for in vain on a case."""
    view = reading.view
    own = next((side for side in view.sides if side.institution == reading.side), None)
    if own is None:
        return [
            _(
                "Vous lisez ce dossier sans y agir : seuls l’entreprise et les représentants des "
                "institutions, dans leur territoire, y écrivent."
            )
        ]
    if view.status in ENDED_CASES:
        return [_("Le dossier est clos : il se rouvre avec un motif, puis chacun y agit.")]
    return [*_on_side(own, view), *_on_case(own, reading)]


def missing_of_company(view: CaseView, acts: Collection[str]) -> list[str]:
    """What a company may look for in vain on its own case."""
    if view.status in ENDED_CASES or "escalate_case" in acts or "contest_refusal" in acts:
        return []
    if agreed_first(view, acts):
        return []
    if view.level == CaseLevel.REGION:
        return [
            _(
                "Porter le dossier plus haut : vous le pourrez dès qu’une institution dépasse son "
                "délai, ou refuse ; ses représentants le peuvent à tout moment, avec un motif."
            )
        ]
    if view.level == CaseLevel.NATIONAL:
        return [_("Le dossier est à l’échelon national : ses représentants saisissent le comité.")]
    return [_("Le dossier est devant le comité permanent : il n’y a pas d’échelon au-dessus.")]


def agreed_first(view: CaseView, acts: Collection[str]) -> str:
    """Why a company that signed an agreement does not carry its case higher yet, and from when it
    may; nothing where it may, or where the agreement has been carried out."""
    signed = next((item for item in view.agreements if item.is_in_force), None)
    is_offered = "escalate_case" in acts or "contest_refusal" in acts
    is_awaited = any(turn.act is Act.PERFORM for turn in view.turns)
    if signed is None or signed.concluded_at is None or is_offered or not is_awaited:
        return ""
    if view.level != CaseLevel.REGION or view.status in ENDED_CASES:
        return ""
    said = {"signed": date_plain(signed.concluded_at)}
    if signed.due_on is None:
        return (
            _(
                "Porter le dossier à l’échelon national : pas encore. L’accord signé le %(signed)s "
                "s’exécute d’abord, et ne fixe aucun jour ; vous le pourrez dès qu’une institution "
                "dépasse un délai, ou refuse. Les représentants des institutions le peuvent à tout "
                "moment, avec un motif."
            )
            % said
        )
    return _(
        "Porter le dossier à l’échelon national : pas encore. L’accord signé le %(signed)s "
        "s’exécute d’abord, au plus tard le %(due)s ; vous le pourrez dès le lendemain s’il n’est "
        "pas exécuté, plus tôt si une institution dépasse un délai, ou refuse. Les représentants "
        "des institutions le peuvent à tout moment, avec un motif."
    ) % {**said, "due": date_plain(signed.due_on)}


def _on_side(own: SideView, view: CaseView) -> Iterator[str]:
    if view.is_redacted:
        yield _(
            "Proposer des termes ou y répondre, demander un complément : ce dossier touche au "
            "droit d’une personne, vous n’en lisez ni l’exposé, ni les termes, ni les réponses."
        )
    if own.status == SideStatus.TO_TAKE:
        yield _(
            "Répondre, demander un complément, passer la main : prenez d’abord le dossier en "
            "charge."
        )
    if own.status == SideStatus.WAITING_COMPANY:
        yield _("Répondre : le complément demandé à l’entreprise est attendu.")
    if own.status == SideStatus.WAITING_OTHER:
        who = called_after(own.waits_for_labels) or _("une autre partie")
        yield _("Répondre : vous avez passé la main à %(who)s ; reprenez d’abord l’examen.") % {
            "who": who
        }
    if own.status == SideStatus.ANSWERED:
        yield _("Répondre : votre réponse est donnée ; on y revient avec un motif.")
    if own.part == Part.RELAYS:
        yield _(
            "Répondre : votre institution relaie l’entreprise, elle ne répond pas pour une autre."
        )
        if own.status != SideStatus.SEEN and not _are_answers_in(view):
            yield _("Prendre acte : une institution qui décide n’a pas encore répondu.")
    elif own.is_completion_asked and own.status == SideStatus.IN_HAND:
        yield _("Demander un complément : une seule demande est possible, elle est faite.")


def _on_case(own: SideView, reading: CaseReading) -> Iterator[str]:
    view, acts = reading.view, reading.acts
    if "close_case" not in acts:
        yield _why_not_close(own, view)
    if "refer_case" not in acts and view.level != CaseLevel.COMMITTEE:
        yield _(
            "Renvoyer au comité permanent : un représentant national le fait à tout moment, un "
            "représentant régional une fois le dossier à l’échelon national."
        )
    if view.level == CaseLevel.COMMITTEE:
        yield _("Porter plus haut : le dossier est déjà devant le comité permanent.")


def _why_not_close(own: SideView, view: CaseView) -> str:
    if own.part != Part.DECIDES:
        return _("Clore : seule une institution qui décide écrit la décision commune.")
    if any(item.is_to_sign for item in view.agreements):
        return _("Clore : un accord attend encore une signature.")
    waited = [called_after(side.labels) for side in view.sides if _is_awaited(side, view)]
    return _("Clore : il manque encore la réponse ou la prise d’acte de %(names)s.") % {
        "names": _(", ").join(waited)
    }


def _is_awaited(side: SideView, view: CaseView) -> bool:
    """Whether the joint decision waits for a side: by the rule that opens the act."""
    state = SideState(side.institution, side.part, side.status)
    return any(not is_done(one) for one in waited_for((state,), status=view.status))


def _are_answers_in(view: CaseView) -> bool:
    deciding = [side for side in view.sides if side.part == Part.DECIDES]
    return all(side.status == SideStatus.ANSWERED for side in deciding)


def is_refused(view: CaseView) -> bool:
    """Whether the case ended by a refusal, or an institution that decides has refused."""
    if view.status in ENDED_CASES:
        return view.closed_how == OutcomeKind.REFUSED_REASONED
    return any(
        side.part == Part.DECIDES
        and side.status == SideStatus.ANSWERED
        and side.answer_kind == OutcomeKind.REFUSED_REASONED
        for side in view.sides
    )


def next_rung(view: CaseView) -> str:
    """Where a contested case goes, in words."""
    if view.level == CaseLevel.REGION:
        return _("à l’échelon national de chaque institution")
    return _("au comité permanent du corridor")
