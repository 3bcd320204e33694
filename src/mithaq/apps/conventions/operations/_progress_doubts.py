"""What is reported done and surprises: possible, so left to whoever checked and says why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mithaq.base.errors import Fault
from mithaq.base.text import Labels

# More than this many times what was promised is more often a slip of the pen than a success.
SURPRISING: Final = 2


def quantity_doubts(
    quantity: Decimal | None, *, promised: Decimal | None, is_confirmed: bool, reason: str
) -> Iterator[Fault]:
    """More than twice what was promised asks to be confirmed, with a reason."""
    if not (quantity and promised and quantity > promised * SURPRISING):
        return
    if not is_confirmed:
        yield Fault("is_confirmed", _surprising(quantity, promised), "progress.quantity_is_likely")
    elif not reason.strip():
        yield Fault("reason", _WHY, "progress.quantity_is_likely")


def _surprising(quantity: Decimal, promised: Decimal) -> Labels:
    done, due = (format(value.normalize(), "f") for value in (quantity, promised))
    rate = int(quantity * 100 / promised)
    return Labels(
        f"{done} réalisés pour {due} promis, soit {rate} % : vérifiez la quantité et son unité. "
        "Si c’est bien cela, confirmez et dites pourquoi.",
        f"أُنجز {done} مقابل {due} موعود بها، أي {rate} %: تحققوا من الكمية ووحدتها. "
        "إن كانت صحيحة فأكدوها واذكروا السبب.",
        f"{done} done for {due} promised, that is {rate}%: check the quantity and its unit. "
        "If it is right, confirm and say why.",
    )


_WHY: Final = Labels(
    "Dites pourquoi la quantité dépasse autant ce qui était promis.",
    "اذكروا لماذا تتجاوز الكمية الموعود به بهذا القدر.",
    "Say why the quantity exceeds the promise by so much.",
)
