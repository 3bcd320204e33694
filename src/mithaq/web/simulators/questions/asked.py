"""The small questions on internships and first jobs: what is asked, which rules answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.queries import told_values
from mithaq.web.programmes.values import value_words
from mithaq.web.simulators.forms import Bound, FactForm, as_day
from mithaq.web.simulators.hire.forms import AGE, AgedForm

HIRE_SHARE: Final = "idmaj.hire_share_required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptional:
    """What the texts admit while a fact is true, with the values of the law that it names."""

    fact: str
    says: Promise
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallQuestion:
    """One question: its form, the rule that answers, and what is told beside.

    ``short`` is its title in the way back to the list.
    ``day`` is the fact whose day chooses the law; ``same`` gives a fact the value of another.
    ``amounts`` are rules with their words; ``values`` are parameters, ``ranges`` those of a least
    and a most that people come to learn. ``has_end`` tells what the end of an internship asks.
    ``brief`` are those amounts that the answer says at once, ``terms`` values of the law beside.
    ``sure`` are the words of amounts once the answer is yes, ``refused`` the amounts of a no.
    ``owed`` is an amount with what to say beside a no while it is due; ``except_when`` is what to
    say while a fact is true: an exception that no fact asked can settle.
    ``after`` says what follows, case by case, beside the answer, and ``later`` below it;
    ``supposed`` is what was taken as said for ``given``.
    ``next_step`` is a page that takes the same answers further.
    """

    page: str
    path: str
    title: Promise
    short: Promise
    lead: Promise
    form: type[FactForm]
    day: str
    verdict: str
    yes: Promise
    no: Promise
    undecided: Promise
    law_name: str
    amounts: tuple[tuple[str, Promise], ...]
    has_end: bool = False
    ranges: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    owed: tuple[str, Promise] | None = None
    except_when: Exceptional | None = None
    after: tuple[tuple[Promise, Promise], ...] = ()
    later: tuple[tuple[Promise, Promise], ...] = ()
    supposed: Promise | str = ""
    same: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    initial: Mapping[str, str] = field(default_factory=dict)
    sure: Mapping[str, Promise] = field(default_factory=dict)
    refused: Mapping[str, Promise] = field(default_factory=dict)
    next_step: tuple[str, Promise] | None = None


class TahfizForm(FactForm):
    """An employer who wonders about Tahfiz, with nobody in mind yet."""

    names = (
        "employer_form",
        "employer_created_on",
        "employer_operating_since",
        "tahfiz_supported_count",
    )
    unsaid = {"tahfiz_supported_count": "0"}
    as_said = {"employer_operating_since": "employer_created_on"}
    labels = {
        "employer_form": _("Vous êtes"),
        "employer_created_on": _("Création de l’entreprise ou de l’association"),
        "employer_operating_since": _("Début d’exploitation"),
        "tahfiz_supported_count": _("Salariés déjà embauchés avec Tahfiz"),
    }
    hints = {
        "employer_created_on": _("Le jour d’inscription au registre du commerce."),
        "employer_operating_since": _(
            "Le premier jour d’activité déclaré aux impôts. Vide : le jour de la création."
        ),
        "tahfiz_supported_count": _("Vide : aucun."),
    }
    bounds = (
        Bound(
            "employer_operating_since",
            "employer_created_on",
            _(
                "L’exploitation ne peut pas commencer avant la création de l’employeur, le "
                "%(bound)s : corrigez l’une des deux dates."
            ),
            is_floor=True,
        ),
    )

    @property
    def facts(self) -> dict[str, str]:
        """The facts given, and the first day on which somebody may be hired."""
        given = super().facts
        today = timezone.localdate()
        created = as_day(given.get("employer_created_on", "")) or today
        return {**given, "hire_date": max(today, created).isoformat()}


class InternshipForm(FactForm):
    """An internship as its host sees it."""

    names = (
        "stage_signed_on",
        "stipend",
        "diploma",
        "employer_form",
        "anapec_registered",
        "had_insertion_contract",
        "host_commits_to_hire",
        "host_interns_ended",
        "host_interns_hired",
    )
    required = frozenset({"stage_signed_on", "stipend"})
    labels = {
        "stipend": _("Indemnité de stage par mois, en dirhams"),
        "host_interns_ended": _("Vos stages d’insertion déjà terminés"),
    }
    hints = {
        "host_interns_ended": _("Sans compter celui-ci. Rien : c’est votre premier stagiaire."),
    }
    bounds = (
        Bound(
            "host_interns_hired",
            "host_interns_ended",
            _("Vous ne pouvez pas avoir embauché plus de stagiaires que de stages terminés."),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask about the share of interns to hire that the law sets on the day of the internship."""
        super().__init__(*args, **kwargs)
        day = as_day(str(self.data.get("stage_signed_on", ""))) or timezone.localdate()
        for share in told_values([HIRE_SHARE], on=day):
            if share.current is not None:
                said = _("Vous engagez-vous à embaucher %(share)s de vos stagiaires ?")
                words = {"share": value_words(share, share.current)}
                self.fields["host_commits_to_hire"].label = str(said) % words


