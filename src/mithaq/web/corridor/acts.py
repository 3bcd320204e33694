"""The acts of an officer on a case: each has a word, a form, one operation, and what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.operations.drafts import OutcomeDraft
from mithaq.web.corridor import forms
from mithaq.web.corridor.colleagues import heir

Run = Callable[["Posted"], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What an act is made from: the case, the officer's institution, what the form holds."""

    public_id: str
    number: str
    institution: str
    subject: str
    data: Mapping[str, Any]
    form: Any
    who: Mapping[str, Any] = field(default_factory=dict)

    @property
    def case(self) -> dict[str, Any]:
        """The arguments of an operation on the case."""
        return {"public_id": self.public_id, **self.who}

    @property
    def side(self) -> dict[str, Any]:
        """The arguments of an operation on the officer's own side."""
        return {"institution": self.institution, **self.case}

    @property
    def key(self) -> int:
        """The key of what the act is about: a proposal, an agreement, an appointment."""
        return int(self.subject) if self.subject.isdecimal() else 0

    @property
    def text(self) -> str:
        """The one text of most forms."""
        return str(self.data.get("text", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: the word on its button, the label of its text, its form, its operation.

    ``needs`` is the name under which the policies say that it is open; an act without one is open
    to whoever handles the case.
    """

    word: Promise | str
    done: Promise
    run: Run
    title: Promise | str = ""
    needs: str = ""
    form: type[forms.ActForm] = forms.NothingForm
    label: Promise | str = ""
    help: Promise | str = ""


ACTS: Final[dict[str, Act]] = {
    "prendre": Act(
        needs="take_side",
        word=_("Prendre le dossier en charge"), done=_("Le dossier est pris en charge."),
        run=lambda p: operations.take_side(**p.side),
    ),
    "complement": Act(
        title=_("Demander un complément"),
        needs="ask_completion",
        word=_("Demander ce complément"), form=forms.TextForm,
        label=_("Ce qui manque, en une fois"),
        help=_("Une seule demande est possible (loi 55-19) : dites tout."),
        done=_("Le complément est demandé à l’entreprise."),
        run=lambda p: operations.ask_completion(wanted=p.text, **p.side),
    ),
    "passer": Act(
        title=_("Passer la main à une autre institution"),
        needs="wait_for_other",
        word=_("Passer la main"), form=forms.HandOverForm,
        label=_("Ce qui est attendu de cette institution"),
        help=_(
            "Le tour passe à cette institution, qui vous rend la main en répondant. Votre délai "
            "court toujours : seul le complément demandé à l’entreprise le suspend."
        ),
        done=_("La main est passée : le dossier est au tour de cette institution."),
        run=lambda p: operations.wait_for_other(party=p.data["party"], reason=p.text, **p.side),
    ),
    "rendre": Act(
        title=_("Donner ce qui est demandé et rendre la main"),
        needs="hand_back",
        word=_("Envoyer et rendre la main"), form=forms.MessageForm,
        label=_("Votre réponse"),
        done=_("C’est envoyé : la main est rendue à qui l’avait passée."),
        run=lambda p: operations.hand_back(
            body=p.text, files=tuple(p.data.get("pieces") or ()), **p.case
        ),
    ),
    "reprendre": Act(
        needs="resume_side",
        word=_("Reprendre l’examen"), done=_("L’examen reprend."),
        run=lambda p: operations.resume_side(**p.side),
    ),
    "repondre": Act(
        title=_("Donner la réponse de l’institution"),
        needs="answer_side",
        word=_("Donner cette réponse"), form=forms.AnswerForm,
        done=_("La réponse de votre institution est donnée."),
        run=lambda p: operations.answer_side(
            kind=p.data["kind"], answer=p.data["answer"], **p.side
        ),
    ),
    "acte": Act(
        needs="see_answers",
        word=_("Prendre acte de la réponse"), done=_("Vous avez pris acte des réponses."),
        run=lambda p: operations.see_answers(**p.side),
    ),
    "revenir": Act(
        title=_("Revenir sur la réponse"),
        needs="revise_side",
        word=_("Revenir sur la réponse"), form=forms.TextForm, label=_("Motif"),
        done=_("La réponse est à revoir ; les relais en prendront acte de nouveau."),
        run=lambda p: operations.revise_side(reason=p.text, **p.side),
    ),
    "transmettre": Act(
        title=_("Reprendre ce dossier ou le transmettre"),
        needs="transfer_side",
        word=_("Reprendre ou confier ce dossier"), form=forms.TransferForm,
        label=_("Motif"), help=_("Lu par votre institution seule, dans la vie du dossier."),
        done=_("Le dossier a changé de mains ; le délai ne repart pas de zéro."),
        run=lambda p: operations.transfer_side(
            **heir(p.data["officer"]), reason=p.text, **p.side
        ),
    ),
    "message": Act(
        needs="write_message",
        word=_("Envoyer à toutes les parties"), form=forms.MessageForm,
        done=_("Le message est lu par toutes les parties."),
        run=lambda p: operations.write_message(
            body=p.text, files=p.data.get("pieces") or (), **p.case
        ),
    ),
    "note": Act(
        needs="write_note",
        word=_("Garder pour nous seuls"), form=forms.NoteForm,
        done=_("La note est gardée : votre institution seule la lit."),
        run=lambda p: operations.write_note(body=p.text, **p.side),
    ),
    "retirer-message": Act(
        word=_("Retirer ce message"),
        done=_("Le message est retiré ; le journal en garde la trace."),
        run=lambda p: operations.withdraw_message(message_id=p.key, **p.case),
    ),
    "rendez-vous": Act(
        title=_("Proposer un rendez-vous"),
        needs="propose_appointment",
        word=_("Proposer ce rendez-vous"), form=forms.AppointmentForm,
        done=_("Le rendez-vous est proposé à l’entreprise."),
        run=lambda p: operations.propose_appointment(
            starts_at=p.form.starts_at, mode=p.data["mode"], place=p.data["place"],
            is_any_hour=p.data["is_any_hour"], **p.side
        ),
    ),
    "confirmer": Act(
        word=_("Confirmer"), done=_("Le rendez-vous est confirmé."),
        run=lambda p: operations.move_appointment(
            appointment_id=p.key, step="confirm", **p.case
        ),
    ),
    "tenu": Act(
        word=_("Dire qu’il a eu lieu"), done=_("Le rendez-vous est noté comme tenu."),
        run=lambda p: operations.move_appointment(appointment_id=p.key, step="hold", **p.case),
    ),
    "annuler": Act(
        word=_("Annuler le rendez-vous"), form=forms.TextForm, label=_("Motif"),
        done=_("Le rendez-vous est annulé."),
        run=lambda p: operations.move_appointment(
            appointment_id=p.key, step="cancel", note=p.text, **p.case
        ),
    ),
    "proposer": Act(
        title=_("Proposer des termes"),
        needs="make_proposal",
        word=_("Relire avant d’envoyer"), form=forms.TermsForm, label=_("Termes proposés"),
        done=_("La proposition est faite aux autres parties."),
        run=lambda p: operations.make_proposal(
            terms=p.text, due_on=p.data.get("due_on"), **p.case
        ),
    ),
    "contre-proposer": Act(
        needs="counter_proposal",
        word=_("Contre-proposer"), form=forms.TermsForm, label=_("Vos termes, en entier"),
        help=_("Ils sont repris de la proposition : changez-les. Ce texte sera celui à signer."),
        done=_("La contre-proposition est faite."),
        run=lambda p: operations.counter_proposal(
            proposal_id=p.key, terms=p.text, due_on=p.data.get("due_on"), **p.case
        ),
    ),
    "accepter": Act(
        needs="accept_proposal",
        word=_("Accepter ces termes"),
        done=_(
            "Termes acceptés. L’accord est à signer dès que l’entreprise et chaque institution "
            "qui décide les ont acceptés ; chaque partie peut encore refuser."
        ),
        run=lambda p: operations.accept_proposal(proposal_id=p.key, **p.case),
    ),
    "refuser": Act(
        needs="refuse_proposal",
        word=_("Refuser ces termes"), form=forms.TextForm, label=_("Motif"),
        done=_("La proposition est refusée, avec son motif."),
        run=lambda p: operations.refuse_proposal(proposal_id=p.key, reason=p.text, **p.case),
    ),
    "reprendre-termes": Act(
        needs="withdraw_proposal",
        word=_("Retirer la proposition"), done=_("La proposition est retirée."),
        run=lambda p: operations.withdraw_proposal(proposal_id=p.key, **p.case),
    ),
    "signer": Act(
        needs="sign_agreement",
        word=_("Signer l’accord"), form=forms.SignForm,
        done=_("Votre signature est inscrite : l’accord vaut quand tous ont signé."),
        run=lambda p: operations.sign_agreement(agreement_id=p.key, **p.case),
    ),
    "refuser-signature": Act(
        title=_("Refuser de signer"),
        needs="refuse_signature",
        word=_("Refuser de signer"), form=forms.TextForm,
        label=_("Motif"),
        done=_("L’accord n’est pas signé ; la concertation reprend."),
        run=lambda p: operations.drop_agreement(agreement_id=p.key, reason=p.text, **p.case),
    ),
    "denoncer": Act(
        title=_("Revenir sur l’accord signé"),
        needs="drop_agreement",
        word=_("Revenir sur l’accord"), form=forms.SureForm,
        label=_("Motif"),
        help=_("L’accord signé par toutes les parties ne vaudra plus ; le dossier retourne en "
               "concertation et le dit. Cela ne se reprend pas."),
        done=_("L’accord est dénoncé ; le dossier est de nouveau en concertation."),
        run=lambda p: operations.drop_agreement(agreement_id=p.key, reason=p.text, **p.case),
    ),
    "clore": Act(
        title=_("Clore par une décision commune"),
        needs="close_case",
        word=_("Clore par cette décision commune"), form=forms.OutcomeForm,
        done=_("Le dossier est clos. L’entreprise dira ce qu’elle en pense."),
        run=lambda p: operations.close_case(draft=_outcome(p), **p.case),
    ),
    "national": Act(
        title=_("Porter à l’échelon national"),
        needs="escalate_case",
        word=_("Porter à l’échelon national"), form=forms.SureForm,
        label=_("Motif"),
        help=_("Un représentant le fait à tout moment, avec un motif ; l’entreprise, une fois un "
               "délai dépassé ou une réponse contestée. Chaque institution confie le dossier à son "
               "représentant national ; les délais continuent de courir. Le dossier ne redescend "
               "pas."),
        done=_("Le dossier est porté à l’échelon national."),
        run=lambda p: operations.escalate_case(reason=p.text, **p.case),
    ),
    "comite": Act(
        title=_("Renvoyer au comité permanent"),
        needs="refer_case",
        word=_("Renvoyer au comité permanent"), form=forms.ReferForm,
        label=_("Ce que le comité doit trancher"),
        done=_("Le dossier est renvoyé au comité : il viendra seul à son ordre du jour."),
        run=lambda p: operations.refer_case(reason=p.text, note=p.data.get("note", ""), **p.case),
    ),
    "contester": Act(
        title=_("Contester ce refus"),
        needs="contest_refusal",
        word=_("Contester ce refus"), form=forms.SureForm,
        label=_("Ce que vous contestez, et pourquoi"),
        done=_("Le refus est contesté : le dossier est porté à l’échelon suivant."),
        run=lambda p: operations.contest_refusal(reason=p.text, **p.case),
    ),
    "regrouper": Act(
        title=_("Regrouper sous un problème récurrent"),
        word=_("Regrouper sous ce problème"), form=forms.GroupForm,
        done=_("Le dossier est regroupé sous un problème récurrent."),
        run=lambda p: operations.group_cases(
            public_id=p.data["problem"], case_numbers=[p.number], **p.who
        ),
    ),
    "degrouper": Act(
        word=_("Retirer de ce problème"),
        done=_("Le dossier n’est plus regroupé sous ce problème."),
        run=lambda p: operations.ungroup_case(
            public_id=p.subject, case_number=p.number, **p.who
        ),
    ),
    "rouvrir": Act(
        title=_("Rouvrir le dossier"),
        needs="reopen_case",
        word=_("Rouvrir le dossier"), form=forms.TextForm, label=_("Motif"),
        done=_("Le dossier est rouvert ; un nouveau délai court pour chaque institution."),
        run=lambda p: operations.reopen_case(reason=p.text, **p.case),
    ),
}  # fmt: skip


def _outcome(posted: Posted) -> OutcomeDraft:
    return OutcomeDraft(
        kind=posted.data["kind"],
        reasons=posted.data["reasons"],
        money_unblocked_centimes=posted.form.centimes,
        people_count=posted.data["people_count"],
    )
