"""What the product needs from outside is a port; the configuration says who fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any, Literal, Protocol, TypeAlias, overload

from mithaq.base.text import Labels

# Read-only containers: a dict[str, str] is a Mapping[str, JSON], it is not a dict[str, JSON].
JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"
Cell: TypeAlias = "bool | int | float | Decimal | str | date | datetime | None"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a workbook, as its reader will see it.

    `notes` are printed above the head: source, date, exercise mark. `on` dates the workbook's
    properties, so that the same content always gives the same bytes. Widths are in characters;
    a column without one is sized on its content.
    """

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    language: str = "fr"
    widths: Sequence[int] = ()
    notes: Sequence[str] = ()
    on: date | None = None


class Jobs(Protocol):
    """Starts work that outlives a request and survives a crash."""

    def start(
        self,
        *,
        name: str,
        arguments: Mapping[str, JSON],
        key: str,
        requested_by: int | None,
        label: Labels,
    ) -> str:
        """Register the work in the caller's transaction and give the job's public id.

        The same `key` never starts twice: the second call gives the first job's id.
        """
        ...


class RunningJob(Protocol):
    """What a job's function holds while it works: the first argument of the function."""

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Make a step exactly once, in one transaction, and give its result as JSON values.

        `work` is not run again when the step is already made: its stored result is given.
        """
        ...

    def progress(self, done: int, total: int | None = None, phase: Labels | str = "") -> None:
        """Say how far the work is."""
        ...

    def log(self, sentence: Labels | str, level: str = "info") -> None:
        """Say something in the job's log."""
        ...

    def is_cancelled(self) -> bool:
        """Tell whether the work must stop; the next step would stop it anyway."""
        ...


class Documents(Protocol):
    """Makes the papers and workbooks that leave the product."""

    def pdf(self, *, template: str, content: Mapping[str, Any], language: str) -> bytes:
        """Print a template with its content (plain JSON values) as an A4 PDF."""
        ...

    def workbook(self, *, sheets: Sequence[Sheet]) -> bytes:
        """Write tables as an XLSX workbook."""
        ...


class ReportFiles(Protocol):
    """Makes the files in which a published results report leaves the product."""

    def file(
        self,
        *,
        kind: str,
        content: Mapping[str, Any],
        number: int,
        at: datetime,
        digest: str,
        language: str,
        code: str,
    ) -> bytes:
        """Make a report as a paper (« pdf ») or a workbook (« xlsx ») that bears a code."""
        ...


class Messages(Protocol):
    """Writes to people, keeps what was written, and never writes the same thing twice."""

    def post(self, *, key: str, user_id: int, language: str, subject: str, body: str) -> bool:
        """Keep a message in the caller's transaction; the same key is kept once."""
        ...

    def deliver(self, key: str) -> str:
        """Send a kept message unless it left already, and give its state."""
        ...


class Files(Protocol):
    """Keeps files by their fingerprint: what was kept once is read back the same, for ever."""

    def keep(self, content: bytes) -> str:
        """Keep a content and give its SHA-256; the same content is kept once."""
        ...

    def read(self, sha256: str) -> bytes | None:
        """Give back a content, or None when nothing with this fingerprint was kept whole."""
        ...


_paths: dict[str, str] = {}
_filled: dict[str, object] = {}


def register(name: str, dotted_path: str) -> None:
    """Say which object or class (« package.module.Name ») fills a port; replaces the last one."""
    _paths[name] = dotted_path
    _filled.pop(name, None)


@overload
def port(name: Literal["jobs"]) -> Jobs: ...
@overload
def port(name: Literal["documents"]) -> Documents: ...
@overload
def port(name: Literal["files"]) -> Files: ...
@overload
def port(name: Literal["messages"]) -> Messages: ...
@overload
def port(name: Literal["report_files"]) -> ReportFiles: ...
@overload
def port(name: str) -> Any: ...
def port(name: str) -> Any:
    """Give what fills a port, loaded at its first use; a class is called without arguments."""
    if name not in _filled:
        if name not in _paths:
            known = ", ".join(sorted(_paths)) or "none"
            raise LookupError(f"No port named « {name} » is registered (registered: {known}).")
        module, _, attribute = _paths[name].rpartition(".")
        found = getattr(import_module(module), attribute)
        _filled[name] = found() if isinstance(found, type) else found
    return _filled[name]
