"""What the journal says of questions to employers, draws of controls and proposals of reform."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.questions import (
    AnswerKind,
    DecisionGround,
    QuestionOutcome,
    QuestionStatus,
    ReformStatus,
)

ACTIONS: Final[dict[str, Promise]] = {
    "corridor.enter_signal": _("signal inscrit"),
    "corridor.strike_signal": _("signal rayé"),
    "corridor.open_question": _("question ouverte"),
    "corridor.extend_window": _("délai de réponse allongé"),
    "corridor.withdraw_question": _("question retirée"),
    "corridor.read_score": _("valeur d’un signal lue"),
    "corridor.read_question": _("question consultée"),
    "corridor.read_evidence": _("pièce d’une réponse consultée"),
    "corridor.read_drawn": _("entreprises tirées consultées"),
    "corridor.answer_question": _("question répondue par l’employeur"),
    "corridor.ask_help": _("aide d’une fédération demandée"),
    "corridor.give_help": _("aide d’une fédération donnée"),
    "corridor.contest_decision": _("décision sur une question contestée"),
    "corridor.decide_question": _("question décidée"),
    "corridor.follow_people": _("suivi de personnes régularisées ouvert"),
    "corridor.correct_people": _("liste de personnes suivies corrigée"),
    "corridor.record_follow_up": _("déclaration lue pour les personnes suivies"),
    "corridor.announce_draw": _("tirage de contrôles annoncé"),
    "corridor.draw_controls": _("tirage de contrôles fait"),
    "corridor.cancel_draw": _("tirage de contrôles annulé"),
    "corridor.write_reform_proposal": _("proposition de réforme écrite"),
    "corridor.change_reform_proposal": _("proposition de réforme corrigée"),
    "corridor.submit_reform_proposal": _("proposition de réforme soumise"),
    "corridor.revise_reform_proposal": _("proposition de réforme reprise"),
    "corridor.set_aside_reform_proposal": _("proposition de réforme écartée"),
    "corridor.approve_reform_proposal": _("proposition de réforme approuvée"),
}
OBJECTS: Final[dict[str, Promise]] = {
    "signal": _("signal"),
    "question": _("question à l’employeur"),
    "control_draw": _("tirage de contrôles"),
    "reform_proposal": _("proposition de réforme"),
}
FIELDS: Final[dict[str, Promise]] = {
    "advice": _("conseil"),
    "code": _("rapport"),
    "drawn": _("entreprises tirées"),
    "files": _("pièces"),
    "ground": _("fondement"),
    "is_complete": _("réponse complète"),
    "helper": _("fédération sollicitée"),
    "month": _("mois déclaré"),
    "people": _("personnes suivies"),
    "period": _("période"),
    "population_count": _("entreprises de la population"),
    "population_digest": _("empreinte de la population"),
    "seed_on": _("jour de la graine"),
    "share_basis_points": _("part tirée"),
    "states": _("ce que dit la déclaration"),
    "title": _("intitulé"),
    "window_closes_on": _("réponse attendue jusqu’au"),
}
VALUES: Final[dict[tuple[str, str], dict[str, str | Promise]]] = {
    ("question", "status"): dict(QuestionStatus.choices),
    ("question", "kind"): dict(AnswerKind.choices),
    ("question", "outcome"): dict(QuestionOutcome.choices),
    ("question", "ground"): dict(DecisionGround.choices),
    ("reform_proposal", "status"): dict(ReformStatus.choices),
}
