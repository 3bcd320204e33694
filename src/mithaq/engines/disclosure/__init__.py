"""Small counts of people stay unsaid, and no total minus its parts gives them away.

``protect`` takes the counts of one table and the sums that hold between them, and says of each
count whether it is shown, said to be small, or masked so that a small one cannot be computed.
"""

from __future__ import annotations

from mithaq.engines.disclosure._problem import Count, Sum
from mithaq.engines.disclosure._result import Protection, Showing
from mithaq.engines.disclosure._solve import is_revealed, protect

__all__ = ["Count", "Protection", "Showing", "Sum", "is_revealed", "protect"]
