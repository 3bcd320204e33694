"""What an act on a question, a signal or a draw changed, what comes next, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from mithaq.apps.corridor.choices.questions import FOLLOWED_OUTCOMES, QuestionOutcome
from mithaq.apps.corridor.queries.question_views import QuestionDetail
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local


def leading(words: str, url: str, label: str) -> str:
    """A sentence, then the link to what comes next."""
    return format_html('{} <a href="{}">{}</a>', set_text(words), url, set_text(label))


def decided(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    """Who reads the decision, and what may follow: a contest, people to follow."""
    words = gettext(
        "La décision est inscrite : %(who)s la lit dès maintenant, avec vos raisons, et peut la "
        "contester ; une autre personne déciderait alors."
    ) % {"who": local(found.company.labels)}
    outcome = str(given.get("outcome", ""))
    if outcome and QuestionOutcome(outcome) in FOLLOWED_OUTCOMES:
        url = reverse("question_act", args=[found.number, "suivre"])
        return leading(words, url, gettext("Suivre les personnes régularisées"))
    return leading(words, reverse("questions"), gettext("Revenir aux questions"))


def extended(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    """Until when the company may answer now."""
    return gettext(
        "Le délai va maintenant jusqu’au %(day)s : %(who)s le lit sur sa page, avec le motif. Rien "
        "ne se décide contre elle avant."
    ) % {"day": date_plain(given["until_on"]), "who": local(found.company.labels)}


def withdrawn(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    """That nothing is asked any more."""
    del given
    words = gettext(
        "La question est retirée : %(who)s lit pourquoi, et rien ne lui est plus demandé."
    ) % {"who": local(found.company.labels)}
    return leading(words, reverse("questions"), gettext("Revenir aux questions"))


def followed(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    """When the returns of the people followed are read."""
    del found, given
    return gettext(
        "Les personnes sont suivies : chaque mois clos, le lien « À lire » de cette page demande "
        "ce que dit la déclaration."
    )


def corrected(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    """What stays of what was read."""
    del found, given
    return gettext("La liste est corrigée ; ce qui était lu reste pour qui n’a pas changé.")


def signal_entered(company: str, signal_id: int) -> str:
    """That a signal says nothing to anybody until a question is opened."""
    words = gettext(
        "Le signal est inscrit pour %(who)s. L’entreprise n’en sait rien tant qu’aucune question "
        "n’est ouverte."
    ) % {"who": company}
    url = f"{reverse('question_ask')}?signal={signal_id}"
    return leading(words, url, gettext("Ouvrir une question"))


def signal_struck() -> str:
    """That the signal opens nothing any more."""
    return gettext(
        "Le signal est rayé : il reste lisible avec son motif et n’ouvre plus de question. "
        "Saisissez ici le bon."
    )


def question_opened(company: str, day: Any) -> str:
    """Who answers, and until when."""
    return gettext(
        "La question est posée à %(who)s, qui la lit dès maintenant et répond jusqu’au %(day)s. "
        "Une autre personne que vous décidera."
    ) % {"who": company, "day": date_plain(day)}


def draw_announced(number_: str, day: Any, *, is_today: bool) -> str:
    """What is published, and when the seed is given."""
    if is_today:
        words = gettext(
            "Le tirage est annoncé : l’empreinte et la part sont publiées. La graine se donne dès "
            "maintenant, avec le même fichier."
        )
        return leading(
            words, reverse("control_draw_make", args=[number_]), gettext("Faire le tirage")
        )
    return gettext(
        "Le tirage est annoncé : l’empreinte et la part sont publiées. Le %(day)s, donnez ici la "
        "graine, avec le même fichier : gardez-le."
    ) % {"day": date_plain(day)}


def draw_made(count: int) -> str:
    """How many were drawn, what everyone reads of it, and what is done next."""
    return ngettext(
        "%(n)s entreprise est tirée. La liste publique ne nomme personne ; ouvrez-lui une question "
        "plus bas.",
        "%(n)s entreprises sont tirées. La liste publique ne nomme personne ; ouvrez à chacune une "
        "question plus bas.",
        count,
    ) % {"n": number(count)}


def draw_cancelled() -> str:
    """That the page stays and says why."""
    words = gettext(
        "Le tirage est annulé : sa page publique reste et dit pourquoi. Rien ne s’y fait plus."
    )
    return leading(words, reverse("control_draw_announce"), gettext("Annoncer un autre tirage"))
