"""Scenarios 2 and 3 between fictitious bodies, played in Chromium: drafted, visaed, signed, read.

Scenario 2: a regional programme goes from its template to its entry into force, one capacity
refused on the day. Scenario 3: two conventions signed in one session, with a target that belongs
to both and is divided between neither.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import pytest
from django.utils import timezone

from tests.browser.walk import readable

pytestmark = pytest.mark.browser

# What each language shows at the steps that matter; the body whose signatory has no mandate yet.
WORDS: Final = {
    "fr": {
        "refused": "Aucun mandat de signataire", "registered": "au registre",
        "gate": "conditions ne sont ni remplies ni dispensées", "active": "en vigueur",
        "signed": "Ce qui a été signé", "differs": "ne le tenez pas pour signé",
        "share": "non publié", "body": "region-hesperides", "account": "region",
    },
    "ar": {
        "refused": "لا يوجد أي تفويض بالتوقيع", "registered": "السجل",
        "gate": "شروط", "active": "سارٍ",
        "signed": "ما تم توقيعه", "differs": "لا تعتبروه موقعا",
        "share": "غير منشور", "body": "federation-hesperides", "account": "federation",
    },
}  # fmt: skip
REFERENCE: Final = "EXERCICE-REGIONAL"
SCAN: Final = b"%PDF-1.7 signed by hand"


class Reader:
    """Somebody of the demonstration, in one language, each in a browser of their own."""

    def __init__(self, browser: Any, site: str, language: str, username: str = "") -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.site, self.language = site, language
        if username:
            self.open("compte/connexion/")
            self.page.locator(f"button[name=username][value={username}]").click()
            self.page.wait_for_load_state()

    def open(self, address: str) -> str:
        answer = self.page.goto(f"{self.site}/{self.language}/{address}")
        assert answer.status == 200, address
        return self.said()

    def said(self) -> str:
        return readable(self.page.locator("main").inner_text())

    def press(self, selector: str) -> str:
        """Open what hides a button, press it, read what answers."""
        button = self.page.locator(selector).first
        fold = button.locator("xpath=ancestor::details")
        if fold.count() and fold.first.get_attribute("open") is None:
            fold.first.locator("summary").first.click()
        button.click()
        self.page.wait_for_load_state()
        return self.said()

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            field = self.page.locator(f"[name='{name.replace('___', '-')}']").first
            fold = field.locator("xpath=ancestor::details")
            if fold.count() and fold.first.get_attribute("open") is None:
                fold.first.locator("summary").first.click()
            if field.evaluate("node => node.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def write(self, part: str, draft: str, **values: str) -> None:
        """Write the first row of a part and save it."""
        self.open(f"{draft}partie/{part}/")
        self.fill(**{f"r0___{name}": value for name, value in values.items()})
        self.press("form.draft-form button.button:not(.second)")
        assert self.page.url.endswith(f"/{draft}"), self.said()

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def people(browser: Any, own_site: str) -> Any:
    """Open readers at will; every one is closed at the end."""
    opened: list[Reader] = []

    def as_(language: str, username: str = "") -> Reader:
        opened.append(Reader(browser, own_site, language, username))
        return opened[-1]

    yield as_
    for reader in opened:
        reader.close()


def after(url: str, language: str) -> str:
    """The address of a page without its language."""
    return url.split(f"/{language}/", 1)[1].split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_text_goes_from_its_template_to_its_entry_into_force(people: Any, language: str) -> None:
    words = WORDS[language]
    drafter = people(language, "juriste")
    drafter.open("projets/nouveau/")
    reference = f"{REFERENCE}-{language.upper()}"
    drafter.fill(
        template="federation", reference=reference, title_fr=f"Programme d’exercice {language}",
        title_ar="برنامج تمريني",
    )  # fmt: skip
    drafter.press("main form button.button")
    draft = after(drafter.page.url, language)
    drafter.press("button[name=action][value=open_negotiation]")
    _write_the_text(drafter, draft, words["body"])

    partner = people(language, words["account"])
    partner.open(draft)
    partner.fill(body="« Dix jours » : ouvrables ou non ?")
    assert "ouvrables ou non" in partner.press(f"form[action$='{draft}commenter/'] button")
    drafter.open(draft)
    drafter.press("button[name=comment]")

    drafter.open(f"{draft}circuit/")
    drafter.fill(visa_0="ministere-hesperides", deliberating_0="region-hesperides")
    drafter.press("main form button.button")
    drafter.press("button[name=action][value=request_visas]")
    ministry = people(language, "programme")
    ministry.open(draft)
    ministry.press("button[name=status][value=given]")
    assert not ministry.page.locator("button[name=status]").count()
    drafter.open(draft)
    drafter.press("button[name=action][value=request_deliberation]")
    drafter.fill(
        session_on=timezone.localdate().isoformat(), number=f"12-{reference}", votes_for="20",
        votes_against="3",
    )  # fmt: skip
    drafter.press(f"form[action$='{draft}deliberation/'] button.button")
    drafter.press("button[name=action][value=open_signing]")
    folder = _folder(drafter, language)
    _print(drafter, folder)

    signatory = people(language, "signataire")
    signatory.open(folder)
    signatory.page.locator("#s-read").check()
    signatory.press(".draft-sign button")
    code = _sign_the_rest_on_paper(people, drafter, folder, language, words)

    _brought_into_force(ministry, reference, words)
    _verified_by_anyone(people, code, language, words)


def _write_the_text(drafter: Reader, draft: str, body: str) -> None:
    """Parties, signatories, and what the template leaves to write."""
    drafter.open(f"{draft}partie/parties/")
    drafter.fill(
        r0___organisation="caisse-hesperides", r0___role="party", r1___organisation=body,
        r1___role="party",
    )  # fmt: skip
    drafter.press("form.draft-form button.button:not(.second)")
    drafter.open(f"{draft}partie/signataires/")
    drafter.press("button[name=more]")
    drafter.fill(
        r0___of="caisse-hesperides", r0___person__fr="Anouar Sebti",
        r0___capacity__fr="directeur général", r1___of=body,
        r1___capacity__fr="président",
    )  # fmt: skip
    drafter.press("form.draft-form button.button:not(.second)")
    assert drafter.page.url.endswith(f"/{draft}")
    if not drafter.page.locator("#clause-engagements-0").count():
        drafter.write(
            "engagements", draft, of="0", debtor="caisse-hesperides", nature="means",
            text__fr="Répondre en dix jours.", text__ar="الجواب في عشرة أيام.",
        )  # fmt: skip
    missing = drafter.page.locator("#manque ~ ul").all_inner_texts()
    drafter.write(
        "duree", draft, duration="fixed", covers__from="2026-01-01", covers__to="2028-12-31"
    )
    assert not drafter.page.locator("#manque").count(), (missing, drafter.said())


def _folder(reader: Reader, language: str) -> str:
    link = reader.page.locator("main a[href*='/signatures/']").first.get_attribute("href")
    return after(link, language)


def _print(reader: Reader, folder: str) -> None:
    """The folder comes out as a paper in both languages."""
    reader.open(folder)
    token = reader.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    for code in ("fr", "ar"):
        answer = reader.page.request.post(
            f"{reader.page.url}{code}.pdf",
            form={"csrfmiddlewaretoken": token},
            headers={"Referer": reader.page.url},
        )
        assert answer.headers["content-type"] == "application/pdf"


def _sign_the_rest_on_paper(
    people: Any, drafter: Reader, folder: str, language: str, words: Any
) -> str:
    """The body's signatory has no mandate that day: refused, then recorded, then accepted."""
    scan = {"name": "signe.pdf", "mimeType": "application/pdf", "buffer": SCAN}

    def record() -> str:
        drafter.open(folder)
        drafter.fill(signed_on=timezone.localdate().isoformat())
        drafter.page.locator("input[name=scan]").set_input_files(scan)
        drafter.press("form[action$='papier/'] button")
        return readable(drafter.page.locator("body").inner_text())

    assert words["refused"] in record()
    administrator = people(language, "administrateur")
    administrator.open(f"comptes/?q={words['account']}")
    administrator.page.locator("tbody th a").first.click()
    administrator.page.wait_for_load_state()
    administrator.page.locator("a[href$='/mandat/']").first.click()
    administrator.page.wait_for_load_state()
    administrator.fill(
        role="signatory", organisation=words["body"], capacity_fr="président", capacity_ar="الرئيس",
        starts_on=(timezone.localdate() - timedelta(days=30)).isoformat(), reason="Exercice",
    )  # fmt: skip
    administrator.press("main form button.button")
    assert words["registered"] in record()
    drafter.open(folder)
    kinds = drafter.page.locator(".fingerprint div:has(a[href*='/texte/']) b")
    return str(kinds.first.inner_text())


