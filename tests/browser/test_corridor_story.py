"""Scenario 5 whole, through the pages that people see: a debt filed on a phone, routed, concerted,
settled, followed, decided by the standing committee, closed, and read by the auditor.

Each role has a browser of its own; what one does reaches the others by the pages alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.utils import timezone

from mithaq.web.corridor import purposes
from tests.browser.players import Player
from tests.browser.test_filing import MOST_SECONDS, SLOW, TAP, TEXT, WORDS_A_SECOND
from tests.browser.walk import readable
from tests.browser.whole import width_faults

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 780}
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>"
)
PAPER += b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# Who plays, under which account; the second of the fund answers for the country.
CAST = {
    "company": "conserves", "federation": "federation", "fund": "caisse",
    "nation": "caisse-centrale", "agency": "agence-corridor", "signatory": "signataire",
    "secretary": "secretaire", "auditor": "auditrice", "stranger": "employeur",
}  # fmt: skip
# What only one institution may read, wherever a case is shown.
NOTES = {
    "fund": "NOTE-DE-LA-CAISSE-7731",
    "federation": "NOTE-DE-LA-FEDERATION-4402",
    "nation": "NOTE-NATIONALE-9158",
}
# Why an officer and the auditor open a case, as the journal keeps it.
PURPOSES = ("traitement du dossier par son institution", "contrôle du dossier par l’auditeur")
OWED = (("principal", "48 000,00"), ("surcharge", "9 600,00"), ("penalty", "2 400,00"))
WHOLE, PART = "60000.00", "10000.00"
WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "problem": "Trois mois impayés après la perte d’un client ; nous demandons un échéancier.",
        "wanted": "Le bordereau de juin, s’il vous plaît.",
        "given": "Voici le bordereau de juin.",
        "terms": "Six échéances égales dès la mi-décembre.",
        "counter": "Six échéances égales, la première dans une semaine.",
        "reason": "Les cotisations courantes sont à surveiller.",
        "question": "Faut-il maintenir l’échéancier ?",
        "decision": "Maintenir l’échéancier ; la caisse en rend compte.",
        "other": "الإبقاء على جدول الأداء، ويقدم الصندوق تقريرا عنه.",
        "applied": "L’échéancier court : la première échéance est payée.",
        "answer": "Échéancier approuvé, première échéance reçue.",
        "opinion": "Avis sans réserve.",
        "closing": "Accord signé, échéancier suivi.",
    },
    "ar": {
        "problem": "ثلاثة أشهر غير مؤداة بعد فقدان زبون، ونطلب جدولا للأداء.",
        "wanted": "المرجو موافاتنا ببيان شهر يونيو.",
        "given": "هذا بيان شهر يونيو.",
        "terms": "ستة أقساط متساوية ابتداء من منتصف دجنبر.",
        "counter": "ستة أقساط متساوية، أولها بعد أسبوع.",
        "reason": "الاشتراكات الجارية في حاجة إلى تتبع.",
        "question": "هل يُبقى على جدول الأداء؟",
        "decision": "الإبقاء على جدول الأداء، ويقدم الصندوق تقريرا عنه.",
        "other": "Maintenir l’échéancier ; la caisse en rend compte.",
        "applied": "جدول الأداء جار، وقد أُدي القسط الأول.",
        "answer": "صودق على جدول الأداء واستُلم القسط الأول.",
        "opinion": "رأي دون تحفظ.",
        "closing": "اتفاق موقّع وجدول متبوع.",
    },
}


class Story:
    """The people, the case between them, and what they say in their language."""

    def __init__(self, enter: Callable[..., Player], language: str) -> None:
        """Nobody has entered yet: each does when the story reaches them."""
        self.enter, self.language = enter, language
        self.words, self.players = WORDS[language], dict[str, Player]()
        self.public_id = self.number = self.settlement = ""

    def __getattr__(self, role: str) -> Player:
        """The person of a role, at their own browser from their first word on."""
        if role not in CAST:
            raise AttributeError(role)
        if role not in self.players:
            phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
            self.players[role] = self.enter(**(phone if role == "company" else {}))
            self.players[role].sign_in(CAST[role])
        return self.players[role]

    def at_case(self, role: str) -> Player:
        """The person of a role, with the case open."""
        who: Player = getattr(self, role)
        own = "mes-dossiers" if role == "company" else "dossiers"
        assert who.open(f"mediation/{own}/{self.public_id}/") == 200
        return who

    def called(self, role: str) -> Player:
        """A person who finds the case in Today, told by nobody, and opens it from there."""
        who: Player = getattr(self, role)
        who.open("aujourdhui/")
        who.follow(f"[href*='{self.public_id}']")
        return who

    def in_queue(self, role: str) -> bool:
        """Whether the case stands among those at the turn of an institution."""
        who: Player = getattr(self, role)
        who.open("mediation/file/")
        return who.sees(f"main table a[href*='{self.public_id}']")

    def queued(self, role: str) -> Player:
        """A person whose Today is full, and who opens the case from the queue."""
        assert self.in_queue(role)
        who: Player = getattr(self, role)
        who.follow(f"[href*='{self.public_id}']")
        return who


@pytest.fixture(params=["fr", "ar"])
def story(request: Any, browser: Any, own_site: str) -> Iterator[Story]:
    """A story not yet begun, on a demonstration of its own."""
    opened: list[Player] = []

    def enter(**options: Any) -> Player:
        opened.append(Player(browser, own_site, request.param, **options))
        return opened[-1]

    yield Story(enter, request.param)
    for player in opened:
        player.context.close()


def test_a_debt_goes_from_a_phone_to_the_committee_and_back(story: Story) -> None:
    file_on_a_phone(story)
    take_turns(story)
    concert(story)
    settle(story)
    follow(story)
    decide_in_committee(story)
    close(story)
    audit(story)
    keep_out(story)


def file_on_a_phone(story: Story) -> None:
    """Under three minutes for who reads every word of each page, on slow 3G."""
    company = story.company
    page, since, taps, words = company.page, monotonic(), 0, 0
    line = company.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    company.open("mediation/")
    for step in ("a.button", "", "#settlement button", "button[value=non]"):
        if step:
            with page.expect_navigation():
                page.locator(f"main {step}").first.click()
        else:
            page.locator("main details:has(#settlement) > summary").click()
        taps += 1
        words += len(page.locator("main").inner_text().split())
        assert width_faults(page) == []
    page.locator("input[name=pieces]").set_input_files(
        {"name": "bordereau.pdf", "mimeType": "application/pdf", "buffer": PAPER}
    )
    company.send("form.form button.button", description=story.words["problem"])
    waited = monotonic() - since
    line.send("Network.emulateNetworkConditions", SLOW | {
        "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    })  # fmt: skip
    # A tap to choose the paper, one to send; the receipt is read once the case is filed.
    assert waited + TAP * (taps + 2) + TEXT + words / WORDS_A_SECOND < MOST_SECONDS
    story.number = readable(page.locator(".receipt-number").inner_text())
    assert re.fullmatch(r"20\d\d-\d{6}", story.number)
    story.public_id = page.url.rstrip("/").rpartition("/")[2]


def take_turns(story: Story) -> None:
    """Each institution finds the case by itself; what it notes for itself stays with it."""
    assert story.in_queue("fund")
    assert story.in_queue("agency")
    assert not story.in_queue("federation"), "a relay waits for terms to answer"
    fund = story.called("fund")
    assert story.words["problem"] in fund.said()
    assert fund.sees("a[href*='/pieces/']")
    fund.act("prendre")
    fund.act("note", text=NOTES["fund"])
    fund.act("complement", text=story.words["wanted"])
    assert not fund.sees("#acte-complement"), "asked once"

    company = story.called("company")
    assert story.words["wanted"] in company.said()
    company.send("button[value=completer]", text=story.words["given"])
    fund = story.called("fund")
    assert not fund.sees("#acte-complement"), "a second completion is never asked"
    assert story.words["given"] in fund.said()


def concert(story: Story) -> None:
    """Terms, others in return, accepted and signed by all their parties."""
    due_on = (timezone.localdate() + timedelta(days=12)).isoformat()
    fund = story.at_case("fund")
    fund.act("proposer", text=story.words["terms"] + "…", due_on=due_on)
    # Read again: it is mended, then sent; nobody reads what was not.
    fund.send("button[value=modifier]")
    fund.act("proposer", text=story.words["terms"])
    assert story.words["terms"] in fund.said()
    fund.send("button[value=envoyer]")
    # Nobody telephones: the second institution has it in its queue, then in its Today.
    assert story.in_queue("federation")
    federation = story.called("federation")
    federation.act("prendre")
    federation.act("note", text=NOTES["federation"])
    assert story.words["terms"] in federation.said()

    company = story.called("company")
    company.send("button[value=contre-proposer]", text=story.words["counter"], due_on=due_on)
    assert story.words["counter"] in company.said()
    company.send("button[value=envoyer]")
    fund = story.called("fund")
    assert story.words["counter"] in readable(fund.page.locator("#proposition").inner_text())
    fund.act("accepter")
    assert story.words["counter"] in fund.said()
    fund.send("button[value=envoyer]")
    fund.act("signer", has_read=True)
    story.called("federation").act("signer", has_read=True)
    story.called("company").send("button[value=signer]", has_read=True)
    agreed = readable(story.at_case("fund").page.locator("#accord").inner_text())
    assert story.words["counter"] in agreed
    assert story.fund.page.locator("#accord .signers li").count() == len(
        ("company", "relay", "fund")
    )
    assert not story.fund.sees("#accord form[action$='/actes/signer/']"), "signed by all"


def settle(story: Story) -> None:
    """What is owed, the ways to pay it side by side, one asked for; two persons of the fund."""
    fund = story.called("fund")
    fund.follow("[href*='/dettes/saisir/']")
    lines: dict[str, str] = {}
    for rank, (kind, amount) in enumerate(OWED, 1):
        lines |= {f"l{rank}-kind": kind, f"l{rank}-amount": amount, f"l{rank}-month": "2023-06"}
        lines |= {f"l{rank}-branch": "general"} if kind != "penalty" else {}
    fund.send(
        "form.form button.button", reference=f"EX-{story.number}",
        as_of_on=(timezone.localdate() - timedelta(days=2)).isoformat(), order="principal_first",
        **lines,
    )  # fmt: skip
    fund.send("button[value=apply]")

    owing = story.at_case("company")
    owing.follow("[href*='/dettes/releves/']")
    assert amount_on(owing.said(), WHOLE)
    owing.follow("[href$='/regler/']")
    first = (timezone.localdate() + timedelta(days=8)).isoformat()
    options = "form[method=get] button[type=submit]"
    owing.send(f".simulated {options}", months="6", first_due_on="2024-07-01",
               asked_on="2024-06-03")  # fmt: skip
    assert owing.page.locator("#cote ~ table tbody tr").count() > 1, "several ways in 2024"
    owing.send(f".simulated {options}", months="6", first_due_on=first, asked_on="")
    assert owing.page.locator("#cote ~ table tbody tr").count() == 1, "one way is open today"
    owing.send("button[name=confirm]")
    owing.send("button[name=ask]")
    story.settlement = owing.page.url.rstrip("/").rpartition("/")[2]

    fund.open("aujourdhui/")
    fund.follow(f"[href*='/dettes/arrangements/{story.settlement}/']")
    fund.send("form:has([value=prepare]) button")
    assert not fund.sees("[name=act][value=approve]"), "who prepares does not approve"
    signatory = story.signatory
    signatory.open("aujourdhui/")
    signatory.follow(f"[href*='/dettes/arrangements/{story.settlement}/']")
    assert not signatory.sees("[name=act][value=prepare]")
    signatory.send("form:has([value=approve]) button", is_gap_read=True)


def amount_on(text: str, amount: str) -> bool:
    """Whether a text says an amount, however its language sets thousands and decimals."""
    return amount.replace(".", "") in re.sub(r"[\s.,٬٫]", "", text)


def follow(story: Story) -> None:
    """The alarm before the day, a payment, and the day that comes next."""
    company = story.company
    company.open("aujourdhui/")
    company.follow(f"[href*='/dettes/arrangements/{story.settlement}/']")
    assert amount_on(readable(company.page.locator(".advice").first.inner_text()), PART)
    assert company.sees("#couterait"), "what a default would bring back is said"
    assert width_faults(company.page) == []

    fund = story.fund
    fund.open(f"dettes/arrangements/{story.settlement}/")
    fund.send("form:has([value=pay]) button", amount=PART, reference=f"VIR-{story.language}")
    rows = fund.page.locator("#echeances ~ table tbody tr")
    paid = [readable(row.locator("td").nth(1).inner_text()) for row in rows.all()]
    assert len(paid) == 6
    assert amount_on(paid[0], PART)
    assert not any(amount_on(line, PART) for line in paid[1:]), "the oldest day is paid first"
    company.page.reload()
    told = readable(company.page.locator(".advice").first.inner_text())
    assert company.word("Rien n’est en retard.") in told


def decide_in_committee(story: Story) -> None:
    """Carried to the country, referred, on the agenda by itself, decided, minuted, published."""
    # Signed by all, it waits for no opinion; who informs may give one still.
    assert not story.in_queue("agency")
    story.at_case("agency").act("prendre")
    story.at_case("federation").act("national", text=story.words["reason"], is_sure=True)
    story.at_case("nation").act("comite", text=story.words["question"], note=NOTES["nation"])

    secretary = story.secretary
    secretary.open("mediation/comite/")
    assert story.words["question"] in secretary.said()
    secretary.follow("[href$='/comites/1/']")
    secretary.follow("[href$='/preparer/']")
    assert story.number in secretary.press("build")
    secretary.press("convene")
    secretary.page.locator("#is_ahead").check()
    secretary.press("all_present")
    point = secretary.page.locator(".points .note-item").filter(has_text=story.number)
    point.locator(".decide-link").click()
    secretary.settled()
    secretary.page.locator(".decide [name=text]").fill(story.words["decision"])
    other = secretary.page.locator(".decide [name=text_ar], .decide [name=text_fr]").first
    if other.is_visible():
        other.fill(story.words["other"])
    assert story.words["decision"] in secretary.press("decide:")
    secretary.press("close")
    secretary.page.locator("#lever input[name=is_sure]").check()
    secretary.press("close")
    secretary.page.select_option("select[name=adoption]", "written")
    secretary.press("adopt")
    secretary.press("sign_secretary")
    secretary.page.select_option("select[name=unscanned_reason]", "kept_on_paper")
    secretary.press("sign_chair")
    minutes = secretary.press("publish")
    assert story.words["decision"] in minutes
    assert not secretary.sees("button[name=act][value=publish]"), "published"


def close(story: Story) -> None:
    """The decision is back at the case; it is carried out, answered, closed, and judged."""
    for role in ("company", "federation", "fund"):
        who = story.at_case(role)
        assert story.words["decision"] in who.said(), f"{role} reads the decision"
    nation = story.queued("nation")
    nation.act("rendre", text=story.words["applied"])
    nation.act("repondre", kind="solved", answer=story.words["answer"])
    story.at_case("agency").act("repondre", kind="explained", answer=story.words["opinion"])
    story.called("federation").act("acte")
    story.queued("nation").act(
        "clore", kind="solved", reasons=story.words["closing"], money=WHOLE, people_count="12"
    )
    company = story.at_case("company")
    assert story.words["closing"] in company.said()
    company.send("button[value=noter]", score="5")
    assert not company.sees("button[value=noter]"), "said once"


def audit(story: Story) -> None:
    """The life of the case, every read with its purpose, and a figure opened on its cases."""
    auditor = story.at_case("auditor")
    life = readable(auditor.page.locator("section:has(#t-vie)").inner_text())
    assert story.words["reason"] in life
    assert auditor.page.locator("section:has(#t-vie) li, section:has(#t-vie) .event").count() > 15
    assert story.words["decision"] in auditor.said()
    auditor.open(f"journal/?q={story.number}&object_type=case")
    read = auditor.said()
    for purpose in (purposes.OWN_CASE, *PURPOSES):
        assert auditor.word(purpose) in read, purpose

    auditor.open("mediation/")
    auditor.follow("[href$='/mediation/tableau/']")
    figure = auditor.page.locator(".score-figures a[href*='/clos/']").first
    count = int(figure.inner_text())
    with auditor.page.expect_navigation():
        figure.click()
    assert re.search(rf"\b{count}\b", auditor.said())
    assert auditor.sees(f"main table a[href*='{story.public_id}']")


def keep_out(story: Story) -> None:
    """A note is read at its own institution only; a stranger does not learn that a case exists."""
    own = {"fund": {"fund", "nation"}, "nation": {"fund", "nation"}, "federation": {"federation"}}
    for role in ("company", "federation", "fund", "nation", "agency", "auditor"):
        shown = story.at_case(role).page.content()
        for source, note in NOTES.items():
            assert (note in shown) is (role in own[source]), (role, source)
    for role in ("auditor", "secretary"):
        who: Player = getattr(story, role)
        for path in (f"journal/?q={story.number}", f"mediation/dossiers/?q={story.number}"):
            who.open(path)
            assert not any(note in who.page.content() for note in NOTES.values())

    paths = [f"mediation/{own}/{story.public_id}/" for own in ("dossiers", "mes-dossiers")]
    paths += [f"mediation/recu/{story.public_id}/", f"dettes/arrangements/{story.settlement}/"]
    for path in paths:
        assert story.stranger.open(path) == 404, path
        assert story.number not in story.stranger.said()
    visitor = story.enter()
    for path in paths:
        visitor.open(path)
        assert "/compte/connexion/" in visitor.page.url, path
        assert story.words["problem"] not in visitor.said()
