"""What is asked to file a case: the little that is not known, with every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.operations.drafts import CaseDraft, PersonDraft
from mithaq.apps.corridor.queries.corridors import SubjectView
from mithaq.apps.organisations.queries import OrganisationDetail
from mithaq.apps.reference.queries import region_names
from mithaq.web.corridor.company_forms import consent_words
from mithaq.web.corridor.forms import ACCEPTED, ActForm, FilesField, ManyFiles
from mithaq.web.shell.words import local

LONGEST: Final = 4000
# What names a person: the company alone gives it, with the person's consent.
NAMING: Final = ("has_consent", "display_name", "insured_number")
_SAID: Final = {"aria-required": "true"}


class SubmissionForm(ActForm):
    """A problem in its own words; what the catalogue and the register know is already there.

    The operation requires what must be there, so that all that is missing is told at once.
    """

    renamed: ClassVar[dict[str, str]] = {
        "people[0].consent_words": "has_consent",
        "people[0].label": "person_label",
        "people[0].insured_number": "insured_number",
        "people": "others",
        "files": "pieces",
    }
    is_one_of: ClassVar[tuple[str, ...]] = ("title", "description", "territory", "person_label")

    title = forms.CharField(
        label=gettext_lazy("Objet"), max_length=160, required=False,
        widget=forms.TextInput(attrs=_SAID),
    )  # fmt: skip
    description = forms.CharField(
        label=gettext_lazy("Que s’est-il passé, et que demandez-vous ?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, **_SAID}),
        help_text=gettext_lazy(
            "Dates, mois, montants. N’écrivez ici ni nom de salarié ni état de santé."
        ),
    )
    territory = forms.ChoiceField(label=gettext_lazy("Lieu"), widget=forms.Select(attrs=_SAID))
    person_label = forms.CharField(
        label=gettext_lazy("Comment désigner la personne"), max_length=60, required=False,
        widget=forms.TextInput(attrs=_SAID),
        help_text=gettext_lazy("Un mot neutre : la fédération le lira, jamais le nom."),
    )  # fmt: skip
    others = forms.CharField(
        label=gettext_lazy("Les autres personnes, une par ligne"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=gettext_lazy("Un mot neutre pour chacune : « salarié 2 », « salariée 3 »…"),
    )  # fmt: skip
    has_consent = forms.BooleanField(required=False)
    display_name = forms.CharField(
        label=gettext_lazy("Son nom, pour la caisse seule"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    insured_number = forms.CharField(
        label=gettext_lazy("Son numéro d’immatriculation"), max_length=11, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
        help_text=gettext_lazy("Neuf chiffres ; seuls les trois derniers sont gardés."),
    )  # fmt: skip
    pieces = FilesField(
        label=gettext_lazy("Pièces"), required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "PDF, JPEG ou PNG, 10 Mo chacune, cinq au plus. Vous pourrez en ajouter après le dépôt."
        ),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        pieces: Any = None,
        *,
        company: OrganisationDetail,
        subject: SubjectView,
        is_for_member: bool = False,
        said: Mapping[str, str] | None = None,
    ) -> None:
        """Fill what is known, and what the page that leads here ``said``; ask about people only
        where the problem is a person's right. A relay names nobody: it would write what it may not
        read."""
        places = list(places_of(company))
        initial = {
            "title": local(subject.labels)[:160],
            "territory": company.territory.code if company.territory else places[0][0],
            "person_label": _("salarié 1"),
            **(said or {}),
        }
        super().__init__(data, pieces, initial=initial)
        self.subject = subject
        self.fields["territory"].choices = places  # type: ignore[attr-defined]
        self.fields["has_consent"].label = consent_words()
        unasked: tuple[str, ...] = NAMING if is_for_member else ()
        if not subject.is_personal:
            unasked = ("person_label", "others", *NAMING)
        for name in unasked:
            del self.fields[name]

    def draft(self, *, corridor: str, company: str, explanation: str) -> CaseDraft:
        """What the operation takes."""
        data = self.cleaned_data
        return CaseDraft(
            corridor=corridor,
            company=company,
            subject=self.subject.code,
            territory=data["territory"],
            title=data["title"],
            description=data["description"],
            people=tuple(self.people()),
            files=tuple(data.get("pieces") or ()),
            explanation=explanation,
        )

    def people(self) -> Iterator[PersonDraft]:
        """The persons concerned: consent is kept with the very words that were read."""
        data = self.cleaned_data
        if "person_label" in data:
            yield PersonDraft(
                label=data["person_label"],
                display_name=data.get("display_name", ""),
                insured_number="".join(data.get("insured_number", "").split()),
                consent_words=consent_words() if data.get("has_consent") else "",
            )
            for line in data["others"].splitlines():
                if line.strip():
                    yield PersonDraft(label=line.strip())


def places_of(company: OrganisationDetail) -> Iterator[tuple[str, str]]:
    """Where a problem may be: the company's own places first, then every region."""
    seen: set[str] = set()
    known = [company.territory, *(place.commune for place in company.establishments)]
    for place in known:
        if place is not None and place.code not in seen and place.code != "MA":
            seen.add(place.code)
            yield place.code, local(place.labels)
    for code, labels in region_names():
        if code not in seen:
            yield code, local(labels)
