"""Who reads what is shared in a case: of one about a person's right, no relay does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.events import AgreementSigned
from mithaq.apps.corridor.queries.done import done_on
from mithaq.apps.corridor.queries.turns_now import turns_now
from mithaq.apps.corridor.queries.views import CaseView
from mithaq.web.corridor.acts import Act
from mithaq.web.corridor.case_life import passed_words
from mithaq.web.corridor.forms import ActForm
from mithaq.web.corridor.words import names_of_case, turn_words
from mithaq.web.shell.articles import called, called_after
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local

# The acts whose text the other parties read.
SHARED: Final = frozenset(
    {
        "passer", "rendre", "repondre", "complement", "proposer", "contre-proposer", "refuser",
        "refuser-signature", "denoncer", "national", "contester",
    }
)  # fmt: skip

# The acts after which whose turn it is has changed.
MOVING: Final = frozenset(
    {
        "prendre", "complement", "passer", "rendre", "reprendre", "repondre", "acte", "revenir",
        "proposer", "contre-proposer", "refuser", "accepter",
    }
)  # fmt: skip


def audience(case: CaseView, party: str = "") -> str:
    """By whom a message is read, the company included; a relay that writes what it may not read
    is told that it sees its own messages alone."""
    if not case.is_personal:
        return _("Lu par toutes les parties du dossier.")
    names = comma().join(_readers(case))
    hidden = comma().join(local(side.labels) for side in case.sides if side.part == Part.RELAYS)
    read = _("Lu par %(names)s seulement.") % {"names": names}
    if not hidden:
        return read
    if party in {side.institution for side in case.sides if side.part == Part.RELAYS}:
        own = _("Vous y voyez vos messages seuls, ni ceux des autres ni leurs réponses.")
        return f"{read} {own}"
    # Said apart: what stands inside another text is not extracted for translation.
    unread = _("Ne le lit pas : %(names)s.") % {"names": hidden}
    return f"{read} {unread}"


def read_by_others(case: CaseView, party: str) -> list[str]:
    """What each other party reads of a case: of a side's private notes, nothing."""
    blind = {
        side.institution for side in case.sides if case.is_personal and side.part == Part.RELAYS
    }
    words = (
        _("%(who)s : l’exposé, les pièces et les messages partagés, les propositions, les réponses "
          "et la vie du dossier ; aucune de vos notes privées."),
        _("%(who)s : qu’une demande est bloquée, son état, à qui est le tour et les délais ; ni "
          "l’exposé, ni les messages, ni les réponses, ni vos notes privées."),
    )  # fmt: skip
    return [
        words[slug in blind] % {"who": local(labels)}
        for slug, labels in names_of_case(case).items()
        if slug != party
    ]


def send_word(case: CaseView) -> str:
    """The button of a message."""
    return _("Envoyer") if case.is_personal else _("Envoyer à toutes les parties")


def done_words(
    act: Act,
    key: str,
    *,
    case: CaseView,
    data: Mapping[str, Any],
    result: object = None,
    party: str = "",
) -> str:
    """What is said once an act is done: of a message, what was sent and who reads it; of the last
    signature, that the agreement now binds. ``result`` is what the operation gave."""
    if isinstance(result, AgreementSigned) and result.is_concluded:
        return _("Toutes les parties ont signé : l’accord vaut, il est à exécuter.")
    if key == "rendre" and isinstance(result, tuple) and result:
        names = {side.institution: side.labels for side in case.sides}
        to = comma().join(called_after(names.get(slug, slug)) for slug in result)
        words = _("C’est envoyé : la main est rendue à %(names)s.") % {"names": to}
        return _with_turns(words, case, party)
    if key == "transmettre":
        return _done_passed(act, case)
    if key in MOVING:
        return _with_turns(_done_named(act, key, case=case, data=data, party=party), case, party)
    if key != "message":
        return str(act.done)
    count = len(data.get("pieces") or ())
    if not data.get("text"):
        what = _("Le document est ajouté.") if count == 1 else _("Les documents sont ajoutés.")
    elif count:
        what = _("Le message et ses pièces sont envoyés.")
    else:
        what = _("Le message est envoyé.")
    return f"{what} {audience(case, party)}"


def _done_passed(act: Act, case: CaseView) -> str:
    """Between whom the case passed, as its life now says it."""
    passed = [item.transfer for item in done_on(case.public_id) if item.transfer is not None]
    if not passed:
        return str(act.done)
    words = capfirst(passed_words(passed[-1]))
    return _("%(what)s ; le délai ne repart pas de zéro.") % {"what": words}


def _done_named(act: Act, key: str, *, case: CaseView, data: Mapping[str, Any], party: str) -> str:
    """What is done, with the name of the body that it was done towards."""
    if key == "complement":
        asked = _("Le complément est demandé à %(who)s.") % {"who": local(case.company_labels)}
        return f"{asked} {_stopped(case, party)}".strip()
    if key == "passer":
        to = names_of_case(case).get(str(data.get("party") or ""))
        return (
            _("La main est passée à %(who)s.") % {"who": called_after(to)} if to else str(act.done)
        )
    return str(act.done)


def _stopped(case: CaseView, party: str) -> str:
    """That a completion stops the delay of who asks for it, where it promised one."""
    is_set = any(side.institution == party and side.has_norm for side in case.sides)
    return _("Votre délai est suspendu.") if is_set else ""


def _with_turns(words: str, case: CaseView, party: str) -> str:
    """The same, with everyone who is waited for now and what for: the act may leave several."""
    turns = turn_words(turns_now(case.public_id), names_of_case(case), party or case.company)
    if not turns:
        return words
    left = _("À qui est le tour maintenant — %(turns)s.") % {"turns": turns}
    return f"{words} {left}"


def tell_audience(form: ActForm, key: str, case: CaseView, party: str = "") -> None:
    """Say under the text of an act who will read it."""
    if key == "comite":
        form.fields["text"].help_text = question_audience(case, party)
        return
    if key not in SHARED:
        return
    field = form.fields.get("answer") or form.fields.get("text")
    if field is not None and key == "complement":
        to = _("La demande va à %(who)s.") % {"who": local(case.company_labels)}
        told = f"{to} {field.help_text} {_stopped(case, party)}"
        field.help_text = told.strip()
    if field is not None:
        field.help_text = f"{field.help_text} {audience(case, party)}".strip()


def question_audience(case: CaseView, party: str = "") -> str:
    """Who reads what is asked of the committee: of a person's right, its secretary prepares the
    point with it, and of the relays the one that asks alone."""
    if not case.is_personal:
        return _(
            "Lu par toutes les parties du dossier et par les membres du comité : ne nommez aucune "
            "personne."
        )
    relays = [side for side in case.sides if side.part == Part.RELAYS]
    own = [called(side.labels) for side in relays if side.institution == party]
    names = comma().join((*_readers(case), *own))
    read = _(
        "Lu par le secrétariat du comité permanent, qui en prépare le point, et par %(names)s : ne "
        "nommez aucune personne, ni sa prestation."
    ) % {"names": names}
    hidden = comma().join(local(side.labels) for side in relays if side.institution != party)
    if not hidden:
        return read
    unread = _("Ne le lit pas : %(names)s.") % {"names": hidden}
    return f"{read} {unread}"


def _readers(case: CaseView) -> Iterator[str]:
    yield local(case.company_labels)
    yield from (called(side.labels) for side in case.sides if side.part != Part.RELAYS)
