"""The recipe that anyone runs, without Mithaq and without the key, on the files of the journal."""

from __future__ import annotations

from string import Template
from typing import Final

from django.utils.translation import gettext as _

LINES: Final = "journal-lines.csv"
SEALS: Final = "journal-seals.csv"
HEAD: Final = "journal-head.json"
NAME: Final = "verify.py"

# Python 3 alone. What is printed is in the language of the page.
_RECIPE: Final = Template("""\
import csv, json, sys
from hashlib import sha256
from itertools import groupby

rows = lambda name: csv.DictReader(open(name, encoding="utf-8-sig", newline=""))
seals = {row["seal"]: row for row in rows("journal-seals.csv")}
head = json.load(open(sys.argv[1] if len(sys.argv) > 1 else "journal-head.json"))
previous, faults, read = None, 0, set()

def fault(*words):
    global faults
    faults += 1
    print(*words)

for number, lines in groupby(rows("journal-lines.csv"), key=lambda row: row["seal"]):
    seal, count = seals.get(number), 0
    if seal is None or (previous and (seal["previous"], int(number)) != previous):
        fault(number, "$broken")
        break
    read.add(number)
    whole = sha256(f"{number}\\n{seal['previous']}\\n{seal['sealed_at']}\\n".encode())
    for line in lines:
        *columns, kept = list(line.values())[1:]
        digest = sha256("\\t".join(columns).encode()).hexdigest()
        if digest != kept:
            fault(line["line"], "$altered")
        whole.update(f"{digest}\\n".encode())
        count += 1
    if whole.hexdigest() != seal["sha256"] or count != int(seal["lines"]):
        fault(number, "$seal")
    previous = (seal["sha256"], int(number) + 1)

if read != set(seals):
    fault("$missing")
if seals.get(str(head["number"]), {}).get("sha256") != head["open_digest"]:
    fault(head["number"], "$head")
print("$intact" if not faults else "$not_intact")
sys.exit(1 if faults else 0)
""")


def recipe() -> str:
    """The recipe, its answers in the reader's language."""
    return _RECIPE.substitute(
        broken=_(": ce scellé ne suit pas celui d’avant"),
        altered=_(": cette ligne a été modifiée"),
        seal=_(": l’empreinte de ce scellé n’est pas celle de ses lignes"),
        missing=_("Des scellés de la liste n’ont aucune ligne."),
        head=_(": ce scellé n’est pas celui de la tête publiée"),
        intact=_("Intact : chaque ligne, chaque scellé et la tête se retrouvent."),
        not_intact=_("Pas intact."),
    )
