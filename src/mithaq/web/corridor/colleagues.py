"""To whom an officer may hand a case over: a post of the institution, or a person who has none."""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries.officers import colleagues_without_post, officers
from mithaq.web.shell.words import local

# Before the key of a person, where a number alone is the key of a post.
PERSON: Final = "p"


def colleagues_of(
    institution: str, own: int | None, reader: int | None, *, case: object
) -> list[tuple[str, str]]:
    """The choices, whoever takes the case over for themselves first; ``own`` is the post that has
    the case. A person without a post replaces an officer: with no officer, nobody is offered."""
    on = timezone.localdate()
    posts = [post for post in officers(institution, on=on) if post.user_id is not None]
    found = [
        (post.user_id, str(post.id), _named(post.person, post.capacity, post.territory_labels))
        for post in posts
        if post.id != own and post.is_there
    ]
    if own is not None:
        posted = {post.user_id for post in posts if post.user_id is not None}
        found += [
            (key, f"{PERSON}{key}", _named(name, capacity, None))
            for key, name, capacity in colleagues_without_post(
                institution, case=case, posted=posted, on=on
            )
        ]
    found.sort(key=lambda item: item[0] != reader)
    mine = _("À votre nom : reprendre ce dossier")
    return [(key, mine if person == reader else words) for person, key, words in found]


def heir(choice: str) -> dict[str, Any]:
    """What the operation is told of the choice made."""
    if choice.startswith(PERSON):
        return {"person_id": int(choice.removeprefix(PERSON))}
    return {"officer_id": int(choice)}


def _named(person: str, capacity: Any, place: Any) -> str:
    return " · ".join(part for part in (person, local(capacity), local(place)) if part)