def _brought_into_force(manager: Reader, reference: str, words: Any) -> None:
    """The gate refuses what is not ready; each point is then waived with a reason."""
    manager.open(f"conventions/{reference}/vie/")
    assert words["gate"] in manager.said()
    step = "button[name=action][value=bring_into_force]"
    manager.page.locator("#e-reason").fill("Accord des parties")
    assert words["gate"] in manager.press(step)
    while left := manager.page.locator("form[action$='dispense/']").count():
        fold = manager.page.locator("details:has(form[action$='dispense/'])").first
        fold.locator("summary").click()
        fold.locator("input[name=reason]").fill("Exercice")
        fold.locator("button").click()
        manager.page.wait_for_load_state()
        assert manager.page.locator("form[action$='dispense/']").count() == left - 1
    manager.page.locator("#e-reason").fill("Conditions dispensées")
    assert words["active"] in manager.press(step)


def _verified_by_anyone(people: Any, code: str, language: str, words: Any) -> None:
    public = people(language)
    assert words["signed"] in public.open(f"verifier/?code={code}")
    public.fill(code=code)
    wrong = {"name": "autre.pdf", "mimeType": "application/pdf", "buffer": SCAN + b" changed"}
    public.page.locator("input[name=file]").set_input_files(wrong)
    assert words["differs"] in public.press("main form button.button")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_two_conventions_of_one_session_share_a_target_undivided(
    people: Any, language: str
) -> None:
    words = WORDS[language]
    drafter = people(language, "juriste")
    folders = [_open_pooled(drafter, language, rank) for rank in (1, 2)]
    drafter.open("signatures/")
    for folder in folders:
        drafter.page.locator(f"#s-{folder.split('/')[-2]}").check()
    drafter.fill(
        reference=f"SEMINAIRE-{language.upper()}", label_fr="Séminaire d’exercice",
        label_ar="ندوة تمرينية", place_fr="Port des Hespérides",
        planned_on=timezone.localdate().isoformat(),
    )  # fmt: skip
    drafter.press("form[action$='/signatures/seance/'] button")

    signatory = people(language, "signataire")
    for folder in folders:
        signatory.open(folder)
    signatory.open("signatures/")
    for folder in folders:
        signatory.page.locator(f"#f-{folder.split('/')[-2]}").check()
    signatory.page.locator("#s-read").check()
    signatory.press("main form button.button")
    for rank in (1, 2):
        public = people(language)
        said = public.open(f"conventions/SEMINAIRE-{language.upper()}-{rank}/")
        assert "600" in said
        assert words["share"] in said


