"""A convention file is text in UTF-8: every value keeps the number of the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from mithaq.base.documents import SAFE_LOADER
from mithaq.base.errors import Fault
from mithaq.gateways.convention_file import words

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_DOCUMENTS: Final = 200
MAX_DEPTH: Final = 12
# The longest convention known holds some two thousand values.
MAX_VALUES: Final = 20_000
# A file built to be refused must not cost a page of a million rows.
MAX_FAULTS: Final = 500

Path: TypeAlias = "tuple[str | int, ...]"
Node: TypeAlias = "Scalar | Items | Entries"

_NOT_TEXT: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
# A mark that is not escaped; a comment that no quotation holds.
_QUOTE: Final = re.compile(r'(?<!\\)"')
_COMMENT: Final = re.compile(r'(?:^|\s)#[^"]*$')
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS: Final = {"true": True, "True": True, "false": False, "False": False}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as written; a value between quotation marks is always a text."""

    text: str
    is_plain: bool
    line: int

    def plain(self) -> Any:
        """Give null, true and false their meaning; everything else stays the text it is."""
        if self.is_plain and self.text in _NULLS:
            return None
        return _TRUTHS.get(self.text, self.text) if self.is_plain else self.text


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple[Node, ...]
    line: int

    def plain(self) -> Any:
        """Give the list of plain values."""
        return [node.plain() for node in self.nodes]


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping: each key with its line and its value."""

    nodes: dict[str, tuple[int, Node]]
    line: int

    def plain(self) -> Any:
        """Give the mapping of plain values."""
        return {key: node.plain() for key, (_line, node) in self.nodes.items()}


@dataclass(frozen=True, slots=True)
class Parsed:
    """The documents of a file that could be read, and what is wrong with its writing."""

    documents: tuple[Node, ...]
    faults: tuple[Fault, ...]


class _StopReading(Exception):  # noqa: N818 - nothing broke: the rest of the file is not worth reading
    """What follows would only repeat the fault already noted."""


@dataclass(slots=True)
class _Reader:
    """Builds the tree from the events of the parser, without ever recursing into the file."""

    faults: list[Fault] = field(default_factory=list)
    values: int = 0

    def documents(self, text: str) -> Iterator[Node]:
        """Give each document once it is complete."""
        stack: list[_Open] = []
        count = 0
        events: Iterator[Any] = yaml.parse(text, Loader=SAFE_LOADER)
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                count += 1
                self.values = 0
                if count > MAX_DOCUMENTS:
                    self._say(words.too_many_documents(MAX_DOCUMENTS), "file.documents", line)
                    raise _StopReading
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, stack, line)
                if root is not None:
                    yield root
            elif isinstance(event, yaml.CollectionEndEvent):
                closed = stack.pop().close()
                if not stack:
                    yield closed
                else:
                    stack[-1].add(closed, self)

    def _node(self, event: Any, stack: list[_Open], line: int) -> Node | None:
        """Place a value or open a collection; give the value when it is the whole document."""
        self._check_marks(event, line)
        self.values += 1
        if self.values > MAX_VALUES:
            self._say(words.too_many_values(MAX_VALUES), "file.values", line)
            raise _StopReading
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= MAX_DEPTH:
                self._say(words.too_deep(MAX_DEPTH), "file.depth", line)
                raise _StopReading
            stack.append(_Open(isinstance(event, yaml.MappingStartEvent), line))
            return None
        node = Scalar("", is_plain=True, line=line)
        if isinstance(event, yaml.ScalarEvent):
            node = Scalar(event.value, event.implicit[0], line)
        if _NOT_TEXT.search(node.text):
            self._say(words.control_character(), "file.characters", line)
            node = Scalar("", is_plain=True, line=line)
        if not stack:
            return node
        stack[-1].add(node, self)
        return None

    def _check_marks(self, event: Any, line: int) -> None:
        """An alias copies, a tag gives orders: neither has a place in a file of facts."""
        if isinstance(event, yaml.AliasEvent):
            self._say(words.alias(event.anchor), "file.no_alias", line)
            return
        if event.anchor:
            self._say(words.anchor(event.anchor), "file.no_alias", line)
        if event.tag:
            self._say(words.tag(event.tag), "file.no_tag", line)

    def repeated(self, key: str, line: int, first: int) -> None:
        """Note a key written twice in one mapping."""
        self._say(words.repeated_key(key, first), "file.key.unique", line)

    def not_a_key(self, line: int) -> None:
        """Note a key that is itself a list or a mapping."""
        self._say(words.bad_key(), "file.key.text", line)

    def _say(self, said: words.Said, rule: str, line: int) -> None:
        self.faults.append(words.fault("", said, rule, line))
        if len(self.faults) >= MAX_FAULTS:
            raise _StopReading


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    is_mapping: bool
    line: int
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[int, Node]] = field(default_factory=dict)
    key: tuple[str, int] | None = None

    def add(self, node: Node, reader: _Reader) -> None:
        """Take a value; in a mapping, keys and values come in turn."""
        if not self.is_mapping:
            self.items.append(node)
        elif self.key is None:
            if not isinstance(node, Scalar):
                reader.not_a_key(node.line)
            self.key = (node.text if isinstance(node, Scalar) else "", node.line)
        else:
            name, line = self.key
            self.key = None
            if name in self.entries:
                reader.repeated(name, line, self.entries[name][0])
            else:
                self.entries[name] = (line, node)

    def close(self) -> Node:
        """Freeze the collection."""
        if self.is_mapping:
            return Entries(self.entries, self.line)
        return Items(tuple(self.items), self.line)


def parse(content: bytes) -> Parsed:
    """Read the bytes of a file into trees; a file too large is refused before it is opened."""
    if fault := size_fault(len(content)):
        return Parsed((), (fault,))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = words.not_utf8(error.start, content[error.start])
        return Parsed((), (words.fault("", said, "file.encoding", line),))
    if found := _NOT_TEXT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return Parsed((), (words.fault("", words.control_character(), "file.characters", line),))
    return _parse_text(text)


def plain_documents(content: bytes) -> tuple[list[dict[str, Any]], tuple[Fault, ...]]:
    """Read a file as plain mappings, whatever they say; a text not finished yet is one."""
    parsed = parse(content)
    found = [node.plain() for node in parsed.documents if isinstance(node, Entries)]
    return found, parsed.faults


def size_fault(size: int) -> Fault | None:
    """Tell whether a file of so many bytes is too large, without its content."""
    if size <= MAX_BYTES:
        return None
    return words.fault("", words.too_large(size, MAX_BYTES), "file.size", None)


def _parse_text(text: str) -> Parsed:
    reader = _Reader()
    documents: list[Node] = []
    try:
        documents.extend(reader.documents(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        said = words.broken(getattr(error, "problem", "") or "")
        if odd := _unclosed_quote(text, line):
            line, said = odd, words.unclosed_quote()
        reader.faults.append(words.fault("", said, "file.syntax", line))
    except _StopReading:
        pass
    filled = [node for node in documents if not (isinstance(node, Scalar) and node.plain() is None)]
    if not filled and not reader.faults:
        reader.faults.append(words.fault("", words.empty(), "file.empty", 1))
    return Parsed(tuple(filled), tuple(reader.faults))


def _unclosed_quote(text: str, last: int | None) -> int | None:
    """The line, at or before the fault, whose straight quotation marks do not go by two.

    A text left open ends at the next mark of the file: the parser then stumbles further down,
    over a comma that nobody forgot.
    """
    found = None
    for number, line in enumerate(text.split("\n")[:last], start=1):
        if len(_QUOTE.findall(_COMMENT.sub("", line))) % 2:
            found = number
    return found


def path_of(where: str) -> Path:
    """Read « parties[2].organisation » as the steps that lead there."""
    return tuple(name or int(index) for name, index in _PLACE.findall(where))


def where_of(path: Path) -> str:
    """Write the steps as « parties[2].organisation »."""
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return said.removeprefix(".")


def line_of(node: Node, path: Path) -> int:
    """Give the line of what a path names, or of the nearest thing around it that is written."""
    line = node.line
    for step in path:
        if isinstance(node, Entries) and step in node.nodes:
            line, node = node.nodes[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
            node = node.nodes[step]
            line = node.line
        else:
            break
    return line
