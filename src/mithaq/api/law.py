"""The law for programs: what it says, since when, by which text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from mithaq.api.law_shapes import (
    NAME,
    FactOut,
    ParameterOut,
    RuleOut,
    SchemeOut,
)
from mithaq.api.paging import CODE, After, Limit, page_of_listed
from mithaq.api.reading import nothing_there, read, version_of
from mithaq.api.shapes import Page
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.errors import Refusal
from mithaq.engines.rules import (
    Law,
    facts_of,
    tell_fact,
    tell_parameter,
    tell_rule,
    tell_scheme,
)
from mithaq.law import INVENTED, countries, law_of

router = Router(tags=["law"])
Country = Annotated[
    str | None,
    Query(None, pattern=r"^[a-z_]{1,40}$", description="Whose law; by default, the site's own."),
]
Scheme = Annotated[str | None, Query(None, pattern=CODE)]
Confidence = Annotated[str | None, Query(None, pattern=r"^(sure|likely|conflicting|unknown)$")]
Named = Annotated[str, Path(pattern=NAME)]


def law_for(country: str | None) -> Law:
    """The law of a country as written; without a name, the law in force on this site."""
    if country is None:
        return law_in_force()
    known("country", country, countries())
    return law_of(country)


def law_version(request: HttpRequest, *_args: Any, **_words: Any) -> str:
    """Name the answer: the state of the register, and the law that answers."""
    try:
        digest = law_for(request.GET.get("country")).digest
    except Refusal:
        digest = ""
    whole = f"{version_of(request)} {digest}"
    return '"' + hashlib.blake2b(whole.encode(), digest_size=16).hexdigest() + '"'


def read_law(
    router: Router, path: str, answer: Any, *, summary: str, name: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An address of the law: it changes with the law, not with the register alone."""
    return read(router, path, answer, summary=summary, name=name, state=(law_version, None))


@read_law(router, "/schemes", Page[SchemeOut], summary="Schemes of the law", name="law_schemes")
def schemes(
    request: HttpRequest, country: Country = None, after: After = None, limit: Limit = 50
) -> Any:
    """Every legal instrument, with its rules, facts and parameters."""
    law = law_for(country)
    return page_of_listed(
        request,
        law.schemes,
        after=after,
        limit=limit,
        tell=lambda name: marked(law, tell_scheme(law, name)),
    )


@read_law(router, "/schemes/{name}", SchemeOut, summary="One scheme", name="law_scheme")
def scheme(request: HttpRequest, name: Named, country: Country = None) -> Any:
    """One legal instrument."""
    law = law_for(country)
    known("name", name, law.schemes)
    return marked(law, tell_scheme(law, name))


@read_law(router, "/facts", Page[FactOut], summary="Facts that the law reads", name="law_facts")
def facts(
    request: HttpRequest,
    country: Country = None,
    scheme: Scheme = None,
    after: After = None,
    limit: Limit = 50,
) -> Any:
    """What may be known of a case; with a scheme, what its rules read."""
    law = law_for(country)
    names: Iterable[str] = law.facts
    if scheme is not None:
        known("scheme", scheme, law.schemes)
        names = facts_of(law, scheme)
    return page_of_listed(
        request,
        names,
        after=after,
        limit=limit,
        tell=lambda name: marked(law, tell_fact(law.facts[name])),
    )


@read_law(router, "/rules", Page[RuleOut], summary="Rules", name="law_rules")
def rules(
    request: HttpRequest,
    country: Country = None,
    scheme: Scheme = None,
    after: After = None,
    limit: Limit = 50,
) -> Any:
    """Conditions and amounts, each with its article, its versions and its formula in words."""
    law = law_for(country)
    if scheme is not None:
        known("scheme", scheme, law.schemes)
    return page_of_listed(
        request,
        [rule.name for rule in law.rules.values() if scheme in {None, rule.scheme}],
        after=after,
        limit=limit,
        tell=lambda name: marked(law, tell_rule(law, law.rules[name])),
    )


@read_law(router, "/rules/{name}", RuleOut, summary="One rule", name="law_rule")
def rule(request: HttpRequest, name: Named, country: Country = None) -> Any:
    """One condition or amount."""
    law = law_for(country)
    known("name", name, law.rules)
    return marked(law, tell_rule(law, law.rules[name]))


@read_law(router, "/parameters", Page[ParameterOut], summary="Its values", name="law_parameters")
def parameters(
    request: HttpRequest,
    country: Country = None,
    scheme: Scheme = None,
    confidence: Confidence = None,
    after: After = None,
    limit: Limit = 50,
) -> Any:
    """Every dated value with its proof; `confidence` keeps those whose last value has it."""
    law = law_for(country)
    if scheme is not None:
        known("scheme", scheme, law.schemes)
    found = [p for p in law.parameters.values() if scheme in {None, p.scheme}]
    if confidence is not None:
        found = [p for p in found if p.history[-1].confidence == confidence]
    return page_of_listed(
        request,
        [p.path for p in found],
        after=after,
        limit=limit,
        tell=lambda path: marked(law, tell_parameter(law, law.parameters[path])),
    )


@read_law(router, "/parameters/{path}", ParameterOut, summary="One value", name="law_parameter")
def parameter(request: HttpRequest, path: Named, country: Country = None) -> Any:
    """The whole history of a value, its references, and the rules that read it."""
    law = law_for(country)
    known("path", path, law.parameters)
    return marked(law, tell_parameter(law, law.parameters[path]))


def marked(law: Law, told: dict[str, Any]) -> dict[str, Any]:
    """Say whether the law is that of an invented country."""
    return told | {"is_exercise": law.name in INVENTED}


def known(where: str, name: str, among: Iterable[str]) -> None:
    """Refuse a name that leads nowhere."""
    if name not in among:
        raise nothing_there(where, name)
