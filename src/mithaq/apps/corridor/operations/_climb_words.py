"""What is said of a case that may not climb."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels

NOT_TO_CONTEST: Final = Labels(
    "L’entreprise conteste un refus motivé, tant que le comité permanent n’a pas eu le dossier.",
    "للمقاولة أن تنازع في رفض معلل ما لم يُعرض الملف على اللجنة الدائمة.",
    "The company contests a reasoned refusal, as long as the standing committee has not had the "
    "case.",
)
NOT_TO_CALL: Final = Labels(
    "Ce dossier n’est pas à l’échelon national : seul un représentant peut le porter plus haut.",
    "ليس هذا الملف في المستوى الوطني: وحده ممثل مؤسسة يرفعه إلى مستوى أعلى.",
    "This case is not at the national level: only a representative may carry it higher.",
)
