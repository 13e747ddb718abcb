"""Whatever people send, in any order: every state keeps every invariant, a log tells the live state, an offer is honoured."""

from hypothesis import given

from codev.eventlog.codec import decode, encode
from codev.protocol import Notebook, Order, OwnCommand, Refusal, decide, decide_own, evolve, evolve_own, replay, replay_own, view_for
from codev.protocol.activities.turning import AskTurn, FinishTurn, LowerHand, PassTurn, TakeTurn
from codev.protocol.rules.welcome import acts_of, may_act
from tests.protocol.cast import NAMES, OTTO, SESSION
from tests.protocol.invariants import STATE, STEP
from tests.protocol.random_orders import begin, order, sessions

TURNS = {"ask_turn": AskTurn(), "lower_hand": LowerHand(), "take_turn": TakeTurn(), "finish_turn": FinishTurn(), "pass_turn": PassTurn()}
ACTS = 25


@given(sessions())
def test_every_reachable_state_keeps_every_invariant(chance):
    play = begin(chance)
    for _ in range(ACTS):
        sent = order(chance, play)
        before = play.session
        facts = take(play, sent)
        if facts and not isinstance(sent.command, OwnCommand):
            for invariant in STEP:
                invariant(before, sent, facts, play.session)
            for invariant in STATE:
                invariant(play.session)


def take(play, order):
    """The facts of an order, taken; none for a refusal, which changes nothing."""
    if isinstance(order.command, OwnCommand):
        return take_own(play, order)
    facts = decide(play.session, order)
    if isinstance(facts, Refusal):
        assert facts.code
        assert facts.rule
        return ()
    assert facts
    play.rows.append((order.at, facts))
    for fact in facts:
        play.session = evolve(play.session, fact, order.at)
    return facts


def take_own(play, order):
    facts = decide_own(play.book(order.by), play.session, order, SESSION)
    if isinstance(facts, Refusal):
        return ()
    for fact in facts:
        play.books[order.by] = evolve_own(play.book(order.by), fact, order.at)
    return facts


@given(sessions())
def test_a_log_tells_the_live_state_and_survives_its_bytes(chance):
    play = begin(chance)
    for _ in range(ACTS):
        take(play, order(chance, play))
    assert replay(play.rows) == play.session
    stored = [(at, encode(facts)) for at, facts in play.rows]
    assert replay((at, decode(facts)) for at, facts in stored) == play.session


@given(sessions())
def test_a_notebook_is_told_by_its_facts(chance):
    play, rows = begin(chance), {}
    for _ in range(ACTS):
        sent = order(chance, play)
        facts = take(play, sent)
        if facts and isinstance(sent.command, OwnCommand):
            rows.setdefault(sent.by, []).append((sent.at, decode(encode(facts))))
    assert {member: replay_own(told) for member, told in rows.items()} == play.books


@given(sessions())
def test_everyone_has_a_page_at_any_moment_and_what_it_offers_is_honoured(chance):
    play = begin(chance)
    for _ in range(ACTS):
        take(play, order(chance, play))
        for member in play.session.people:
            a_page_of(play, member)
    assert tuple(view_for(play.session, OTTO, NAMES, play.at, Notebook())) == ()


@given(sessions())
def test_what_one_may_do_is_what_her_side_may_do(chance):
    play = begin(chance)
    for _ in range(ACTS):
        take(play, order(chance, play))
    session = play.session
    asked = {(member, act) for member in session.people for act in (session.stage.acts if session.stage else ())}
    assert all(may_act(session, member, act) == (act in acts_of(session, session.audiences(member))) for member, act in asked)


def a_page_of(play, member):
    view = play.view(member)
    assert len({part.id for part in view}) == len(view)
    assert hash(view) is not None
    for part in view:
        for command in offered(part):
            assert not isinstance(decide(play.session, Order(member, command, play.at)), Refusal), (part, command)


def offered(part):
    if part.kind == "turn":
        return [TURNS[do] for do in part.can]
    return []
