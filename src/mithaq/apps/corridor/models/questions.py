"""Signals of under-declaration, the questions they open, what is answered, decided and read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.questions import (
    AnswerKind,
    DecisionGround,
    QuestionOutcome,
    QuestionStatus,
)

EVIDENCE_BYTES_MOST = 10 * 1024 * 1024
EVIDENCE_TYPES = ("application/pdf", "image/jpeg", "image/png")


class Signal(models.Model):
    """A ratio of the catalogue for one company and one period, entered with where it comes from.

    ``threshold`` is that of the day it was entered; without one, the value judges nothing. One
    entered wrong is struck, with a reason: it stays, opens nothing, and leaves its place.
    """

    institution = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    company = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("entreprise"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    code = models.CharField(_("rapport"), max_length=40)
    value = models.DecimalField(_("valeur"), max_digits=14, decimal_places=4)
    threshold = models.DecimalField(_("seuil"), max_digits=14, decimal_places=4, null=True)
    threshold_source = models.CharField(_("source du seuil"), max_length=300)
    sector = models.CharField(_("secteur"), max_length=10, blank=True)
    period_from = models.DateField(_("période, du"))
    period_to = models.DateField(_("période, au"))
    basis = models.CharField(_("d’où vient la valeur"), max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrit par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    entered_at = models.DateTimeField(_("inscrit le"))
    struck_at = models.DateTimeField(_("rayé le"), null=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("rayé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    struck_because = models.TextField(_("pourquoi il est rayé"), blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signaux")
        indexes = [models.Index(fields=["company", "code"], name="signal_company_code")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_to__gte=models.F("period_from")),
                name="signal_period_is_ordered",
                violation_error_message=_("La période finit après son début."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="") & ~models.Q(threshold_source=""),
                name="signal_says_its_source",
                violation_error_message=_("Un signal dit d’où viennent sa valeur et son seuil."),
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0),
                name="signal_is_not_negative",
                violation_error_message=_("Un rapport n’est pas négatif."),
            ),
            models.UniqueConstraint(
                fields=["company", "code", "period_from", "period_to"],
                condition=models.Q(struck_at__isnull=True),
                name="signal_once_per_period",
                violation_error_message=_("Ce rapport est déjà inscrit pour cette période."),
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True, struck_because="")
                | (models.Q(struck_at__isnull=False) & ~models.Q(struck_because="")),
                name="signal_struck_says_why",
                violation_error_message=_("Un signal rayé dit quand et pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}:{self.code}:{self.period_from}"


class Question(models.Model):
    """What an institution asks an employer about its declarations: a question, never a sanction.

    A signal opened it, or chance did. The employer has until ``window_closes_on`` to answer or to
    put its declarations right by itself.
    """

    number = models.CharField(_("numéro de question"), max_length=16, unique=True)
    corridor = models.ForeignKey(
        "corridor.Corridor", verbose_name=_("corridor"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    institution = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    company = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("entreprise"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    signal = models.OneToOneField(
        Signal, verbose_name=_("signal"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    drawn = models.OneToOneField(
        "corridor.DrawnCompany", verbose_name=_("entreprise tirée"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    text = models.TextField(_("ce qui est demandé"))
    status = models.CharField(
        _("état"), max_length=10, choices=QuestionStatus.choices, default=QuestionStatus.OPEN
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ouverte par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"))
    opened_on = models.DateField(_("jour d’ouverture"))
    window_closes_on = models.DateField(_("réponse attendue jusqu’au"))
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("question à l’employeur")
        verbose_name_plural = _("questions à l’employeur")
        indexes = [
            models.Index(fields=["company"], name="question_company"),
            models.Index(
                fields=["institution", "status", "window_closes_on"], name="question_queue"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signal__isnull=False, drawn__isnull=True)
                | models.Q(signal__isnull=True, drawn__isnull=False),
                name="question_has_one_origin",
                violation_error_message=_("Une question vient d’un signal ou d’un tirage."),
            ),
            models.CheckConstraint(
                condition=models.Q(window_closes_on__gt=models.F("opened_on")),
                name="question_leaves_time",
                violation_error_message=_("L’employeur a du temps pour répondre."),
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="question_asks_something",
                violation_error_message=_("Une question dit ce qui est demandé."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class HelpRequest(models.Model):
    """A company asks a federation to help it answer; only then does the federation know."""

    question = models.ForeignKey(
        Question, verbose_name=_("question à l’employeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    helper = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("fédération sollicitée"),
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    words = models.TextField(_("aide demandée"))
    asked_at = models.DateTimeField(_("demandée le"))
    advice = models.TextField(_("aide donnée"), blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("donnée par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    given_at = models.DateTimeField(_("donnée le"), null=True)

    class Meta:
        verbose_name = _("demande d’aide")
        verbose_name_plural = _("demandes d’aide")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "helper"],
                name="help_request_once",
                violation_error_message=_("Cette fédération est déjà sollicitée."),
            ),
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True, advice="")
                | (models.Q(given_at__isnull=False) & ~models.Q(advice="")),
                name="help_request_advice_is_dated",
                violation_error_message=_("Une aide donnée a son texte et son jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}:{self.helper_id}"


class Answer(models.Model):
    """What the employer answers inside the window: corrected, explained or contested."""

    question = models.ForeignKey(
        Question, verbose_name=_("question à l’employeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    kind = models.CharField(_("réponse"), max_length=8, choices=AnswerKind.choices)
    text = models.TextField(_("texte de la réponse"))
    # The employer says that it has finished: nobody waits for the end of its window.
    is_complete = models.BooleanField(_("réponse dite complète"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("répondu par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    at = models.DateTimeField(_("répondu le"))

    class Meta:
        verbose_name = _("réponse d’un employeur")
        verbose_name_plural = _("réponses d’employeurs")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="answer_says_something",
                violation_error_message=_("Une réponse a un texte."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}:{self.pk}"


class AnswerEvidence(models.Model):
    """A paper joined to an answer, of a type that runs nothing, known by its fingerprint."""

    answer = models.ForeignKey(
        Answer, verbose_name=_("réponse d’un employeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    name = models.CharField(_("nom du fichier"), max_length=200)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    media_type = models.CharField(_("type du fichier"), max_length=40)
    byte_count = models.PositiveIntegerField(_("taille en octets"))

    class Meta:
        verbose_name = _("pièce d’une réponse")
        verbose_name_plural = _("pièces d’une réponse")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(media_type__in=list(EVIDENCE_TYPES)),
                name="answer_evidence_type_is_safe",
                violation_error_message=_("Une pièce est un PDF, un JPEG ou un PNG."),
            ),
            models.CheckConstraint(
                condition=models.Q(byte_count__gte=1, byte_count__lte=EVIDENCE_BYTES_MOST),
                name="answer_evidence_size_travels",
                violation_error_message=_("Une pièce pèse 10 Mo au plus."),
            ),
            models.UniqueConstraint(
                fields=["answer", "sha256"],
                name="answer_evidence_once",
                violation_error_message=_("Cette pièce est déjà jointe à la réponse."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}:{self.sha256[:8]}"


class QuestionDecision(models.Model):
    """What a person decided on a question, on what ground and why; the score is no ground.

    Whoever opened the question does not decide it. A decision contested once is decided again by
    someone else: ``round`` 2.
    """

    question = models.ForeignKey(
        Question, verbose_name=_("question à l’employeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    round = models.PositiveSmallIntegerField(_("tour"), default=1)
    outcome = models.CharField(_("décision"), max_length=12, choices=QuestionOutcome.choices)
    ground = models.CharField(_("fondement"), max_length=10, choices=DecisionGround.choices)
    reasons = models.TextField(_("raisons"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("décidée par"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("question ouverte par"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    decided_at = models.DateTimeField(_("décidée le"))
    contest = models.TextField(_("contestation de l’employeur"), blank=True)
    contested_at = models.DateTimeField(_("contestée le"), null=True)

    class Meta:
        verbose_name = _("décision sur une question")
        verbose_name_plural = _("décisions sur des questions")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "round"],
                name="question_decision_round_unique",
                violation_error_message=_("Ce tour est déjà décidé."),
            ),
            models.UniqueConstraint(
                fields=["question", "decided_by"],
                name="question_decision_by_another",
                violation_error_message=_("Une décision contestée est reprise par un autre."),
            ),
            models.CheckConstraint(
                condition=models.Q(opened_by__isnull=True)
                | ~models.Q(decided_by=models.F("opened_by")),
                name="question_decision_not_by_opener",
                violation_error_message=_("Qui ouvre une question ne la décide pas."),
            ),
            models.CheckConstraint(
                condition=~models.Q(reasons=""),
                name="question_decision_has_reasons",
                violation_error_message=_("Une décision dit ses raisons."),
            ),
            models.CheckConstraint(
                condition=~models.Q(ground=DecisionGround.SILENCE)
                | models.Q(outcome=QuestionOutcome.CONTROL),
                name="question_decision_silence_only_controls",
                violation_error_message=_("Le silence mène au contrôle, à rien d’autre."),
            ),
            models.CheckConstraint(
                condition=models.Q(contested_at__isnull=True, contest="")
                | (models.Q(contested_at__isnull=False) & ~models.Q(contest="")),
                name="question_decision_contest_is_dated",
                violation_error_message=_("Une contestation a son texte et son jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.round}"


class ScoreReading(models.Model):
    """Someone saw the value of a signal, under a mandate, for a purpose, at an instant."""

    question = models.ForeignKey(
        Question, verbose_name=_("question à l’employeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("lue par"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300)
    purpose = models.CharField(_("raison de la lecture"), max_length=300)
    at = models.DateTimeField(_("lue le"))

    class Meta:
        verbose_name = _("lecture d’un signal")
        verbose_name_plural = _("lectures de signaux")
        indexes = [models.Index(fields=["question", "at"], name="score_reading_question")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(purpose="") & ~models.Q(mandate=""),
                name="score_reading_says_why",
                violation_error_message=_("Une lecture dit sous quel mandat et pourquoi."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}:{self.reader_id}@{self.pk}"
