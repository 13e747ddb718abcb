import pytest

from codev.protocol.notebook import NoteInBag
from codev.rooms import NOT_A_MEMBER, Accepted
from codev.vault import Unreadable
from tests.rooms.cast import MEMBERS, SESSION, Place, order, texts


async def everything_sent(place, member):
    look = await place.rooms.look(SESSION, member)
    return " ".join(texts(look.view))


async def test_a_note_is_seen_by_its_author_alone(place):
    """C1: planted, and looked for on every other page."""
    await place.note("ines", "My boss frightens me")
    assert "My boss frightens me" in await everything_sent(place, "ines")
    for other in ("lea", "paul", "omar", "zoe"):
        assert "frightens" not in await everything_sent(place, other)


async def test_nothing_private_enters_the_sessions_stream(place):
    """C1 holds because the words are not there: her notebook is a stream of its own, under her own key."""
    before = place.rows()
    await place.note("ines", "mine")
    assert place.rows() == before
    assert len(place.rows("member:ines")) == 1


async def test_a_notebook_that_is_shut_on_this_device_shows_nothing_not_even_that_it_grows(place):
    """C1: behind a link that someone else has made for her."""
    before = await place.rooms.look(SESSION, "ines", notes=False)
    await place.note("ines", "My boss frightens me")
    assert await place.rooms.look(SESSION, "ines", notes=False) == before
    assert "frightens" not in " ".join(texts(before.view))


async def test_only_the_facilitator_sees_the_invented_consultants_page(place):
    await place.note("ines", "mine")
    look = await place.rooms.look_as_participant(SESSION, "lea")
    assert "mine" not in set(texts(look.view))
    assert await place.rooms.look_as_participant(SESSION, "ines") == NOT_A_MEMBER


async def test_a_session_says_what_its_steps_are_called(place):
    assert {step: title.en for step, title in (await place.rooms.titles(SESSION)).items()} == {"talk": "words"}
    assert await place.rooms.titles("nowhere.1") == {}


async def test_a_notebook_is_one_across_sessions(place):
    await place.note("ines", "first", session="codev.1")
    assert await place.note("ines", "second", session="") == Accepted(2)


async def test_nobody_writes_in_anothers_notebook(place):
    """C1."""
    assert await place.rooms.act_own(SESSION, "ines", order("lea", NoteInBag("planted")), "k") == NOT_A_MEMBER
    assert place.rows("member:ines") == []


async def test_the_rules_are_asked_about_notebooks_too(place):
    """C1: the bag is the client's, and there is none yet."""
    answer = await place.rooms.act_own(SESSION, "ines", order("ines", NoteInBag("a line")), "k")
    assert answer.code == "client_only"


async def test_a_look_is_newer_after_each_act_and_after_ones_own_notes(place):
    versions = [(await place.rooms.look(SESSION, "ines")).version]
    for act in (place.ask("paul", "Who?"), place.note("ines", "mine")):
        await act
        versions.append((await place.rooms.look(SESSION, "ines")).version)
    assert versions == [2, 3, 4]


async def test_anothers_notes_do_not_show_in_the_number_either(place):
    """C1."""
    before = await place.rooms.look(SESSION, "paul")
    await place.note("ines", "mine")
    assert await place.rooms.look(SESSION, "paul") == before


@pytest.mark.parametrize(("session", "member"), [("nowhere.1", "ines"), (SESSION, "nils"), ("nowhere.1", "nils")])
async def test_unknown_and_forbidden_look_the_same(place, session, member):
    """C3."""
    assert await place.rooms.look(session, member) == NOT_A_MEMBER


async def test_the_door_is_asked_at_every_look_and_act(tmp_path):
    """C5: whoever leaves the group is outside at once."""
    inside = {"lea", *MEMBERS}

    async def door(session):
        return inside

    place = await Place(tmp_path, door).begin()
    await place.questions("ines")
    inside.remove("ines")
    assert await place.rooms.look(SESSION, "ines") == NOT_A_MEMBER
    assert await place.ask("ines", "Who?") == NOT_A_MEMBER
    assert await place.note("ines", "mine") == NOT_A_MEMBER
    place.close()


async def test_no_lock_is_held_while_the_door_or_the_names_are_asked(place, monkeypatch):
    async def asked(*_):
        table = place.rooms._sessions.glance(f"session:{SESSION}")
        assert table is None or not table.lock.locked()
        return {}

    monkeypatch.setattr(place.rooms, "_names", asked)
    monkeypatch.setattr(place.rooms, "_door", asked)
    await place.rooms.look(SESSION, "ines")
    await place.ask("ines", "Who?")


async def test_whoever_is_outside_opens_no_notebook(place):
    """C1: not even in memory."""
    await place.rooms.look(SESSION, "nils")
    await place.rooms.look("nowhere.1", "ines")
    assert len(place.rooms._notebooks) == 0


async def test_a_notebook_that_nobody_can_read_any_more_shuts_nobody_out(tmp_path, monkeypatch):
    place = await Place(tmp_path, on_disk=True).begin()
    await place.note("ines", "mine")
    place.restart()
    opens = place.vault.open

    def torn(owner, *box):
        if owner == "member:ines":
            raise Unreadable
        return opens(owner, *box)

    monkeypatch.setattr(place.vault, "open", torn)
    ines, paul = await place.rooms.looks(SESSION, [("ines", True), ("paul", True)])
    shut = await place.rooms.look(SESSION, "ines", notes=False)
    assert (ines.view == shut.view, any(part.kind == "notes" for part in paul.view)) == (True, True)
    place.close()
