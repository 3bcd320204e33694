"""Who is bound, who signs for them, and who only watches."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import ContributionKind, PartyRole
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.reference.models import Labelled, Sourced


class PersonInPublic(models.Model):
    """The name and capacity under which a person appears in a public document."""

    person_fr = models.CharField(_("personne"), max_length=120, blank=True)
    person_ar = models.CharField(_("personne en arabe"), max_length=120, blank=True)
    capacity_fr = models.CharField(_("qualité"), max_length=200, blank=True)
    capacity_ar = models.CharField(_("qualité en arabe"), max_length=200, blank=True)
    capacity_en = models.CharField(_("qualité en anglais"), max_length=200, blank=True)
    is_interim = models.BooleanField(_("par intérim"), default=False)

    class Meta:
        abstract = True


class Party(Sourced):
    """An organisation bound by a convention, or playing a named part in it."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    role = models.CharField(_("rôle"), max_length=12, choices=PartyRole.choices)
    rank = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        verbose_name = _("partie")
        verbose_name_plural = _("parties")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "organisation", "role"],
                name="party_unique",
                violation_error_message=_("Cette organisation tient déjà ce rôle."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}:{self.organisation_id}:{self.role}"


class Contribution(Labelled, Sourced):
    """What a party brings: money, things, data or people."""

    party = models.ForeignKey(
        Party, verbose_name=_("partie"), on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("rang"))
    kind = models.CharField(_("nature"), max_length=8, choices=ContributionKind.choices)

    class Meta:
        verbose_name = _("apport")
        verbose_name_plural = _("apports")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "rank"],
                name="contribution_rank_unique",
                violation_error_message=_("Deux apports ne peuvent avoir le même rang."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party_id}/{self.rank}"


class Signatory(PersonInPublic, Sourced):
    """The person who signs for a party, in the capacity held that day."""

    party = models.ForeignKey(
        Party, verbose_name=_("partie"), on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        verbose_name = _("signataire")
        verbose_name_plural = _("signataires")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "rank"],
                name="signatory_rank_unique",
                violation_error_message=_("Deux signataires ne peuvent avoir le même rang."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party_id}/{self.rank}"


class Witness(PersonInPublic, Sourced):
    """A person present at the signature who binds nobody."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    rank = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        verbose_name = _("témoin")
        verbose_name_plural = _("témoins")

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.rank}"
