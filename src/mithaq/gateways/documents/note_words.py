"""The printed words of the one-page note on a convention."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels
from mithaq.gateways.documents.words import RESULTS_REPORT_WORDS

NOTE_WORDS: Final[dict[str, Labels]] = RESULTS_REPORT_WORDS | {
    "more_one": Labels("… et 1 autre", "… وعنصر آخر", "… and 1 more"),
    "more_before": Labels("… et ", "… و", "… and "),
    "more_after": Labels(" autres", " أخرى", " more"),
    "decisions": Labels(
        "Ce qui attend votre décision", "ما ينتظر قراركم", "What awaits your decision"
    ),
    "no_decision": Labels(
        "Rien ne se déduit des promesses inscrites.",
        "لا يُستنتج شيء من الوعود المسجلة.",
        "Nothing follows from the promises recorded.",
    ),
    "promised_done": Labels("Promis et fait", "الموعود والمنجَز", "Promised and done"),
    "measure": Labels("Objectif", "الهدف", "Target"),
    "promised": Labels("Promis", "الموعود", "Promised"),
    "done": Labels("Fait", "المنجَز", "Done"),
    "no_target": Labels(
        "Aucun objectif chiffré n’est publié.",
        "لم يُنشر أي هدف رقمي.",
        "No quantified target was published.",
    ),
    "said": Labels("Ce qui est dit", "ما قيل", "What is said"),
    "counted": Labels("Ce qui est compté", "ما الذي يُعدّ", "What is counted"),
    "state_on": Labels("État au", "الوضع إلى غاية", "State on"),
    "money": Labels("L’argent, par étape", "المال حسب المرحلة", "Money, stage by stage"),
    "payer": Labels("Payeur", "الممول", "Payer"),
    "committed": Labels("Engagé", "ملتزم به", "Committed"),
    "called": Labels("Appelé", "مطلوب", "Called"),
    "disbursed": Labels("Décaissé", "مؤدى", "Disbursed"),
    "justified": Labels("Justifié", "مبرَّر", "Justified"),
    "no_money": Labels(
        "Aucun budget n’est publié.", "لم تُنشر أي ميزانية.", "No budget was published."
    ),
    "late": Labels("Engagements en retard", "التزامات متأخرة", "Late commitments"),
    "who": Labels("Qui doit", "من عليه", "Who owes"),
    "none_late": Labels(
        "Aucune échéance publiée n’est dépassée.",
        "لم يتجاوز أي أجل منشور.",
        "No published deadline has passed.",
    ),
    "committees": Labels("Comités", "اللجان", "Committees"),
    "no_committee": Labels(
        "Aucun comité n’est publié.", "لم تُنشر أي لجنة.", "No committee was published."
    ),
    "conflicts": Labels("Sources qui se contredisent", "مصادر متعارضة", "Sources that disagree"),
    "no_conflict": Labels("Aucun conflit ouvert.", "لا تعارض مفتوح.", "No open conflict."),
}
