"""Keys worked out by hand, published examples, and the slips a key must find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base import fictitious
from mithaq.base.identifiers import (
    IdentifierCheck,
    Verdict,
    affiliate_key,
    bank_code_of,
    check_affiliate_number,
    check_business_tax,
    check_cin,
    check_commercial_register,
    check_iban,
    check_ice,
    check_insured_number,
    check_phone,
    check_postal_code,
    check_rib,
    check_tax_identifier,
    iban_of,
    identifies_a_person,
    insured_key,
    key_97,
    mask,
)

VALID, WARNING, INVALID = Verdict.VALID, Verdict.WARNING, Verdict.INVALID

# Published by the central bank in 2023 for public donations, then altered three ways.
PUBLIC_RIB = "001810007800020110620318"
ALTERED_RIBS = ["001810007800020110620319", "001810007800020110620381", "001810007800020110602318"]


def test_the_published_account_is_valid_and_its_alterations_are_not() -> None:
    assert check_rib(PUBLIC_RIB).verdict is VALID
    assert check_rib("001 810 0078000201106203 18").value == PUBLIC_RIB
    assert [check_rib(rib).verdict for rib in ALTERED_RIBS] == [INVALID] * 3
    assert check_iban("MA64 0018 1000 7800 0201 1062 0318").verdict is VALID
    assert check_iban("MA64011519000001205000534921").verdict is VALID
    assert iban_of(PUBLIC_RIB) == "MA64001810007800020110620318"
    assert bank_code_of(PUBLIC_RIB) == bank_code_of(iban_of(PUBLIC_RIB)) == "001"


@pytest.mark.parametrize(
    "iban",
    [
        "MA65001810007800020110620318",
        "FR7630006000011234567890189",
        "MA6400181000780002011062031",
        iban_of(ALTERED_RIBS[0]),
    ],
)
def test_other_ibans_are_refused(iban: str) -> None:
    assert check_iban(iban).is_blocking


def test_the_ice_key_by_hand() -> None:
    # 13 x 100 = 1300 = 13 x 97 + 39, and 97 - 39 = 58.
    assert key_97("0000000000013") == "58"
    assert check_ice("000000000001358").verdict is VALID
    wrong = check_ice("000 000 000 0013 59")
    assert (wrong.verdict, wrong.is_blocking) == (WARNING, False)
    assert "58" in wrong.sentence.fr


@pytest.mark.parametrize("ice", ["", "00000000000135", "0000000000013588", "00000000000I358"])
def test_an_ice_of_another_form_blocks(ice: str) -> None:
    assert check_ice(ice).verdict is INVALID


@pytest.mark.parametrize(
    ("digits", "key"),
    [
        # (0+0+0) x 2 + 7+4+3 = 14, u = 4, key 6: the number of a published sample.
        ("704030", "6"),
        # (2+4+6) x 2 + 1+3+5 = 33, u = 3, key 7.
        ("123456", "7"),
        # (9+9+9) x 2 + 9+9+9 = 81, u = 1, key 9.
        ("999999", "9"),
        # (1+0+0) x 2 + 2+2+4 = 10, u = 0, key 0.
        ("212040", "0"),
    ],
)
def test_affiliate_keys_by_hand(digits: str, key: str) -> None:
    assert affiliate_key(digits) == key
    assert check_affiliate_number(digits + key).verdict is VALID
    other = check_affiliate_number(digits + str((int(key) + 1) % 10))
    assert other.is_blocking
    assert other.can_be_overridden


@pytest.mark.parametrize(
    ("digits", "key"),
    [
        # (2+4+6+8) x 2 + 3+5+7 = 55, u = 5, key 5: the first digit does not count.
        ("12345678", "5"),
        # (0+0+0+0) x 2 + 0+0+0 = 0, key 0: the rejected number.
        ("10000000", "0"),
        # (9+9+9+9) x 2 + 9+9+9 = 99, u = 9, key 1.
        ("19999999", "1"),
    ],
)
def test_insured_keys_by_hand(digits: str, key: str) -> None:
    assert insured_key(digits) == key


def test_insured_numbers() -> None:
    assert check_insured_number("123 456 785").verdict is VALID
    assert check_insured_number("123456784").can_be_overridden
    assert check_insured_number("223456785").is_blocking
    assert check_insured_number("000000000").verdict is WARNING
    assert check_insured_number("999999999").verdict is WARNING
    rejected = check_insured_number("100000000")
    assert (rejected.verdict, rejected.can_be_overridden) == (INVALID, False)
    assert [identifies_a_person(n) for n in ("000000000", "999999999", "100000000")] == [False] * 3
    assert identifies_a_person("123456785")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("06 12-34.56.78", "+212612345678"),
        ("+212 (0)5 22 12 34 56", "+212522123456"),
        ("00212 812345678", "+212812345678"),
        ("٠٦١٢٣٤٥٦٧٨", "+212612345678"),
    ],
)
def test_phones_are_written_one_way(written: str, stored: str) -> None:
    check = check_phone(written)
    assert (check.value, check.verdict) == (stored, VALID)


@pytest.mark.parametrize("written", ["3939", "0412345678", "+33612345678", "061234567"])
def test_other_phones_are_refused(written: str) -> None:
    assert check_phone(written).is_blocking


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        (check_cin("ab 123456"), VALID),
        (check_cin("A1"), VALID),
        (check_cin("ABC1234"), INVALID),
        (check_cin("AB1234567"), INVALID),
        (check_tax_identifier("20695015"), VALID),
        (check_tax_identifier("2202961"), VALID),
        (check_tax_identifier("123456"), WARNING),
        (check_tax_identifier("12A"), INVALID),
        (check_business_tax("36167873"), VALID),
        (check_business_tax("3616787"), WARNING),
        (check_commercial_register("12345", "Casablanca"), VALID),
        (check_commercial_register("12345", " "), INVALID),
        (check_commercial_register("123", "Agadir"), WARNING),
        (check_postal_code("20250"), VALID),
        (check_postal_code("2025"), INVALID),
    ],
)
def test_the_other_identifiers(check: IdentifierCheck, verdict: Verdict) -> None:
    assert check.verdict is verdict
    assert check.sentence.fr
    assert check.sentence.ar
    assert check.sentence.en
    assert check.rule


def test_a_register_number_is_kept_with_its_court() -> None:
    assert check_commercial_register("12 345", " Aïn  Sebaâ ").value == "12345/Aïn Sebaâ"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("rib", PUBLIC_RIB, "001•••••••••••••••••0318"),
        ("cin", "AB123456", "A•••••56"),
        ("phone", "+212612345678", "+2126••••••78"),
        ("insured", "123456785", "1•••••785"),
        ("ice", "000000000001358", "000000000001358"),
        ("cin", "A12", "•••"),
    ],
)
def test_what_names_a_person_is_shown_in_part(kind: str, value: str, shown: str) -> None:
    assert mask(value, kind) == shown


@given(st.text(alphabet="0123456789", min_size=22, max_size=22), st.data())
def test_a_rib_key_finds_every_altered_digit(account: str, data: st.DataObject) -> None:
    rib = account + key_97(account)
    assert check_rib(rib).is_valid
    assert check_iban(iban_of(rib)).is_valid
    assert check_rib(_altered(rib, data)).is_blocking


@given(st.text(alphabet="0123456789", min_size=24, max_size=24), st.integers(0, 22))
def test_a_rib_key_finds_every_swap_of_neighbours(digits: str, at: int) -> None:
    rib = digits[:22] + key_97(digits[:22])
    swapped = rib[:at] + rib[at + 1] + rib[at] + rib[at + 2 :]
    assert check_rib(swapped).is_valid == (swapped == rib)


@given(st.text(alphabet="0123456789", min_size=6, max_size=6), st.data())
def test_an_affiliate_key_finds_an_altered_odd_digit(digits: str, data: st.DataObject) -> None:
    # A doubled digit altered by 5 changes the sum by 10: this key cannot see it.
    number = digits + affiliate_key(digits)
    at = data.draw(st.sampled_from([0, 2, 4, 6]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))
    assert check_affiliate_number(number[:at] + digit + number[at + 1 :]).is_blocking


@given(st.text())
def test_no_text_breaks_a_check(text: str) -> None:
    for check in (
        check_ice,
        check_rib,
        check_iban,
        check_affiliate_number,
        check_insured_number,
        check_cin,
        check_phone,
        check_tax_identifier,
        check_business_tax,
        check_postal_code,
    ):
        once = check(text)
        assert check(once.value).verdict is once.verdict


@given(st.integers(0, 99_999))
def test_fictitious_identifiers_are_right_in_form(rank: int) -> None:
    assert check_ice(fictitious.fictitious_ice(rank, establishment=rank % 10_000)).is_valid
    assert check_rib(fictitious.fictitious_rib(rank)).is_valid
    assert check_iban(fictitious.fictitious_iban(rank)).is_valid
    assert check_affiliate_number(fictitious.fictitious_affiliate_number(rank)).is_valid
    assert check_insured_number(fictitious.fictitious_insured_number(rank)).is_valid
    assert check_cin(fictitious.fictitious_cin(rank)).is_valid
    assert check_phone(fictitious.fictitious_phone(rank)).is_valid
    assert fictitious.is_fictitious_ice(fictitious.fictitious_ice(rank))


def test_fictitious_ranks_do_not_wrap_around() -> None:
    with pytest.raises(ValueError, match="rank"):
        fictitious.fictitious_insured_number(100_000)
    assert not fictitious.is_fictitious_ice("000000000001358")


def _altered(number: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))
    return number[:at] + digit + number[at + 1 :]
