"""The invented groups: two that stand open on this machine, and a fresh one for whoever comes alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import sync_to_async

from codev.cli import serve
from codev.groups import access, demo
from codev.groups.models import Group, Member, PlannedSession
from codev.groups.planning import first_row
from codev.groups.sealed import vault
from codev.people import links
from codev.people.models import Invitation

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
HERE = "http://127.0.0.1:8000"

pytestmark = pytest.mark.django_db


def test_the_first_start_founds_two_groups_of_six_and_a_facilitator() -> None:
    printed = demo.seed(HERE, NOW)
    assert [len(Member.objects.filter(group=group)) for group in Group.objects.all()] == [7, 7]
    assert [name for name, _ in printed][:2] == ["Odile", "Solène"]


def test_a_second_start_founds_nothing_and_prints_the_same_links() -> None:
    assert demo.seed(HERE, NOW) == demo.seed(HERE, NOW + timedelta(hours=1)) == demo.links(HERE)
    assert (Group.objects.count(), PlannedSession.objects.count()) == (2, 2)


@pytest.mark.parametrize(("url", "shown"), [(HERE, 14), ("https://codev.example.org", 0)])
def test_a_server_for_others_prints_no_link_into_its_journal(url: str, shown: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODEV_URL", url)
    said = serve._demonstration()
    assert (sum("/l/" in line for line in said), bool(said)) == (shown, True)


def test_a_start_on_another_day_plans_a_fresh_session() -> None:
    demo.seed(HERE, NOW)
    demo.seed(HERE, NOW + timedelta(days=1))
    assert (Group.objects.count(), PlannedSession.objects.count()) == (2, 4)


def test_on_this_machine_each_person_has_a_host_of_her_own() -> None:
    hosts = [link.split("/l/")[0] for _, link in demo.seed(HERE, NOW)]
    assert hosts[:2] == ["http://odile.localhost:8000", "http://solene.localhost:8000"]
    assert len(set(hosts)) == 14


@pytest.mark.parametrize(
    ("base", "first"),
    [
        ("https://codev.example", "https://codev.example/l/"),
        ("https://codev.example/", "https://codev.example/l/"),
        ("http://localhost", "http://odile.localhost/l/"),
        ("http://[::1]:9", "http://odile.localhost:9/l/"),
    ],
)
def test_elsewhere_the_public_address_stands_in_the_links(base: str, first: str) -> None:
    assert demo.seed(base, NOW)[0][1].startswith(first)


def test_every_printed_link_opens_again_and_again() -> None:
    tokens = [link.rpartition("/")[2] for _, link in demo.seed(HERE, NOW)]
    Invitation.objects.update(claimed=1)
    assert {links.read(token) for token in tokens} == set(Member.objects.values_list("pk", flat=True))


def test_the_groups_speak_as_their_cases_do() -> None:
    demo.seed(HERE, NOW)
    tables = {place.table.format: place.table.language for place in access.places(Member.objects.values_list("pk", flat=True))}
    assert tables == {"ninety": "fr", "classic": "fr-CA-tu"}


def test_two_languages_are_read_in_each_group() -> None:
    demo.seed(HERE, NOW)
    assert [set(group.members.values_list("language", flat=True)) for group in Group.objects.all()] == [{"fr", "en"}] * 2


@pytest.mark.parametrize(("play_as", "person"), [("facilitator", "odile"), ("client", "solene"), ("consultant", "karim"), ("awa", "awa")])
def test_one_person_alone_gets_a_seat_and_companions_the_others(play_as: str, person: str) -> None:
    trial = demo.trial("counter", play_as, "fr", "ninety", NOW)
    assert (trial.members[person], len(trial.companions), trial.human in trial.companions) == (trial.human, 6, False)
    assert links.read(trial.token) == trial.human


def test_companions_have_accepted_the_charter_and_the_human_is_asked() -> None:
    trial = demo.trial("workshop", "client", "en", "classic", NOW)
    place = access.place_for([trial.human], trial.session, 1, trial.human)
    assert place is not None
    assert (place.table.accepted, place.language) == (trial.companions, "en-CA")


def test_a_trial_has_a_room_that_begins_now() -> None:
    trial = demo.trial("counter", "client", "fr", "ninety", NOW)
    assert (trial.room, first_row(trial.session, now=NOW).start) == (f"{trial.session}.1", NOW.isoformat())


@pytest.mark.parametrize(("case", "play_as"), [("nowhere", "client"), ("counter", "nobody")])
def test_an_unknown_case_or_person_is_no_trial(case: str, play_as: str) -> None:
    with pytest.raises(KeyError):
        demo.trial(case, play_as, "fr", "ninety", NOW)
    assert Group.objects.count() == 0


def test_trials_are_found_again_after_a_restart() -> None:
    demo.seed(HERE, NOW)
    trial = demo.trial("counter", "client", "fr", "ninety", NOW)
    assert demo.trials() == [trial]


def test_a_trial_that_can_not_be_read_keeps_neither_the_others_nor_the_server_from_starting() -> None:
    broken, empty, whole = (demo.trial("counter", "client", "fr", "ninety", NOW) for _ in range(3))
    links.revoke([broken.human])
    Member.objects.filter(pk=empty.human).update(is_companion=True)
    assert demo.trials() == [whole]


@pytest.mark.django_db(transaction=True)
async def test_a_trial_that_can_not_be_read_ends_all_the_same_and_one_that_fails_holds_up_no_other() -> None:
    async def erase(owner: str) -> None:
        if owner == first.room:
            raise OSError("no space")

    first, broken = [await sync_to_async(demo.trial)("counter", "client", "fr", "ninety", NOW) for _ in range(2)]
    await sync_to_async(links.revoke)([broken.human])
    await sync_to_async(Group.objects.update)(founded=NOW)
    await demo.sweep(NOW + timedelta(days=3), erase, erase)
    assert await sync_to_async(demo.trials)() == [first]
    assert await Group.objects.acount() == 1


def test_whoever_is_gone_from_a_standing_demonstration_has_no_link_and_the_others_have_theirs() -> None:
    everyone = demo.seed(HERE, NOW)
    group = Group.objects.filter(case="workshop").get()
    links.revoke([Member.objects.filter(group__case="counter").values_list("pk", flat=True)[0]])
    vault().destroy(group.owner)
    assert demo.links(HERE) == everyone[1:7]


def test_a_demonstration_that_nobody_facilitates_is_replaced() -> None:
    demo.seed(HERE, NOW)
    Member.objects.filter(is_facilitator=True, group__case="counter").update(state=Member.FORMER)
    assert [name for name, _ in demo.seed(HERE, NOW + timedelta(days=2))].count("Odile") == 1


@pytest.mark.django_db(transaction=True)
async def test_trials_end_after_two_days_words_and_all() -> None:
    """C3: the room's words and her notes first, then the group's key, then the rows."""
    erased: list[str] = []

    async def erase(owner: str) -> None:
        erased.append(owner)

    await sync_to_async(demo.seed)(HERE, NOW)
    trial = await sync_to_async(demo.trial)("counter", "client", "fr", "ninety", NOW)
    group = await sync_to_async(Group.objects.get)(trial=True)
    await sync_to_async(Group.objects.update)(founded=NOW)
    await demo.sweep(NOW + timedelta(days=1), erase, erase)
    assert (erased, await sync_to_async(demo.trials)()) == ([], [trial])
    await demo.sweep(NOW + timedelta(days=3), erase, erase)
    assert erased == [trial.room, *trial.members.values()]
    assert (await sync_to_async(demo.trials)(), vault().has(group.owner), await sync_to_async(Group.objects.count)()) == ([], False, 2)
    assert await sync_to_async(links.read)(trial.token) == links.UNKNOWN
