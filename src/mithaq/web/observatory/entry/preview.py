"""A staged file as its page shows it: outcomes with counts, groups, one page of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import StagedDetail
from mithaq.base.errors import Fault
from mithaq.flows.import_observations import chosen_lines, rows_of
from mithaq.gateways.jobs.report import fault_from_json
from mithaq.gateways.observation_file import BY_FIELD, Outcome
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import language

PAGE_SIZE: Final = 50
GROUPS_SHOWN: Final = 12
CHOSEN: Final = frozenset({Outcome.ACCEPTED, Outcome.CORRECTED, Outcome.DOUBT})
MENDED: Final = frozenset({Outcome.REFUSED, Outcome.DOUBT})
LABELS: Final[dict[Outcome, Promise]] = {
    Outcome.REFUSED: gettext_lazy("Refusées"),
    Outcome.DOUBT: gettext_lazy("En doute"),
    Outcome.CORRECTED: gettext_lazy("Corrigées"),
    Outcome.ACCEPTED: gettext_lazy("Acceptées"),
    Outcome.KNOWN: gettext_lazy("Déjà dites"),
}
MEANINGS: Final[dict[Outcome, Promise]] = {
    Outcome.REFUSED: gettext_lazy(
        "Elles ne peuvent pas être inscrites telles quelles : chacune dit la règle et que faire."
    ),
    Outcome.DOUBT: gettext_lazy(
        "Possibles mais surprenantes : rien n’est inscrit sans votre confirmation et son motif."
    ),
    Outcome.CORRECTED: gettext_lazy(
        "Comprises après correction : voici ce qui a été lu, et comment."
    ),
    Outcome.ACCEPTED: gettext_lazy("Comprises sans rien changer."),
    Outcome.KNOWN: gettext_lazy("Le registre ou une autre ligne dit déjà la même chose."),
}
DOUBT_RULE: Final = "figure.doubt."
CORRECTED_RULES: Final = ("observation.corrected.", "observation.source.new")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One outcome or group, its count and its address."""

    label: str | Promise
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing said of a row: the column, the sentence, what to do."""

    kind: str
    column: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One row of the file on its page."""

    line: int
    what: str
    where: tuple[str, ...]
    value: str
    said: tuple[Said, ...]
    is_chosen: bool
    known_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The page of a staged file."""

    title: str
    encoding: str
    ignored: tuple[str, ...]
    total: int
    chosen_count: int
    tabs: tuple[Tab, ...]
    groups: tuple[Tab, ...]
    meaning: str | Promise
    rows: tuple[ShownRow, ...]
    lines: tuple[int, ...]
    position: str
    previous: str
    next: str
    is_ready: bool
    is_applied: bool
    is_undone: bool
    is_doubt: bool
    can_choose: bool
    can_mend: bool
    take_all: str
    leave_all: str
    apply_label: str
    mend_count: int
    written_count: int
    source_count: int
    job: str
    alerts: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What part of the file the address asks for, and the addresses of the other parts."""

    address: str
    outcome: Outcome
    group: str
    page: int

    def url(self, *, group: str | None = None, page: int = 1) -> str:
        """The address of another group or page of the same outcome."""
        chosen = self.group if group is None else group
        words = {"lignes": self.outcome.value}
        words |= {"groupe": chosen} if chosen else {}
        words |= {"page": str(page)} if page > 1 else {}
        return f"{self.address}?{urlencode(words)}"


def preview(staged: StagedDetail, asked: Mapping[str, str]) -> Preview:
    """Lay out a staged file: one outcome, one group, one page."""
    rows = staged.preview["rows"]
    cells = {row.line: row.cells for row in rows_of(staged)}
    counts = {outcome: staged.preview["counts"][outcome.value] for outcome in Outcome}
    address = reverse("figures_import_staged", args=[staged.public_id])
    page = asked.get("page", "1")
    number_asked = int(page) if page.isdecimal() and len(page) < 7 else 1
    at = _Asked(
        address, _outcome(asked.get("lignes", ""), counts), asked.get("groupe", ""), number_asked
    )
    mine = [row for row in rows if row["outcome"] == at.outcome]
    groups = Counter(_group(row, cells[row["line"]]) for row in mine)
    kept = [row for row in mine if not at.group or _group(row, cells[row["line"]]) == at.group]
    chosen = set(chosen_lines(staged))
    last = max(1, ceil(len(kept) / PAGE_SIZE))
    here = min(max(at.page, 1), last)
    start = (here - 1) * PAGE_SIZE
    shown = kept[start : start + PAGE_SIZE]
    is_ready = staged.status == StagedStatus.READY
    return Preview(
        **_story(staged, counts, chosen),
        tabs=_tabs(at, counts),
        groups=tuple(_group_tabs(groups, at)) if len(groups) > 1 or at.group else (),
        meaning=MEANINGS[at.outcome],
        rows=tuple(_shown(row, cells[row["line"]], chosen) for row in shown),
        lines=tuple(row["line"] for row in kept),
        position=_("page %(page)s sur %(last)s") % {"page": number(here), "last": number(last)},
        previous=at.url(page=here - 1) if here > 1 else "",
        next=at.url(page=here + 1) if here < last else "",
        is_doubt=at.outcome is Outcome.DOUBT,
        can_choose=is_ready and at.outcome in CHOSEN,
        can_mend=is_ready and at.outcome in MENDED,
        take_all=_("Tout retenir (%s)") % number(len(kept)),
        leave_all=_("Tout écarter (%s)") % number(len(kept)),
    )