class CoverForm(FactForm):
    """An internship as the intern sees it."""

    names = (
        "stage_signed_on",
        "stipend",
        "diploma",
        "employer_form",
        "anapec_registered",
        "had_insertion_contract",
    )
    required = frozenset({"stage_signed_on", "stipend"})
    labels = {
        "stipend": _("Votre indemnité de stage par mois, en dirhams"),
        "anapec_registered": _("Êtes-vous inscrit à l’ANAPEC ?"),
        "had_insertion_contract": _("Avez-vous déjà eu un contrat d’insertion ?"),
        "employer_form": _("L’entreprise qui vous accueille est"),
        "diploma": _("Votre diplôme le plus élevé"),
    }


class FirstJobForm(AgedForm):
    """A first job as the person hired sees it."""

    names = ("gross", "hire_date", "contract_kind", "employer_form", "is_first_job", "dependants")
    required = frozenset({"gross", "hire_date"})
    unsaid = {"dependants": "0"}
    labels = {
        "gross": _("Votre salaire brut par mois, en dirhams"),
        "is_first_job": _("Est-ce votre premier emploi déclaré ?"),
        "employer_form": _("Votre employeur est"),
        "contract_kind": _("Votre contrat"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the age of the reader."""
        super().__init__(*args, **kwargs)
        self.fields[AGE].label = _("Votre âge à l’embauche")


BROKEN_STAGE: Final = Exceptional(
    fact="had_insertion_contract",
    says=_(
        "Une exception : si le premier stage a été rompu moins de %(broken)s après son début, un "
        "dernier stage reste possible chez un autre employeur, %(in_all)s en tout. Faites-le "
        "confirmer par l’ANAPEC : cette page ne le calcule pas."
    ),
    values={
        "broken": "idmaj.second_stage.broken_within",
        "in_all": "idmaj.second_stage.months_in_all",
    },
)
TAHFIZ: Final = SmallQuestion(
    page="simulate_tahfiz",
    path="tahfiz",
    title=_("Tahfiz : combien de salariés, jusqu’à quand ?"),
    short=_("Tahfiz"),
    lead=_("Sans salaire à écrire : la forme de l’employeur et ses deux dates suffisent."),
    form=TahfizForm,
    initial={"employer_form": "company"},
    day="hire_date",
    verdict="tahfiz_open_to_employer",
    yes=_("Oui : vous pouvez embaucher avec Tahfiz."),
    no=_("Non. Ce qui n’est pas rempli :"),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="tahfiz",
    amounts=(
        ("tahfiz_places_left", _("Salariés que vous pouvez encore embaucher")),
        ("tahfiz_last_day_to_hire", _("Dernier jour pour embaucher")),
    ),
    brief=("tahfiz_places_left", "tahfiz_last_day_to_hire"),
    terms=("tahfiz.benefit_months", "tahfiz.gross_ceiling_monthly"),
    ranges=(
        "tahfiz.max_employees",
        "tahfiz.hire_deadline",
        "tahfiz.benefit_months",
        "tahfiz.gross_ceiling_monthly",
        "tahfiz.creation_window.created_to",
    ),
    values=(
        "tahfiz.max_employees",
        "tahfiz.hire_deadline",
        "tahfiz.benefit_months",
        "tahfiz.gross_ceiling_monthly",
        "tahfiz.creation_window.created_to",
        "tahfiz.eligible_entities",
    ),
    later=(
        (
            _("Si vous embauchez au-dessus du plafond"),
            _("Tahfiz ne s’ouvre pas : le portail de l’ANAPEC refuse l’embauche. Vous payez tout."),
        ),
        (
            _("Si vous augmentez plus tard le salaire au-dessus du plafond"),
            _(
                "à confirmer, aucun texte que nous avons lu ne règle ce cas. Pour l’ANAPEC, l’aide "
                "cesse et vous payez tout ; pour la CNSS, l’État paie toujours votre part. "
                "L’exonération d’impôt s’arrête ces mois-là."
            ),
        ),
        (
            _("Si la personne part avant la fin"),
            _(
                "l’aide s’arrête avec elle. Aucun texte que nous avons lu ne dit s’il faut rendre "
                "ce qui est déjà payé, ni si un remplaçant garde la place : demandez-le à "
                "l’ANAPEC."
            ),
        ),
    ),
    supposed=_(
        "Restent à remplir pour chaque embauche : un contrat à durée indéterminée, une personne "
        "inscrite à l’ANAPEC, un salaire sous le plafond."
    ),
    next_step=("simulate_hire", _("Ce que coûte une embauche avec ces réponses")),
)
INTERNSHIP: Final = SmallQuestion(
    page="simulate_internship",
    path="stage",
    title=_("Puis-je prendre un stagiaire ?"),
    short=_("Un stagiaire"),
    lead=_("Le contrat d’insertion : pour qui, à quel prix, combien de temps, et ce qui reste dû."),
    form=InternshipForm,
    initial={"employer_form": "company"},
    day="stage_signed_on",
    verdict="insertion_eligible",
    yes=_("Oui : ce stage a droit au contrat d’insertion."),
    no=_("Non. Ce qui n’est pas rempli :"),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="insertion_contract",
    except_when=BROKEN_STAGE,
    amounts=(
        ("insertion_length", _("Durée du stage au plus")),
        ("insertion_employer_cost", _("Ce que vous dépensez par mois")),
        ("insertion_employer_contributions", _("dont cotisations")),
        ("insertion_net_stipend", _("Ce que le stagiaire reçoit")),
        ("insertion_state_cover", _("Assurance maladie payée par l’État")),
    ),
    has_end=True,
    ranges=("idmaj.stipend_min", "idmaj.stipend_max"),
    brief=("insertion_length", "insertion_employer_cost"),
    terms=("idmaj.stipend_min", "idmaj.stipend_max"),
    values=("idmaj.stipend_min", "idmaj.stipend_max", HIRE_SHARE),
    given={"dependants": "0"},
)
COVER: Final = SmallQuestion(
    page="simulate_cover",
    path="stage/maladie",
    title=_("Suis-je couvert en cas de maladie pendant mon stage, et après ?"),
    short=_("Maladie et stage"),
    lead=_("Dans un contrat d’insertion, l’État peut payer votre assurance maladie."),
    form=CoverForm,
    initial={"employer_form": "company"},
    day="stage_signed_on",
    verdict="insertion_health_cover",
    yes=_("Oui : l’État paie votre assurance maladie obligatoire pendant le stage."),
    no=_("Non, l’État ne la paie pas par ce contrat. Ce qui n’est pas rempli :"),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="insertion_contract",
    except_when=BROKEN_STAGE,
    amounts=(
        ("insertion_state_cover", _("Ce que l’État verse pour vous chaque mois")),
        ("insertion_net_stipend", _("Ce que vous recevez chaque mois")),
        ("insertion_employee_contributions", _("Cotisations retenues sur votre indemnité")),
        ("insertion_length", _("Durée du stage au plus")),
    ),
    owed=(
        "insertion_employee_contributions",
        _(
            "Les cotisations ordinaires sont dues sur votre indemnité, assurance maladie comprise. "
            "La couverture qu’elles ouvrent à un stagiaire : non publié dans les textes que nous "
            "avons lus."
        ),
    ),
    after=(
        (
            _("Après, si vous êtes embauché"),
            _(
                "l’assurance maladie obligatoire de tout salarié, aux mêmes conditions (loi "
                "65-00) : vous et l’employeur cotisez sur le salaire brut."
            ),
        ),
        (
            _("Après, si vous n’êtes pas embauché"),
            _(
                "non publié : aucun texte que nous avons lu ne dit si la couverture continue. "
                "Demandez-le à la CNSS avant le dernier jour."
            ),
        ),
    ),
    refused={
        "insertion_employee_contributions": _("Cotisations retenues sur votre indemnité"),
        "insertion_net_stipend": _("Ce que vous recevez chaque mois"),
    },
    supposed=_(
        "Le calcul suppose que l’entreprise s’engage à embaucher, comme ce contrat le demande."
    ),
    brief=("insertion_state_cover", "insertion_length"),
    values=("amo.base.employee", "amo.base.employer"),
    given={"dependants": "0", "host_commits_to_hire": "oui"},
)
FIRST_JOB: Final = SmallQuestion(
    page="simulate_first_job",
    path="premier-emploi",
    title=_("Est-ce que je paie l’impôt sur le revenu de mon premier emploi ?"),
    short=_("Premier emploi"),
    lead=_("L’exonération du premier recrutement, et votre salaire net avec et sans elle."),
    form=FirstJobForm,
    day="hire_date",
    verdict="first_hire_eligible",
    yes=_("Pas d’impôt : votre salaire est exonéré."),
    sure={
        "first_hire_ends_on": _("Fin de l’exonération"),
        "first_hire_income_tax_relief": _("Impôt que vous ne payez pas, par mois"),
    },
    no=_("Impôt dû, comme pour tout salaire. Ce qui manque à l’exonération :"),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="first_hire",
    amounts=(
        ("first_hire_ends_on", _("Fin de l’exonération, si vous y avez droit")),
        ("income_tax", _("Impôt par mois, sans l’exonération")),
        ("first_hire_income_tax_relief", _("Impôt que vous ne payez pas, par mois")),
        ("net_wage", _("Net par mois, sans l’exonération")),
        ("first_hire_net_wage", _("Net par mois, avec l’exonération")),
    ),
    brief=("first_hire_ends_on", "first_hire_income_tax_relief"),
    refused={"income_tax": _("Impôt par mois"), "net_wage": _("Net par mois")},
    same={"contract_signed_on": "hire_date"},
    initial={"contract_kind": "permanent", "dependants": "0", "employer_form": "company"},
)
ASKED: Final = (TAHFIZ, INTERNSHIP, COVER, FIRST_JOB)
