"""The closed lists of committees at work, and the lives of a meeting, its minutes, a decision."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Seat(models.TextChoices):
    """The place that a member takes at the table."""

    CHAIR = "chair", _("présidence")
    MEMBER = "member", _("membre")
    SECRETARY = "secretary", _("secrétariat")
    GUEST = "guest", _("invité permanent")


class MeetingMode(models.TextChoices):
    """How a committee sits."""

    IN_PERSON = "in_person", _("sur place")
    REMOTE = "remote", _("à distance")
    MIXED = "mixed", _("sur place et à distance")


class MeetingStatus(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("prévue")
    CONVENED = "convened", _("convoquée")
    HELD = "held", _("tenue")
    ADJOURNED = "adjourned", _("reportée faute de quorum")
    CANCELLED = "cancelled", _("annulée")


# name, from, to, who: every step leaves an audit line.
MEETING_STEPS = (
    ("convene", (MeetingStatus.PLANNED,), MeetingStatus.CONVENED, "can_run_committee"),
    ("hold", (MeetingStatus.CONVENED,), MeetingStatus.HELD, "can_run_committee"),
    ("adjourn", (MeetingStatus.CONVENED,), MeetingStatus.ADJOURNED, "can_run_committee"),
    (
        "cancel",
        (MeetingStatus.PLANNED, MeetingStatus.CONVENED),
        MeetingStatus.CANCELLED,
        "can_run_committee",
    ),
)


class Presence(models.TextChoices):
    """Whether a member came."""

    PRESENT = "present", _("présent")
    REPRESENTED = "represented", _("représenté par son suppléant")
    EXCUSED = "excused", _("excusé")
    ABSENT = "absent", pgettext_lazy("présence", "absent")


class AgendaRule(models.TextChoices):
    """The rule that calls an item to the agenda."""

    LAST_MINUTES = "last_minutes", _("procès-verbal de la séance précédente")
    DECISION_DUE = "decision_due", _("décision échue")
    COMMITMENT_LATE = "commitment_late", _("engagement échu")
    COMMITMENT_NEAR = "commitment_near", _("engagement proche de son échéance")
    MILESTONE_LATE = "milestone_late", _("jalon dépassé")
    TARGET_BEHIND = "target_behind", _("objectif en retard sur le temps écoulé")
    FIGURES_CONFLICT = "figures_conflict", _("chiffres qui se contredisent")
    DISPARITY = "disparity", _("disparité constatée")
    ENVELOPE_USED = "envelope_used", _("enveloppe presque consommée")
    CONVENTION_ENDING = "convention_ending", _("convention proche de son terme")
    CASE_BLOCKED = "case_blocked", _("dossier de médiation bloqué")
    CAUSE_RECURS = "cause_recurs", _("problème récurrent à trancher")
    SETTLEMENT_AT_RISK = "settlement_at_risk", _("arrangement de dette en danger")
    REFORM_PROPOSED = "reform_proposed", _("proposition de réforme à examiner")
    NEXT_DATE = "next_date", _("cadence promise")
    ADDED = "added", _("ajouté par le secrétariat")


class ItemStanding(models.TextChoices):
    """Whether an item is on the agenda, and if not, who left it out."""

    ON_AGENDA = "on_agenda", _("à l’ordre du jour")
    BELOW_THRESHOLD = "below_threshold", _("sous le seuil de la règle")
    DROPPED = "dropped", _("retiré par le secrétariat")


class MinutesStatus(models.TextChoices):
    """Where the minutes of a meeting stand."""

    DRAFT = "draft", _("projet de procès-verbal")
    ADOPTED = "adopted", _("procès-verbal adopté")
    SIGNED = "signed", _("procès-verbal signé")


# name, from, to, who
MINUTES_STEPS = (
    ("adopt", (MinutesStatus.DRAFT,), MinutesStatus.ADOPTED, "can_run_committee"),
    ("sign", (MinutesStatus.ADOPTED,), MinutesStatus.SIGNED, "can_sign_minutes"),
)


class Adoption(models.TextChoices):
    """How minutes are adopted."""

    SAME_MEETING = "same_meeting", _("séance tenante")
    NEXT_MEETING = "next_meeting", _("à la séance suivante")
    WRITTEN = "written", _("par procédure écrite")


class SignatureMode(models.TextChoices):
    """How a person signed the minutes."""

    ON_SCREEN = "on_screen", _("à l’écran, sous son mandat")
    ON_PAPER = "on_paper", _("sur papier, exemplaire conservé")


class UnscannedReason(models.TextChoices):
    """Why no scanned copy stands beside a signature given on paper."""

    BOUND_REGISTER = "bound_register", _("l’original est dans un registre relié du secrétariat")
    KEPT_ON_PAPER = "kept_on_paper", _("l’original est au secrétariat, sa numérisation est à faire")
    ARCHIVED = "archived", _("l’original est versé aux archives de l’organisme")
    EXERCISE = "exercise", _("exercice : aucun exemplaire papier")


class DecisionStatus(models.TextChoices):
    """Where a decision stands."""

    OPEN = "open", _("ouverte")
    POSTPONED = "postponed", _("repoussée")
    DONE = "done", _("exécutée, preuve à l’appui")
    ABANDONED = "abandoned", _("abandonnée, avec un motif")


# name, from, to, who
DECISION_STEPS = (
    (
        "complete",
        (DecisionStatus.OPEN, DecisionStatus.POSTPONED),
        DecisionStatus.DONE,
        "can_follow_decision",
    ),
    (
        "postpone",
        (DecisionStatus.OPEN, DecisionStatus.POSTPONED),
        DecisionStatus.POSTPONED,
        "can_run_committee",
    ),
    (
        "abandon",
        (DecisionStatus.OPEN, DecisionStatus.POSTPONED),
        DecisionStatus.ABANDONED,
        "can_run_committee",
    ),
    (
        "reopen",
        (DecisionStatus.DONE, DecisionStatus.ABANDONED),
        DecisionStatus.OPEN,
        "can_run_committee",
    ),
)
PENDING = (DecisionStatus.OPEN, DecisionStatus.POSTPONED)


class EffectDirection(models.TextChoices):
    """What a decision is expected to do to an indicator."""

    REACH = "reach", _("atteindre")
    RISE = "rise", _("faire augmenter")
    FALL = "fall", _("faire baisser")
