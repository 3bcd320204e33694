"""One target for one case: the answer, the reasons, the trace, in words or as data."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from mithaq.engines.rules._advice import Advice, advise
from mithaq.engines.rules._explain import Explanation
from mithaq.engines.rules._explain_text import case_dict, case_text


class Case(Explanation):
    """The answer of the law to one question about one case."""

    @cached_property
    def advice(self) -> Advice | None:
        """What would make it yes; None when it is, or when no change of facts was found."""
        return advise(self)

    def text(self, language: str = "fr") -> str:
        """The explanation as lines of plain text."""
        return case_text(self, language)

    def to_dict(self) -> dict[str, Any]:
        """The stored decision: law, facts, answer and trace, as JSON can hold them."""
        return case_dict(self)
