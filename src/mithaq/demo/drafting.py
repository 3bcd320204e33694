"""Exercise: scenario 1 before its signature, between fictitious bodies, at an interesting stage.

One text has three versions, comments and a visa awaited; another waits for the fund's signature.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from mithaq.apps.accounts.queries import users
from mithaq.apps.conventions import operations
from mithaq.apps.conventions.queries import drafting, draftings_of
from mithaq.apps.organisations.queries import mandates_in_force_for
from mithaq.demo.beside import both
from mithaq.flows import sign_convention, write_convention

AGENCY: Final = "agence-hesperides"
MINISTRY: Final = "ministere-hesperides"

Read = Callable[[str], bytes]


def write_drafts(read: Read, *, at: datetime) -> int:
    """Write the two texts once; give how many were written."""
    if draftings_of(AGENCY).exists():
        return 0
    drafter = _who("juriste", at)
    framework = write_convention.start_from_file(
        content=read("drafts/cadre.yaml"), name="cadre.yaml", **drafter
    )
    _negotiate(framework.public_id, at)
    ready = write_convention.start_from_file(
        content=read("drafts/donnees.yaml"), name="donnees.yaml", **drafter
    )
    operations.move_drafting(public_id=ready.public_id, action="open_negotiation", **drafter)
    sign_convention.open_signing(public_id=ready.public_id, **drafter)
    return 2


def _negotiate(public_id: str, at: datetime) -> None:
    drafter, fund, ministry = (_who(name, at) for name in ("juriste", "signataire", "programme"))
    operations.move_drafting(public_id=public_id, action="open_negotiation", **drafter)
    found = drafting(public_id)
    axes: list[Any] = [dict(axis) for axis in found.content["axes"]] if found else []
    axes[1]["commitments"] = [_EXCHANGE]
    later = at + timedelta(seconds=1)
    operations.save_version(
        public_id=public_id, changes={"axes": axes}, base_number=1, section="engagements",
        note=both("Engagement de la caisse, demandé en réunion"), **{**drafter, "at": later},
    )  # fmt: skip
    operations.set_circuit(public_id=public_id, visas=[MINISTRY], deliberating=[], **drafter)
    said = operations.write_comment(
        public_id=public_id, clause="engagements[1]",
        body="« Sans délai » ne se mesure pas : écrire cinq jours ouvrables.", **fund,
    )  # fmt: skip
    operations.write_comment(
        public_id=public_id, clause="", body="Corrigé dans la version 3.",
        parent_id=said.comment_id, **drafter,
    )  # fmt: skip
    operations.write_comment(
        public_id=public_id, clause="comites[0]",
        body="Qui préside ? À dire avant la signature.", **ministry,
    )  # fmt: skip
    axes = [axes[0], {**axes[1], "commitments": [{**_EXCHANGE, **_MEASURED}]}]
    operations.save_version(
        public_id=public_id, changes={"axes": axes}, base_number=2, section="engagements",
        note=both("Délai mesurable"), **{**drafter, "at": later + timedelta(seconds=1)},
    )  # fmt: skip
    operations.move_drafting(public_id=public_id, action="request_visas", **drafter)


def _who(username: str, at: datetime) -> dict[str, Any]:
    user = users().get(username=username)
    held = mandates_in_force_for(user=user, on=timezone.localtime(at).date())
    return {"actor": user, "under": held[0], "at": at}


_EXCHANGE: Final = {
    "text": {
        "fr": "Répondre sans délai aux questions de l’agence sur les déclarations.",
        "ar": "الجواب دون تأخير عن أسئلة الوكالة حول التصريحات.",
        "en": "Answer without delay the agency’s questions about declarations.",
    },
    "debtor": "caisse-hesperides",
    "nature": "means",
}
_MEASURED: Final = {
    "text": {
        "fr": "Répondre en cinq jours ouvrables aux questions de l’agence sur les déclarations.",
        "ar": "الجواب داخل خمسة أيام عمل عن أسئلة الوكالة حول التصريحات.",
        "en": "Answer within five working days the agency’s questions about declarations.",
    },
    "due": "2027-06",
}
