"""Who sits on a committee, when it sits, who came, and what was on the table."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.meetings import (
    AgendaRule,
    ItemStanding,
    MeetingMode,
    MeetingStatus,
    Presence,
    Seat,
)
from mithaq.apps.conventions.models.bodies import Committee
from mithaq.apps.conventions.models.people import PersonInPublic
from mithaq.apps.reference.models import Labelled


class CommitteeMember(PersonInPublic):
    """The dated seat of an organisation on a committee: a titular person and a substitute."""

    committee = models.ForeignKey(
        Committee, verbose_name=_("comité"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    seat = models.CharField(_("siège"), max_length=12, choices=Seat.choices)
    is_voting = models.BooleanField(_("voix délibérative"), default=True)
    rank = models.PositiveSmallIntegerField(_("rang"))
    substitute_fr = models.CharField(_("suppléant"), max_length=120, blank=True)
    substitute_ar = models.CharField(_("suppléant en arabe"), max_length=120, blank=True)
    substitute_capacity_fr = models.CharField(_("qualité du suppléant"), max_length=200, blank=True)
    substitute_capacity_ar = models.CharField(
        _("qualité du suppléant en arabe"), max_length=200, blank=True
    )
    substitute_capacity_en = models.CharField(
        _("qualité du suppléant en anglais"), max_length=200, blank=True
    )
    starts_on = models.DateField(_("depuis"))
    ends_on = models.DateField(_("jusqu’au"), null=True)

    class Meta:
        verbose_name = _("membre de comité")
        verbose_name_plural = _("membres de comité")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "rank", "starts_on"],
                name="committee_member_rank_unique",
                violation_error_message=_("Ce rang est déjà pris au comité à cette date."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="committee_member_ends_after_start",
                violation_error_message=_("Un siège finit après son début."),
            ),
            models.CheckConstraint(
                condition=~models.Q(seat=Seat.GUEST, is_voting=True),
                name="committee_guest_does_not_vote",
                violation_error_message=_("Un invité permanent n’a pas de voix délibérative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id}/{self.rank}@{self.starts_on}"


class Meeting(models.Model):
    """One sitting of a committee: its day, its slot, who chairs it, and whether it could decide."""

    committee = models.ForeignKey(
        Committee, verbose_name=_("comité"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    status = models.CharField(
        _("état"), max_length=12, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED
    )
    follows = models.OneToOneField(
        "self",
        verbose_name=_("deuxième convocation de"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    starts_at = models.DateTimeField(_("commence le"))
    slot_minutes = models.PositiveSmallIntegerField(_("durée, minutes"), default=90)
    mode = models.CharField(
        _("forme"), max_length=12, choices=MeetingMode.choices, default=MeetingMode.IN_PERSON
    )
    place_fr = models.CharField(_("lieu"), max_length=160, blank=True)
    place_ar = models.CharField(_("lieu en arabe"), max_length=160, blank=True)
    place_en = models.CharField(_("lieu en anglais"), max_length=160, blank=True)
    chair = models.ForeignKey(
        CommitteeMember,
        verbose_name=_("présidence du jour"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    presided_by_fr = models.CharField(
        _("présidée par"), max_length=120, blank=True,
        help_text=_("Qui a présidé de fait, quand ce n’est pas la présidence prévue."),
    )  # fmt: skip
    presided_by_ar = models.CharField(_("présidée par, en arabe"), max_length=120, blank=True)
    presided_by_capacity_fr = models.CharField(_("qualité de fait"), max_length=200, blank=True)
    presided_by_capacity_ar = models.CharField(
        _("qualité de fait en arabe"), max_length=200, blank=True
    )
    presided_by_capacity_en = models.CharField(
        _("qualité de fait en anglais"), max_length=200, blank=True
    )
    convened_on = models.DateField(_("convoquée le"), null=True)
    closed_at = models.DateTimeField(_("levée le"), null=True)
    sat_on = models.DateField(
        _("tenue le"), null=True,
        help_text=_("Le jour où un exercice s’est tenu, quand c’est avant le jour prévu."),
    )  # fmt: skip
    required_count = models.PositiveSmallIntegerField(
        _("quorum exigé"), null=True, help_text=_("Vide quand aucun quorum n’est exigé.")
    )
    voting_count = models.PositiveSmallIntegerField(_("membres ayant voix"), null=True)
    present_count = models.PositiveSmallIntegerField(_("voix présentes"), null=True)
    reason = models.CharField(_("motif"), max_length=300, blank=True)
    agenda_version = models.PositiveSmallIntegerField(_("version de l’ordre du jour"), default=0)
    agenda_built_at = models.DateTimeField(_("ordre du jour établi le"), null=True)

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")
        indexes = [models.Index(fields=["committee", "starts_at"], name="meeting_committee_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "number"],
                name="meeting_number_unique",
                violation_error_message=_("Ce numéro de séance est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=15, slot_minutes__lte=600),
                name="meeting_slot_is_sensible",
                violation_error_message=_("Une séance dure de quinze minutes à dix heures."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["convened", "held", "adjourned"])
                | models.Q(convened_on__isnull=False),
                name="meeting_convened_has_day",
                violation_error_message=_("Une séance convoquée dit quel jour elle l’a été."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["held", "adjourned"])
                | models.Q(
                    closed_at__isnull=False,
                    voting_count__isnull=False,
                    present_count__isnull=False,
                ),
                name="meeting_closed_has_count",
                violation_error_message=_("Une séance levée dit qui avait voix et qui était là."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="held")
                | models.Q(required_count__isnull=True)
                | models.Q(present_count__gte=models.F("required_count")),
                name="meeting_held_has_quorum",
                violation_error_message=_("Une séance tenue a réuni le quorum exigé."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="cancelled") | ~models.Q(reason=""),
                name="meeting_cancelled_says_why",
                violation_error_message=_("Une séance annulée dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=models.Q(present_count__isnull=True)
                | models.Q(present_count__lte=models.F("voting_count")),
                name="meeting_present_within_voting",
                violation_error_message=_("Les voix présentes ne dépassent pas les voix."),
            ),
            models.CheckConstraint(
                condition=models.Q(presided_by_fr="", presided_by_capacity_fr="")
                | (~models.Q(presided_by_fr="") & ~models.Q(presided_by_capacity_fr="")),
                name="meeting_presided_by_whom_and_as_what",
                violation_error_message=_("Qui préside de fait est nommé, avec sa qualité."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id}#{self.number}"

    @property
    def held_on(self) -> date:
        """The day it was held, or is to be held."""
        return day_held(sat_on=self.sat_on, starts_at=self.starts_at)


def day_held(*, sat_on: date | None, starts_at: datetime) -> date:
    """The day on which a sitting was held, or is to be: the day written when an exercise sat ahead
    of its own, else the day for which it was convened."""
    return sat_on or timezone.localtime(starts_at).date()


class Attendance(models.Model):
    """Whether one member came to one meeting; the substitute of the day is named."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("séance"), on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(
        CommitteeMember, verbose_name=_("membre"), on_delete=models.PROTECT, related_name="+"
    )
    presence = models.CharField(_("présence"), max_length=12, choices=Presence.choices)
    by_name = models.CharField(_("représenté par"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("présence")
        verbose_name_plural = _("présences")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                name="attendance_unique",
                violation_error_message=_("La présence de ce membre est déjà notée."),
            ),
            models.CheckConstraint(
                condition=~models.Q(presence="represented") | ~models.Q(by_name=""),
                name="attendance_names_substitute",
                violation_error_message=_("Un membre représenté l’est par une personne nommée."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}:{self.member_id}"


class AgendaItem(Labelled):
    """One point: the rule that called it, what is expected, who, how long, what was said."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("séance"), on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(
        _("clé"), max_length=120, help_text=_("Ce qui a appelé le point : engagement, décision…")
    )
    rule = models.CharField(_("règle"), max_length=20, choices=AgendaRule.choices)
    standing = models.CharField(
        _("place"), max_length=16, choices=ItemStanding.choices, default=ItemStanding.ON_AGENDA
    )
    rank = models.PositiveSmallIntegerField(_("rang"))
    detail_fr = models.TextField(_("précision"), blank=True)
    detail_ar = models.TextField(_("précision en arabe"), blank=True)
    detail_en = models.TextField(_("précision en anglais"), blank=True)
    why_fr = models.TextField(_("pourquoi il est là"), blank=True)
    why_ar = models.TextField(_("pourquoi, en arabe"), blank=True)
    why_en = models.TextField(_("pourquoi, en anglais"), blank=True)
    expected_fr = models.CharField(_("décision attendue"), max_length=200, blank=True)
    expected_ar = models.CharField(_("décision attendue en arabe"), max_length=200, blank=True)
    expected_en = models.CharField(_("décision attendue en anglais"), max_length=200, blank=True)
    who_fr = models.CharField(_("qui"), max_length=200, blank=True)
    who_ar = models.CharField(_("qui, en arabe"), max_length=200, blank=True)
    who_en = models.CharField(_("qui, en anglais"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes prévues"))
    grade = models.CharField(_("degré"), max_length=12, blank=True)
    url = models.CharField(_("adresse de ce qui l’appelle"), max_length=300, blank=True)
    owner = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("responsable proposé"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    effect_version = models.ForeignKey(
        "reference.IndicatorVersion", verbose_name=_("indicateur du point"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    reason = models.CharField(_("motif"), max_length=300, blank=True)
    is_moved = models.BooleanField(_("déplacé par le secrétariat"), default=False)
    notes = models.TextField(_("ce qui s’est dit"), blank=True)
    notes_ar = models.TextField(_("ce qui s’est dit, en arabe"), blank=True)
    outcome_fr = models.TextField(_("ce qu’il en est advenu"), blank=True)
    outcome_ar = models.TextField(_("ce qu’il en est advenu, en arabe"), blank=True)
    outcome_en = models.TextField(_("ce qu’il en est advenu, en anglais"), blank=True)
    is_examined = models.BooleanField(_("examiné sans décision"), default=False)

    class Meta:
        verbose_name = _("point de l’ordre du jour")
        verbose_name_plural = _("points de l’ordre du jour")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"],
                name="agenda_item_key_unique",
                violation_error_message=_("Ce point est déjà à l’ordre du jour."),
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=240),
                name="agenda_item_minutes_sensible",
                violation_error_message=_("Un point dure d’une minute à quatre heures."),
            ),
            models.CheckConstraint(
                condition=models.Q(standing="on_agenda") | ~models.Q(reason=""),
                name="agenda_item_out_says_why",
                violation_error_message=_("Un point laissé dehors dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}:{self.key}"


class CommitteeRule(models.Model):
    """How a committee convenes and counts: one row a committee, kept by its secretariat."""

    committee = models.OneToOneField(
        Committee, verbose_name=_("comité"), on_delete=models.PROTECT, related_name="+"
    )
    secretariat = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("secrétariat"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum, part des voix"), null=True, help_text=_("Vide quand le quorum est un nombre.")
    )
    second_needs_quorum = models.BooleanField(
        _("quorum exigé à la deuxième convocation"), default=True
    )
    second_after_days = models.PositiveSmallIntegerField(
        _("jours avant la deuxième convocation"), default=8
    )
    notice_days = models.PositiveSmallIntegerField(_("préavis, jours"), default=8)
    is_chair_rotating = models.BooleanField(_("présidence à tour de rôle"), default=False)
    starts_from = models.TimeField(_("heure habituelle"))
    slot_minutes = models.PositiveSmallIntegerField(_("durée habituelle, minutes"), default=90)
    place_fr = models.CharField(_("lieu habituel"), max_length=160, blank=True)
    place_ar = models.CharField(_("lieu habituel en arabe"), max_length=160, blank=True)
    place_en = models.CharField(_("lieu habituel en anglais"), max_length=160, blank=True)
    counts_from = models.DateField(
        _("séances dues depuis"), help_text=_("Le premier jour de la cadence promise.")
    )
    in_force_on = models.DateField(_("règle en vigueur depuis"), null=True)
    are_minutes_public = models.BooleanField(_("procès-verbaux publics"), default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("écrite par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("règle de comité")
        verbose_name_plural = _("règles de comité")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quorum_percent__isnull=True)
                | models.Q(quorum_percent__gte=1, quorum_percent__lte=100),
                name="committee_rule_share_is_percent",
                violation_error_message=_("Une part des voix va de 1 à 100 pour cent."),
            ),
            models.CheckConstraint(
                condition=models.Q(slot_minutes__gte=15, slot_minutes__lte=600),
                name="committee_rule_slot_is_sensible",
                violation_error_message=_("Une séance dure de quinze minutes à dix heures."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id}"
