"""The law of a country: loaded, asked on a day, as of what was known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._case import Case
from mithaq.engines.rules._changes import (
    Change,
    checked,
    days_apart,
    laws_apart,
    no_parameter,
    reformed_rules,
    reformed_values,
    reordered,
)
from mithaq.engines.rules._corpus import Corpus, as_day
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._loading import read_country
from mithaq.engines.rules._parameters import DatedValue, Override, SetAside
from mithaq.engines.rules._plan import Plan
from mithaq.engines.rules._typed import as_bound

if TYPE_CHECKING:
    from mithaq.engines.rules._band import By
    from mithaq.engines.rules._population import Run
    from mithaq.engines.rules._source import Source
    from mithaq.engines.rules._totals import Comparison as PopulationComparison

_NO_REASON: Final = Labels(
    fr="Une valeur remplacée dit pourquoi : écrivez le motif.",
    ar="القيمة المعوضة تذكر سببها: اكتبوا السبب.",
    en="A replaced value says why: write the reason.",
)


class Law(Corpus):
    """Everything that the law of a country says, on every day.

    ``known`` is the day whose knowledge of the texts counts; None is everything published.
    """

    @classmethod
    @lru_cache(maxsize=8)
    def load(cls, package: str) -> Law:
        """The law in the folders of a package (``mithaq.law.hesperides``); all faults at once."""
        return cls.of(read_country(package))

    @classmethod
    def of(cls, corpus: Corpus) -> Self:
        """The law that some texts make."""
        names = (name for name in corpus.__dataclass_fields__ if not name.startswith("_"))
        return cls(**{name: getattr(corpus, name) for name in names})

    def on(self, day: date | str, *targets: str, known: date | str | None = None) -> Plan:
        """The law in force on a day, or on the first day of a month (``2025-10``).

        ``known`` asks for the law as its texts were known on a day. Raises LawError when a target
        is unknown, or is not in the law on that day.
        """
        if known is not None:
            return self.known_on(as_day(known)).on(day, *targets)
        self.check_targets(targets)
        asked = as_day(day)
        segment = bisect_right(self.days_of_change, asked)
        key = ("plan", targets, asked)
        found: Plan = self.kept(key, lambda: Plan(self, asked, targets, segment))
        return found

    def run(self, source: Source, *targets: str, months: str | None = None) -> Run:
        """Targets over a population month by month, each by the law in force on its first day.

        ``months`` keeps a span of them (``2023-11..2025-10``); then ``.total(by=[…])``.
        """
        from mithaq.engines.rules._nation import run_months

        return run_months(self, source, targets=targets, months=months)

    def compare(
        self,
        reform: Law,
        source: Source,
        *,
        targets: Sequence[str],
        by: Sequence[By] = (),
        on: date | str | None = None,
        months: str | None = None,
    ) -> PopulationComparison:
        """This law beside its reform over a population: before, after, winners, losers by cell.

        ``on`` is the day whose law counts for every row; without it each month has its own.
        """
        from mithaq.engines.rules._nation import compare

        return compare(self, reform, source, targets=targets, by=by, on=on, months=months)

    def export_openfisca(self, folder: Path) -> Path:
        """Write the law out as an OpenFisca country package in a folder; give back its path."""
        from mithaq.engines.rules._openfisca import export_openfisca

        return export_openfisca(self, folder)

    def reform(
        self, name: str, values: Mapping[str, object] | None = None, rules: Sequence[Rule] = ()
    ) -> Law:
        """The law with other values, on every day or from days, and with other rules.

        ``{"a.b": 20}`` counts on every day; ``{"a.b": {"2027-01-01": 20}}`` from that day on, in
        place of any later value. A rule replaces what stood under its name from its day on; a
        replaced rule, or a new one, must hold with the rest. Raises LawError with every fault.
        """
        parameters, faults = reformed_values(self, name, values or {})
        concepts = reformed_rules(self, rules)
        order = reordered(concepts) if rules else self.order
        law = self.changed(
            parameters={**self.parameters, **parameters},
            rules=concepts,
            order=order,
            reform_name=name,
        )
        checked(law, faults, values=parameters, rules={rule.name for rule in rules})
        return law.with_users() if rules else law

    def override(self, path: str, *, since: date | str, value: object, reason: str, by: str) -> Law:
        """The law with a value replaced from a day, until its next one; said in explanations."""
        parameter = self.parameters.get(path)
        if parameter is None:
            raise LawError(no_parameter(self, path))
        bound = as_bound(parameter, value)
        if not reason.strip():
            raise LawError(fault(path, _NO_REASON))
        day = as_day(since)
        legal = parameter.at(day)
        dated = DatedValue(
            day,
            bound,
            reference=legal.reference if legal else "",
            override=Override(reason=reason, by=by),
        )
        changed = parameter.with_value(dated, keeps_later=True)
        law = self.changed(parameters={**self.parameters, path: changed})
        checked(law, [], values=[path])
        return law

    def setting_aside(self, one: SetAside) -> Law:
        """The law as it is, with a recorded value that it cannot take: said in explanations."""
        return self.changed(set_aside=(*self.set_aside, one))

    def diff(self, other: Law | date | str, later: date | str | None = None) -> tuple[Change, ...]:
        """What differs: with another law on every day, or between two days of this one."""
        if isinstance(other, Law):
            return tuple(laws_apart(self, other))
        if later is None:
            raise TypeError("Give another law, or two days.")
        return tuple(days_apart(self, as_day(other), as_day(later)))

    def explain_again(self, decision: Mapping[str, Any]) -> Case:
        """A stored decision explained again by this law; LawError when it is not the same law."""
        known = decision.get("known")
        law = self.known_on(as_day(known)) if known and self.known is None else self
        digest = decision["law"]["digest"]
        if digest != law.digest:
            raise LawError(fault("law.digest", _other_law(digest, law.digest)))
        return law.on(decision["day"]).explain(decision["target"], **decision["facts"])


def _other_law(then: str, now: str) -> Labels:
    return Labels(
        fr=f"La décision a été prise selon un autre état de la loi ({then[:12]}, aujourd’hui "
        f"{now[:12]}). Son explication d’alors reste dans la décision (trace).",
        ar=f"اتخذ القرار وفق حالة أخرى للقانون ({then[:12]}، واليوم {now[:12]}). "
        "يبقى تعليله الأصلي محفوظا مع القرار.",
        en=f"The decision was taken under another state of the law ({then[:12]}, today "
        f"{now[:12]}). Its explanation of then stays in the decision (trace).",
    )
