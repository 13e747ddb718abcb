"""An account keeps places: it gathers, merges nothing and loses nothing (C1)."""

from __future__ import annotations

from codev.groups import charter
from codev.groups.founding import add, found
from codev.people import browsers, claims, links
from codev.people.models import Account, Claim


def test_a_kept_place_opens_wherever_she_signs_in(visitor, ines) -> None:
    visitor().opens(ines).makes_an_account().post("/account/keep", member=ines.pk)
    elsewhere = visitor()
    assert not elsewhere.reaches(ines)
    assert elsewhere.signs_in().reaches(ines)


def test_what_only_a_link_brought_here_stays_when_she_signs_in_and_out(visitor, ines) -> None:
    other = add(found("Ailleurs"), "Inès M.", is_facilitator=True)
    here = visitor().opens(ines).opens(other).makes_an_account()
    here.post("/account/keep", member=ines.pk)
    here.post("/account/sign-out")
    assert (here.reaches(ines), here.reaches(other), here.get("/account").status_code) == (False, True, 302)


def test_her_notes_open_where_she_signs_in_only_if_they_were_open_where_she_claimed(visitor, ines) -> None:
    visitor().opens(ines)
    charter.accept(ines.pk, 1)
    links.renew(ines.pk)
    visitor().opens(ines).makes_an_account().post("/account/keep", member=ines.pk)
    assert Claim.objects.get(member=ines.pk).opens_notes is False


def test_nobody_keeps_a_place_that_this_browser_does_not_have(visitor, ines) -> None:
    answer = visitor().makes_an_account().post("/account/keep", member=ines.pk)
    assert (answer.status_code, Claim.objects.count()) == (422, 0)


def test_a_place_is_one_accounts_at_most(visitor, ines) -> None:
    here = visitor().opens(ines).makes_an_account()
    here.post("/account/keep", member=ines.pk)
    other = Account.objects.create_user("someone@example.org")
    assert [claims.kept_by(other), claims.kept_by(Account.objects.get(address="ines@example.org"))] == [(), (ines.pk,)]
    links.renew(ines.pk)
    assert visitor().opens(ines).makes_an_account("thief@example.org").post("/account/keep", member=ines.pk).status_code == 422


def test_another_account_in_the_same_browser_does_not_inherit_the_first_ones_places(visitor, ines) -> None:
    here = visitor().opens(ines).makes_an_account()
    here.post("/account/keep", member=ines.pk)
    here.post("/account/sign-out")
    assert not here.makes_an_account("someone@example.org").reaches(ines)


def test_a_released_place_stays_in_this_browser_and_comes_no_more_elsewhere(visitor, ines) -> None:
    here = visitor().opens(ines).makes_an_account()
    for what in ("keep", "release"):
        here.post(f"/account/{what}", member=ines.pk)
    assert (here.reaches(ines), visitor().signs_in().reaches(ines)) == (True, False)


def test_an_erased_account_is_gone_and_her_places_are_not(visitor, ines) -> None:
    here = visitor().opens(ines).makes_an_account()
    here.post("/account/keep", member=ines.pk)
    here.post("/account/erase")
    assert (Account.objects.count(), Claim.objects.count(), here.reaches(ines), here.get("/account").status_code) == (0, 0, True, 302)


def test_signing_out_ends_what_the_login_had_open(visitor, ines) -> None:
    here, told = visitor().opens(ines).makes_an_account(), []
    here.post("/account/keep", member=ines.pk)
    stop = browsers.listen(told.append)
    here.post("/account/sign-out")
    stop()
    assert told
