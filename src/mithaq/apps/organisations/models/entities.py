"""Organisations of every kind, their establishments, members and contact persons."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.reference.models import Labelled


class Organisation(Labelled):
    """A body that signs, pays, hires, declares or mediates."""

    slug = models.SlugField(_("code d’adresse"), max_length=80, unique=True)
    kind = models.CharField(_("nature"), max_length=24, choices=OrganisationKind.choices)
    acronym = models.CharField(_("sigle"), max_length=40, blank=True)
    former_names = models.JSONField(_("autres noms"), default=list, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("organisation parente"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    sector = models.ForeignKey(
        "reference.Term", verbose_name=_("secteur"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    legal_form = models.ForeignKey(
        "reference.Term", verbose_name=_("forme juridique"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    ice = models.CharField(_("ICE"), max_length=15, null=True, unique=True)
    registry_court = models.CharField(_("tribunal du registre"), max_length=60, blank=True)
    registry_number = models.CharField(_("numéro de registre"), max_length=12, blank=True)
    affiliation_number = models.CharField(
        _("numéro d’affiliation"), max_length=7, null=True, unique=True
    )
    is_exercise = models.BooleanField(_("exercice"), default=False)
    search_text = models.TextField(_("texte de recherche"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(fields=["kind", "label_fr"], name="organisation_kind_label")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ice__isnull=True) | models.Q(ice__regex=r"^\d{15}$"),
                name="organisation_ice_digits",
                violation_error_message=_("Un ICE compte quinze chiffres."),
            ),
            models.CheckConstraint(
                condition=models.Q(affiliation_number__isnull=True)
                | models.Q(affiliation_number__regex=r"^\d{7}$"),
                name="organisation_affiliation_digits",
                violation_error_message=_("Un numéro d’affiliation compte sept chiffres."),
            ),
            models.UniqueConstraint(
                fields=["registry_court", "registry_number"],
                condition=~models.Q(registry_number=""),
                name="organisation_registry_pair_unique",
                violation_error_message=_("Ce numéro existe déjà dans ce tribunal."),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Establishment(Labelled):
    """A place of work of an organisation; the enterprise part of its ICE is its parent's."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    ice = models.CharField(_("ICE"), max_length=15, null=True, unique=True)
    commune = models.ForeignKey(
        "reference.Territory", verbose_name=_("commune"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    is_seat = models.BooleanField(_("siège"), default=False)

    class Meta:
        verbose_name = _("établissement")
        verbose_name_plural = _("établissements")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(is_seat=True),
                name="establishment_one_seat",
                violation_error_message=_("Une organisation n’a qu’un siège."),
            ),
            models.CheckConstraint(
                condition=models.Q(ice__isnull=True) | models.Q(ice__regex=r"^\d{15}$"),
                name="establishment_ice_digits",
                violation_error_message=_("Un ICE compte quinze chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.pk}"


class Membership(models.Model):
    """A company's dated membership of a federation or an association."""

    member = models.ForeignKey(
        Organisation, verbose_name=_("membre"), on_delete=models.PROTECT, related_name="+"
    )
    federation = models.ForeignKey(
        Organisation, verbose_name=_("fédération"), on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("depuis"), null=True)
    ends_on = models.DateField(_("jusqu’au"), null=True)

    class Meta:
        verbose_name = _("adhésion")
        verbose_name_plural = _("adhésions")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "federation", "starts_on"],
                name="membership_unique",
                violation_error_message=_("Cette adhésion est déjà inscrite."),
            ),
            # NULL never equals NULL: an undated membership needs a rule of its own.
            models.UniqueConstraint(
                fields=["member", "federation"],
                condition=models.Q(starts_on__isnull=True),
                name="membership_undated_unique",
                violation_error_message=_("Cette adhésion sans date est déjà inscrite."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message=_("Une adhésion finit après son début."),
            ),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("federation")),
                name="membership_not_of_itself",
                violation_error_message=_("Une organisation n’adhère pas à elle-même."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}→{self.federation_id}"


class ContactPerson(models.Model):
    """A named person of an organisation; their phone and e-mail are masked by default."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    full_name = models.CharField(_("nom"), max_length=120)
    function = models.CharField(_("fonction"), max_length=120, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    is_fictitious = models.BooleanField(_("personne fictive"), default=False)

    class Meta:
        verbose_name = _("interlocuteur")
        verbose_name_plural = _("interlocuteurs")

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.pk}"