def _open_pooled(drafter: Reader, language: str, rank: int) -> str:
    """Open a text from a file, with a target that belongs to the whole session."""
    name = f"SEMINAIRE-{language.upper()}"
    text = f"""
reference: {name}-{rank}
kind: partnership
level: national
title: {{fr: "Convention d’exercice {rank}", ar: "اتفاقية تمرينية {rank}"}}
purpose: {{fr: "Créer des emplois ensemble.", ar: "إحداث مناصب شغل معا."}}
duration: open_ended
set: {{reference: {name}, title: {{fr: "Séminaire d’exercice", ar: "ندوة تمرينية"}}}}
parties:
  - organisation: caisse-hesperides
    role: party
    signatories: [{{capacity: {{fr: "directeur général"}}}}]
  - {{organisation: agence-hesperides, role: operator}}
targets:
  - {{title: {{fr: "Emplois directs", ar: "مناصب شغل"}}, indicator: direct-jobs, unit: jobs, value: "600", pooled: true}}
"""  # noqa: E501 - a line of the file
    file = {"name": "texte.yaml", "mimeType": "application/yaml", "buffer": text.encode()}
    drafter.open("projets/nouveau/")
    drafter.page.locator("input[type=file]").set_input_files(file)
    drafter.press("main form button.button")
    drafter.press("button[name=action][value=open_negotiation]")
    drafter.press("button[name=action][value=open_signing]")
    return _folder(drafter, language)
