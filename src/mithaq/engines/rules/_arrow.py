"""Facts from Arrow batches, results to Arrow batches: the only place that meets a NULL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.engines.rules._numpy import Array, Read, Truths
from mithaq.engines.rules._program import Column

Indices: TypeAlias = NDArray[np.intp]

#: How a result is written: a kind of result to the type of its column.
TYPES: Final = {"boolean": pa.bool_(), "date": pa.date32(), "code": pa.string()}


@dataclass(frozen=True, slots=True)
class Shape:
    """How a result reads: its unit (``MAD``, ``boolean``, ``date``, ``code``…) and its choices.

    Money is added up in centimes.
    """

    unit: str = ""
    is_money: bool = False
    choices: tuple[str, ...] = ()


def read_facts(
    batch: pa.RecordBatch, columns: Iterable[Column], *, supplied: Mapping[str, float]
) -> dict[str, Read]:
    """The facts of a batch. ``supplied`` holds those equal for every row.

    A number that is not one (NaN), a null and a column that is not there are all missing. Raises
    Refusal, with every fault, where a column cannot be read or lacks what is counted on.
    """
    facts, faults = dict[str, Read](), list[Fault]()
    for column in columns:
        if column.name in supplied:
            facts[column.name] = Read(np.array(supplied[column.name]))
            continue
        try:
            facts[column.name] = _fact(batch, column)
        except _Unreadable as error:
            faults.append(Fault(where=column.name, sentence=error.sentence))
    if faults:
        raise Refusal(faults)
    return facts


class _Unreadable(Exception):  # noqa: N818 - a sentence on its way to a fault
    def __init__(self, fr: str, ar: str, en: str) -> None:
        super().__init__(fr)
        self.sentence = Labels(fr=fr, ar=ar, en=en)


def _fact(batch: pa.RecordBatch, column: Column) -> Read:
    place = batch.schema.get_field_index(column.name)
    if place < 0:
        nothing = np.zeros(batch.num_rows, dtype=np.bool_)
        read = Read(nothing, nothing)
    else:
        try:
            read = _read(batch.column(place), column)
        except pa.ArrowException as error:
            raise _Unreadable(
                f"La colonne ne se lit pas comme « {column.kind} » : {error}.",
                f"تعذرت قراءة العمود بصفته « {column.kind} »: {error}.",
                f"The column does not read as “{column.kind}”: {error}.",
            ) from error
    if read.known is None:
        return read
    missing = len(read.known) - int(np.count_nonzero(read.known))
    if missing and not column.may_be_missing:
        raise _Unreadable(
            f"Il manque {missing} valeurs : complétez la colonne, ou demandez un calcul qui "
            "admet des faits inconnus.",
            f"تنقص {missing} من القيم: أكملوا العمود، أو اطلبوا حسابا يقبل المعطيات المجهولة.",
            f"{missing} values are missing: complete the column, or ask for a run that bears "
            "unknown facts.",
        )
    return read if missing else Read(read.values)


def _read(array: pa.Array, column: Column) -> Read:
    if column.kind == "code":
        return _codes(array, column.choices)
    known = array.is_valid().to_numpy(zero_copy_only=False) if array.null_count else None
    if column.is_boolean:
        truths = array.cast(pa.bool_())
        return Read(_filled(truths).to_numpy(zero_copy_only=False), known)
    if column.kind == "date":
        return Read(_filled(array.cast(pa.date32()).cast(pa.int32())).to_numpy(), known)
    if not (pa.types.is_integer(array.type) or pa.types.is_float64(array.type)):
        array = array.cast(pa.float64())
    values = _filled(array).to_numpy()
    if values.dtype.kind == "f" and np.isnan(values).any():
        is_number = ~np.isnan(values)
        known = is_number if known is None else known & is_number
        values = np.where(is_number, values, 0.0)
    return Read(values, known)


def _filled(array: pa.Array) -> pa.Array:
    nothing = False if pa.types.is_boolean(array.type) else 0
    return array.fill_null(nothing) if array.null_count else array


def _codes(array: pa.Array, choices: tuple[str, ...]) -> Read:
    """The numbers of codes in letters, or already numbered in the order of the choices."""
    if pa.types.is_integer(array.type):
        numbers = _filled(array).to_numpy()
        if len(numbers) and not 0 <= numbers.min() <= numbers.max() < len(choices):
            raise _unknown_code(f"{numbers.min()}…{numbers.max()}", choices)
        known = array.is_valid().to_numpy(zero_copy_only=False) if array.null_count else None
        return Read(numbers, known)
    written, indices = in_dictionary(array)
    places: dict[object, int] = {code: number for number, code in enumerate(choices)}
    for code in written:
        if code is not None and code not in places:
            raise _unknown_code(str(code), choices)
    # The place after the last is where nulls stand.
    numbers = np.array([places.get(code, 0) for code in (*written, None)], dtype=np.float64)
    known = np.array([code is not None for code in (*written, None)])
    is_complete = bool(known[:-1].all()) and not array.null_count
    return Read(numbers[indices], None if is_complete else known[indices])


def _unknown_code(code: str, choices: tuple[str, ...]) -> _Unreadable:
    listed = ", ".join(choices)
    return _Unreadable(
        f"« {code} » n’est pas un choix connu. Choix : {listed}.",
        f"« {code} » ليس من الاختيارات المعروفة. الاختيارات: {listed}.",
        f"“{code}” is not a known choice. Choices: {listed}.",
    )


def in_dictionary(array: pa.Array) -> tuple[list[object], Indices]:
    """The distinct values of a column, and the place of each row's; nulls come after the last."""
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    written = array.dictionary.to_pylist()
    return written, array.indices.fill_null(len(written)).to_numpy().astype(np.intp, copy=False)


def result_schema(shapes: Mapping[str, Shape]) -> pa.Schema:
    """The columns of results: truths, days, codes in letters, numbers; null where unknown."""
    return pa.schema(
        [(name, TYPES.get(shape.unit, pa.float64())) for name, shape in shapes.items()]
    )


def write_result(read: Read, shape: Shape) -> pa.Array:
    """A result as a column, null where unknown."""
    values: Array = np.array(read.values)  # a copy: the buffer is written again at the next chunk
    unknown: Truths | None = None if read.known is None else ~read.known
    match shape.unit:
        case "boolean":
            return pa.array(values, mask=unknown)
        case "date":
            days = values if unknown is None else np.where(unknown, 0.0, values)
            return pa.array(days.astype(np.int32), mask=unknown).cast(pa.date32())
        case "code":
            safe = values if unknown is None else np.where(unknown, 0.0, values)
            numbers = pa.array(safe.astype(np.int32), mask=unknown)
            return pa.DictionaryArray.from_arrays(numbers, list(shape.choices)).cast(pa.string())
        case _:
            return pa.array(values, mask=unknown)
