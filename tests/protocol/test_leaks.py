"""What nobody else may see (C1 to C3, S9, S29): secrets are planted, and every part of every other page is searched."""

import dataclasses
import json

import pytest
from hypothesis import given

from codev.protocol import OwnCommand, view_of_invented, view_of_wall
from codev.protocol.activities.agreeing import WriteReformulation
from codev.protocol.activities.asking import AskQuestion
from codev.protocol.activities.caring import AnswerSignal, SignalCare, TakeBackSignal
from codev.protocol.activities.choosing import Abstain, CastSticks
from codev.protocol.activities.concluding import AnswerPartner, InvitePartner
from codev.protocol.activities.consenting import ConfideReservation, LiftReservation
from codev.protocol.activities.planning import AddAction, ChangeAction, RemoveAction
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.notebook import KeepQuestion, KeepText, NoteInBag, NoteLearning, Prepare, WriteNote
from codev.protocol.roles import WALL
from tests.protocol.cast import (
    CLAIRE,
    INES,
    MEMBERS,
    NADIA,
    NAMES,
    OTTO,
    at_choice,
    at_clarification,
    at_conclusion,
    at_minute,
    at_plan,
    at_presentation,
    at_reactions,
    at_round,
    at_synthesis,
)
from tests.protocol.random_orders import begin, order, sessions
from tests.protocol.test_properties import take

ACTS = 30
NOBODY = "the invented participant whose page the facilitator may look at"


SECRET = "the secret of Inès"
WRITTEN = [
    (at_clarification, INES, WriteNote(SECRET), {INES}),
    (at_presentation, INES, KeepQuestion(SECRET), {INES}),
    (at_clarification, INES, KeepText(SECRET), {INES}),
    (at_choice, INES, Prepare("problem", "How?", situation=SECRET), {INES}),
    (at_reactions, NADIA, NoteInBag(SECRET), {NADIA}),
    (at_conclusion, INES, NoteLearning(SECRET), {INES}),
    (at_minute, INES, WriteReformulation(SECRET), {INES}),
    (at_round, INES, WriteReformulation(SECRET), {CLAIRE, *MEMBERS}),
    (at_reactions, INES, OfferReaction(SECRET), {INES, NADIA}),
    (at_reactions, INES, OfferReaction(SECRET, shared=True), {CLAIRE, *MEMBERS}),
    (at_synthesis, NADIA, AddAction(SECRET, when="soon"), {NADIA}),
    (at_plan, NADIA, AddAction(SECRET, when="soon"), {CLAIRE, *MEMBERS}),
    (at_clarification, INES, AskQuestion(SECRET), {CLAIRE, *MEMBERS}),
]


@pytest.mark.parametrize(("situation", "author", "command", "meant"), WRITTEN, ids=lambda value: getattr(type(value), "do", None))
def test_what_someone_writes_is_in_the_pages_of_those_it_is_meant_for_and_in_no_other(situation, author, command, meant):
    play = situation(observers=("olga",)).do(author, command)
    assert {member for member in (*play.session.people, OTTO) if SECRET in bytes_of(play, member)} == meant


def bytes_of(play, member):
    """All that could be made of a page: the values as Python tells them, and as JSON."""
    return written_out(play.view(member))


def written_out(view):
    return repr(tuple(view)) + json.dumps([dataclasses.asdict(part) for part in view], ensure_ascii=False, default=str)


@given(sessions())
def test_what_is_private_changes_nobody_elses_page(chance):
    """Not even by its absence: whoever is not meant sees the same page before and after."""
    play = begin(chance)
    for _ in range(ACTS):
        sent = order(chance, play)
        before = play.copy()
        if take(play, sent) and (meant := audience(before, sent)) is not None:
            before.at = play.at
            for member in set(play.session.people) - meant:
                assert play.view(member) == before.view(member), (sent, member)
            assert view_of_wall(play.session, NAMES) == view_of_wall(before.session, NAMES), sent


def audience(play, sent):
    """Who may notice this act at all; None where everyone may."""
    command, session = sent.command, play.session
    me, lead, client = {sent.by, sent.member}, {session.facilitator}, {session.client}
    if isinstance(command, OwnCommand):
        return me
    if isinstance(command, CastSticks | Abstain | SignalCare | TakeBackSignal | ConfideReservation | LiftReservation):
        return me | lead
    if isinstance(command, AnswerSignal):
        return me | {command.member}
    if isinstance(command, InvitePartner | AnswerPartner):
        return me | client | {session.concluding.partner, getattr(command, "member", "")}
    if isinstance(command, WriteReformulation) and not session.agreeing.revealed:
        return me | lead
    if isinstance(command, AddAction | ChangeAction | RemoveAction) and not session.planning.shown:
        return me | lead | client
    if isinstance(command, OfferReaction) and not command.shared:
        return me | lead | client
    return None


@given(sessions())
def test_planted_secrets_are_found_in_the_pages_of_those_they_are_meant_for_alone(chance):
    play, planted = begin(chance), {}
    for n in range(ACTS):
        sent, secret = marked(order(chance, play), f"<{n}-secret>")
        if take(play, sent) and secret:
            planted[secret] = sent
        if n % 5 == 4:
            search(play, planted)


def marked(sent, secret):
    """The same order with a secret in its private text."""
    field = private_field(sent.command)
    if not field:
        return sent, ""
    return dataclasses.replace(sent, command=dataclasses.replace(sent.command, **{field: secret})), secret


def private_field(command):
    if isinstance(command, OwnCommand | WriteReformulation | OfferReaction | AddAction | ChangeAction) and hasattr(command, "text"):
        return "text"
    return ""


def search(play, planted):
    pages = {member: bytes_of(play, member) for member in (*play.session.people, OTTO)}
    pages[NOBODY] = written_out(view_of_invented(play.session, NAMES, play.at))
    pages[WALL] = written_out(view_of_wall(play.session, NAMES))
    for secret, sent in planted.items():
        meant = readers(play.session, sent, secret)
        assert {member for member, page in pages.items() if secret in page} <= meant, (secret, sent)


def readers(session, sent, secret):
    """Who may read what this order wrote, as things stand."""
    command, everyone = sent.command, {*session.people, NOBODY}
    if isinstance(command, OwnCommand):
        return {sent.by}
    if isinstance(command, WriteReformulation):
        return everyone if session.agreeing.revealed else {sent.member}
    if isinstance(command, OfferReaction):
        shared = next(r.shared for r in session.reacting.reactions if r.text == secret)
        return everyone if shared else {sent.member, session.client}
    return everyone if session.planning.shown else {session.client}