def _story(
    staged: StagedDetail, counts: Mapping[Outcome, int], chosen: Collection[int]
) -> dict[str, Any]:
    """Where the file stands, whatever part of it is shown."""
    return {
        "title": _title(staged),
        "encoding": staged.preview["encoding"],
        "ignored": tuple(staged.preview["ignored"]),
        "total": len(staged.preview["rows"]),
        "chosen_count": len(chosen),
        "is_ready": staged.status == StagedStatus.READY,
        "is_applied": staged.status == StagedStatus.APPLIED,
        "is_undone": staged.status == StagedStatus.UNDONE,
        "apply_label": _("Inscrire les lignes retenues (%s)") % number(len(chosen)),
        "mend_count": counts[Outcome.REFUSED] + counts[Outcome.DOUBT],
        "written_count": sum(len(item.get("figures", ())) for item in staged.written),
        "source_count": sum(len(item.get("sources", ())) for item in staged.written),
        "job": staged.preview.get("job", ""),
        "alerts": tuple(fault_from_json(item) for item in staged.preview["alerts"]),
    }


def _tabs(at: _Asked, counts: Mapping[Outcome, int]) -> tuple[Tab, ...]:
    return tuple(
        Tab(
            label=label,
            count=counts[key],
            url=f"{at.address}?lignes={key.value}",
            is_current=key is at.outcome,
        )
        for key, label in LABELS.items()
    )


def said_of(row: Mapping[str, Any]) -> tuple[Said, ...]:
    """What is said of a row, in the reader's language."""
    code = language()
    shown = []
    for item in row["said"]:
        fault = fault_from_json(item)
        heading = BY_FIELD.get(fault.where)
        kind = "corrected" if fault.rule.startswith(CORRECTED_RULES) else "refused"
        if fault.rule.startswith(DOUBT_RULE) or row["outcome"] == Outcome.KNOWN:
            kind = "doubt"
        shown.append(
            Said(
                kind=kind,
                column=heading.name.of(code) if heading else "",
                sentence=fault.sentence.of(code),
                remedy=fault.remedy.of(code) if fault.remedy else "",
            )
        )
    return tuple(shown)


def _outcome(asked: str, counts: Mapping[Outcome, int]) -> Outcome:
    """The outcome asked for, else the first that needs a person."""
    if asked in set(Outcome):
        return Outcome(asked)
    return next((key for key in LABELS if counts[key]), Outcome.ACCEPTED)


def _title(staged: StagedDetail) -> str:
    return {
        StagedStatus.READY: _("Ce que deviendrait chaque ligne"),
        StagedStatus.APPLIED: _("Import inscrit"),
        StagedStatus.UNDONE: _("Import annulé"),
    }.get(StagedStatus(staged.status), _("Fichier abandonné"))


def _group(row: Mapping[str, Any], cells: Mapping[str, str]) -> str:
    """The indicator as it was understood, else as it is written."""
    draft = row["draft"]
    return str(draft["indicator"]) if draft else cells.get("indicator", "")


def _group_tabs(groups: Counter[str], at: _Asked) -> Iterator[Tab]:
    for name, count in groups.most_common(GROUPS_SHOWN):
        if name:
            url = at.url(group=name)
            yield Tab(label=name, count=count, url=url, is_current=name == at.group)
    if at.group:
        yield Tab(label=_("tous"), count=groups.total(), url=at.url(group=""), is_current=False)


def _shown(row: Mapping[str, Any], cells: Mapping[str, str], chosen: Collection[int]) -> ShownRow:
    where = ("territory", "sex", "milieu", "category", "as_of", "period", "organisation", "source")
    is_known = row["outcome"] == Outcome.KNOWN or any(
        item["rule"] == "observation.other_value" for item in row["said"]
    )
    in_register = any(
        item["rule"] in {"observation.known", "observation.other_value"} for item in row["said"]
    )
    return ShownRow(
        line=row["line"],
        what=cells.get("indicator", ""),
        where=tuple(cells[name] for name in where if cells.get(name)),
        value=" ".join(part for part in (cells.get("value", ""), cells.get("unit", "")) if part),
        said=said_of(row),
        is_chosen=row["line"] in chosen,
        known_url=reverse("figure", args=[row["code"]]) if is_known and in_register else "",
    )
