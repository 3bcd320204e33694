"""A case, its sides and their clocks, and the persons it concerns."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices import CaseLevel, Part, RoutingReason
from mithaq.apps.corridor.choices.cases import (
    CaseStatus,
    OutcomeKind,
    SideEventKind,
    SideStatus,
)
from mithaq.apps.corridor.models.corridors import CaseOfficer, CaseSubject, Corridor, SideNorm
from mithaq.apps.corridor.models.problems import SystemicProblem

# Where a side stands in a queue when nothing makes it due: after all that is.
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)


class Case(models.Model):
    """One problem of one company, from submission to closure."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    number = models.CharField(_("numéro"), max_length=16, unique=True)
    corridor = models.ForeignKey(
        Corridor, verbose_name=_("corridor"), on_delete=models.PROTECT, related_name="+"
    )
    company = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("entreprise"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    submitted_by = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("déposé par l’organisation"),
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("déposé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    subject = models.ForeignKey(
        CaseSubject, verbose_name=_("motif de saisine"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    region = models.ForeignKey(
        "reference.Territory", verbose_name=_("région"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    status = models.CharField(
        _("état"), max_length=10, choices=CaseStatus.choices, default=CaseStatus.SUBMITTED
    )
    level = models.CharField(
        _("échelon"), max_length=10, choices=CaseLevel.choices, default=CaseLevel.REGION
    )
    title = models.CharField(_("objet"), max_length=160)
    description = models.TextField(_("exposé"))
    submitted_at = models.DateTimeField(_("déposé le"))
    closed_at = models.DateTimeField(_("clos le"), null=True)
    closed_how = models.CharField(
        _("clos comment"), max_length=16, choices=OutcomeKind.choices, blank=True
    )
    solved_at_first_step = models.BooleanField(_("résolu par l’explication"), default=False)
    systemic_problem = models.ForeignKey(
        SystemicProblem, verbose_name=_("problème récurrent"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    # Who was told by the committee to act, until it says that it has.
    waits_for = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("chargé de la décision du comité"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    # Whether the company is waited for, as sides say of their institution: see ``keep_turns``.
    is_awaited = models.BooleanField(_("entreprise attendue"), default=False)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        indexes = [
            models.Index(fields=["company", "-submitted_at", "-id"], name="case_company"),
            models.Index(fields=["corridor", "-submitted_at", "-id"], name="case_corridor"),
            models.Index(fields=["region", "-submitted_at", "-id"], name="case_region"),
            models.Index(fields=["systemic_problem", "submitted_at"], name="case_problem"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["submitted", "open", "agreed"],
                    closed_at__isnull=True,
                    closed_how="",
                )
                | (
                    models.Q(status__in=["closed", "withdrawn"], closed_at__isnull=False)
                    & ~models.Q(closed_how="")
                ),
                name="case_closed_says_when_and_how",
                violation_error_message=_("Un dossier clos dit quand et comment."),
            ),
            models.CheckConstraint(
                condition=models.Q(solved_at_first_step=False)
                | models.Q(closed_how=OutcomeKind.EXPLAINED),
                name="case_first_step_is_explanation",
                violation_error_message=_("Ce qui est résolu d’emblée l’est par l’explication."),
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(description=""),
                name="case_is_told",
                violation_error_message=_("Un dossier a un objet et un exposé."),
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True)
                | models.Q(closed_at__gte=models.F("submitted_at")),
                name="case_closed_after_submission",
                violation_error_message=_("Un dossier se clôt après son dépôt."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ConcernedPerson(models.Model):
    """A person whose right a case is about: nothing names them without their consent.

    The company gives a label (« salarié 1 »); the name and the masked number, for the fund alone,
    stand only while consent does.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(_("désignation par l’entreprise"), max_length=60)
    display_name = models.CharField(_("nom, pour la caisse seule"), max_length=120, blank=True)
    insured_number_masked = models.CharField(
        _("numéro d’immatriculation masqué"), max_length=9, blank=True
    )
    consent_given_at = models.DateTimeField(_("consentement donné le"), null=True)
    consent_words = models.TextField(_("termes du consentement"), blank=True)
    withdrawn_at = models.DateTimeField(_("consentement retiré le"), null=True)

    class Meta:
        verbose_name = _("personne concernée")
        verbose_name_plural = _("personnes concernées")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "label"],
                name="concerned_person_label_once",
                violation_error_message=_("Cette désignation est déjà prise dans le dossier."),
            ),
            models.CheckConstraint(
                condition=models.Q(display_name="", insured_number_masked="")
                | models.Q(consent_given_at__isnull=False, withdrawn_at__isnull=True),
                name="concerned_person_named_by_consent",
                violation_error_message=_(
                    "Une personne n’est nommée que tant que son consentement tient."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(consent_given_at__isnull=True, consent_words="")
                | models.Q(withdrawn_at__isnull=False, consent_words="")
                | (
                    models.Q(consent_given_at__isnull=False, withdrawn_at__isnull=True)
                    & ~models.Q(consent_words="")
                ),
                name="concerned_person_consent_has_words",
                violation_error_message=_(
                    "Un consentement dit son jour et ses termes, effacés quand il est retiré."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(insured_number_masked="")
                | models.Q(insured_number_masked__contains="•"),
                name="concerned_person_number_is_masked",
                violation_error_message=_("Un numéro d’immatriculation n’est gardé que masqué."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(
                    consent_given_at__isnull=False,
                    withdrawn_at__gte=models.F("consent_given_at"),
                ),
                name="concerned_person_withdraws_what_was_given",
                violation_error_message=_("On ne retire qu’un consentement donné."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.label}"


class Side(models.Model):
    """One institution's side of a case: its status, officer, delay and answer are its own.

    ``due_at`` is the day that binds it in its turn: of an agreement or a decision, else of its
    clock; ``bound_at`` the day after which it is late, hand given or not; ``elsewhere_due_at`` that
    of the others. ``sorted_at`` ranks it: ``due_at``, else the first of ``bound_at`` and others'.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    institution = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    part = models.CharField(_("rôle"), max_length=8, choices=Part.choices)
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)
    # As the corridor was on the day of submission: what it names later changes no past case.
    is_called = models.BooleanField(_("appelé pour la famille du dossier"), default=False)
    region = models.ForeignKey(
        "reference.Territory", verbose_name=_("région"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    status = models.CharField(
        _("état"), max_length=16, choices=SideStatus.choices, default=SideStatus.TO_TAKE
    )
    # The queue's index needs a plain value: a partial index is not used with bound parameters.
    is_open = models.BooleanField(_("ouvert"), default=True)
    case_officer = models.ForeignKey(
        CaseOfficer, verbose_name=_("représentant"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    routing = models.CharField(
        _("pourquoi ce représentant"), max_length=12, choices=RoutingReason.choices
    )
    norm = models.ForeignKey(
        SideNorm, verbose_name=_("délai"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(_("reçu le"))
    due_at = models.DateTimeField(_("à répondre avant"), null=True)
    sorted_at = models.DateTimeField(_("rang dans la file"), default=NEVER)
    elsewhere_due_at = models.DateTimeField(_("à répondre ailleurs avant"), null=True)
    bound_at = models.DateTimeField(_("en retard après"), null=True)
    answer_kind = models.CharField(
        _("nature de la réponse"), max_length=16, choices=OutcomeKind.choices, blank=True
    )
    answer = models.TextField(_("réponse"), blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True)
    seen_at = models.DateTimeField(_("réponse vue le"), null=True)
    # Whether the institution is waited for, so that an index finds its turn: see ``keep_turns``.
    is_awaited = models.BooleanField(_("à son tour"), default=False)
    # The party that has the hand while this side waits for another.
    waits_for = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("partie attendue"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("côté d’un dossier")
        verbose_name_plural = _("côtés d’un dossier")
        indexes = [
            models.Index(
                fields=["case_officer", "is_open", "sorted_at", "id"], name="side_queue_officer"
            ),
            models.Index(
                fields=["institution", "is_open", "sorted_at", "id"],
                name="side_queue_institution",
            ),
            models.Index(
                fields=["institution", "region", "is_open", "sorted_at", "id"],
                name="side_queue_region",
            ),
            # Without an officer: all the sides of a region would be read to find that none is.
            models.Index(
                fields=["institution", "is_open", "case_officer", "region", "sorted_at", "id"],
                name="side_queue_unassigned",
            ),
            models.Index(
                fields=["institution", "is_open", "case_officer", "sorted_at", "id"],
                name="side_queue_of_nobody",
            ),
            models.Index(
                fields=["case_officer", "is_open", "is_awaited", "sorted_at", "id"],
                name="side_turn_officer",
            ),
            models.Index(
                fields=["institution", "is_open", "is_awaited", "sorted_at", "id"],
                name="side_turn_institution",
            ),
            models.Index(
                fields=["institution", "region", "is_open", "is_awaited", "sorted_at", "id"],
                name="side_turn_region",
            ),
            models.Index(
                fields=["case_officer", "is_open", "elsewhere_due_at", "id"],
                name="side_elsewhere_officer",
            ),
            models.Index(
                fields=["institution", "is_open", "elsewhere_due_at", "id"],
                name="side_elsewhere_institution",
            ),
            models.Index(
                fields=["institution", "region", "is_open", "elsewhere_due_at", "id"],
                name="side_elsewhere_region",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "institution"],
                name="side_once_per_institution",
                violation_error_message=_("Cette institution a déjà son côté du dossier."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_open=False, status=SideStatus.CLOSED)
                | (models.Q(is_open=True) & ~models.Q(status=SideStatus.CLOSED)),
                name="side_open_unless_closed",
                violation_error_message=_("Un côté est ouvert tant qu’il n’est pas clos."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status=SideStatus.ANSWERED)
                | (
                    models.Q(answered_at__isnull=False)
                    & ~models.Q(answer="")
                    & ~models.Q(answer_kind="")
                ),
                name="side_answer_is_reasoned",
                violation_error_message=_(
                    "Une réponse dit sa nature et ses raisons : un refus se motive (loi 03-01)."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(status=SideStatus.SEEN)
                | models.Q(part=Part.RELAYS, seen_at__isnull=False),
                name="side_seen_by_relay",
                violation_error_message=_("Seul un relais prend acte, et dit quand."),
            ),
            models.CheckConstraint(
                condition=~models.Q(part=Part.RELAYS) | models.Q(answer_kind=""),
                name="side_relay_does_not_answer",
                violation_error_message=_("Un relais ne répond pas à la place de qui décide."),
            ),
            models.CheckConstraint(
                condition=models.Q(waits_for__isnull=True)
                | models.Q(status=SideStatus.WAITING_OTHER),
                name="side_names_whom_it_waits_for",
                violation_error_message=_("Seul un côté en attente dit qui il attend."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.institution_id}"


class SideEvent(models.Model):
    """What happened on the clock of a side, at an instant: never changed, never removed."""

    side = models.ForeignKey(
        Side, verbose_name=_("côté d’un dossier"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("ce qui s’est passé"), max_length=20, choices=SideEventKind.choices)
    happened_at = models.DateTimeField(_("instant"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("par"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    reason = models.CharField(_("motif"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("événement d’un côté")
        verbose_name_plural = _("événements d’un côté")
        constraints = [
            models.UniqueConstraint(
                fields=["side"],
                condition=models.Q(kind=SideEventKind.RECEIVED),
                name="side_event_received_once",
                violation_error_message=_("Un côté ne reçoit le dossier qu’une fois."),
            ),
            models.UniqueConstraint(
                fields=["side"],
                condition=models.Q(kind=SideEventKind.COMPLETION_ASKED),
                name="side_event_completion_once",
                violation_error_message=_("Un complément ne se demande qu’une fois (loi 55-19)."),
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    kind__in=[
                        SideEventKind.COMPLETION_ASKED,
                        SideEventKind.PAUSED,
                        SideEventKind.TRANSFERRED,
                        SideEventKind.REOPENED,
                    ]
                )
                | ~models.Q(reason=""),
                name="side_event_says_why",
                violation_error_message=_("Une horloge ne s’arrête ni ne repart sans motif."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side_id}:{self.kind}"
