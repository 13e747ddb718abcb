"""The door table: every address of the product, and what it answers to whom. Whoever adds an address adds its rows.

Each of the group asks for her own place (<member> is she); a stranger, who belongs to another group, and one who has left
the group ask for theirs; the operator and nobody ask for the client's. At home, below `/m/`, a stranger asks for the client's
too: she has a home of her own. `newcomer` has not yet accepted the charter (B7).
POST carries a form that its own page would send.
"""

from __future__ import annotations

WHO = ("facilitator", "client", "consultant", "newcomer", "stranger", "former", "operator", "nobody")

PLACE = "/s/<session>/<run>/<member>"
HOME = "/m/<member>"

ANYBODY = """
method  address              facilitator  client  consultant  newcomer  stranger  former  operator  nobody

GET     /                            200     200         200       200       200     200       200     200
POST    /                            405     405         405       405       405     405       405     405
GET     /new                         200     200         200       200       200     200       200     200
POST    /new                         200     200         200       200       200     200       200     200
GET     /try                         405     405         405       405       405     405       405     405
POST    /try                         302     302         302       302       302     302       302     302
GET     /language                    405     405         405       405       405     405       405     405
POST    /language                    302     302         302       302       302     302       302     302
GET     /l/<token>                   200     200         200       200       200     200       200     200
POST    /l/<token>                   302     302         302       302       302     302       302     302
GET     /cal/<token>.ics             200     200         200       200       200     200       200     200
POST    /cal/<token>.ics             405     405         405       405       405     405       405     405
GET     /r/<token>                   200     200         200       200       200     200       200     200
POST    /r/<token>                   200     200         200       200       200     200       200     200
GET     /device                      200     200         200       200       200     200       200     200
POST    /device                      422     422         422       422       422     422       422     422
GET     /worker.js                   200     200         200       200       200     200       200     200
POST    /worker.js                   405     405         405       405       405     405       405     405
GET     /manifest.webmanifest        200     200         200       200       200     200       200     200
POST    /manifest.webmanifest        405     405         405       405       405     405       405     405
GET     /sheets                      200     200         200       200       200     200       200     200
POST    /sheets                      405     405         405       405       405     405       405     405
GET     /sheets/steps.pdf            200     200         200       200       200     200       200     200
POST    /sheets/steps.pdf            405     405         405       405       405     405       405     405
GET     /sheets/client.pdf           200     200         200       200       200     200       200     200
POST    /sheets/client.pdf           405     405         405       405       405     405       405     405
GET     /sheets/consultant.pdf       200     200         200       200       200     200       200     200
POST    /sheets/consultant.pdf       405     405         405       405       405     405       405     405
GET     /sheets/facilitator.pdf      200     200         200       200       200     200       200     200
POST    /sheets/facilitator.pdf      405     405         405       405       405     405       405     405
GET     /sheets/charter.pdf          200     200         200       200       200     200       200     200
POST    /sheets/charter.pdf          405     405         405       405       405     405       405     405
GET     /sheets/ballots.pdf          200     200         200       200       200     200       200     200
POST    /sheets/ballots.pdf          405     405         405       405       405     405       405     405
GET     /sheets/attendance.pdf       200     200         200       200       200     200       200     200
POST    /sheets/attendance.pdf       405     405         405       405       405     405       405     405
GET     /wall                        200     200         200       200       200     200       200     200
POST    /wall                        405     405         405       405       405     405       405     405
GET     /wall/waiting                200     200         200       200       200     200       200     200
POST    /wall/waiting                405     405         405       405       405     405       405     405
GET     /wall/live                   404     404         404       404       404     404       404     404
POST    /wall/live                   405     405         405       405       405     405       405     405
GET     /wall/parts                  404     404         404       404       404     404       404     404
POST    /wall/parts                  405     405         405       405       405     405       405     405
GET     /wall/beat                   404     404         404       404       404     404       404     404
POST    /wall/beat                   405     405         405       405       405     405       405     405
GET     /join                        200     200         200       200       200     200       200     200
POST    /join                        422     422         422       422       422     422       422     422
GET     /join/<code>                 302     302         302       302       200     200       200     200
POST    /join/<code>                 302     302         302       302       303     303       303     303
GET     /o/<organiser>               404     404         404       404       404     404       404     404
POST    /o/<organiser>               405     405         405       405       405     405       405     405
GET     /healthz                     200     200         200       200       200     200       200     200
POST    /healthz                     405     405         405       405       405     405       405     405
GET     /healthz/stream              200     200         200       200       200     200       200     200
POST    /healthz/stream              405     405         405       405       405     405       405     405
GET     /readyz                      200     200         200       200       200     200       200     200
POST    /readyz                      405     405         405       405       405     405       405     405
"""

ACCOUNTS = """
method  address                              facilitator  client  consultant  newcomer  stranger  former  operator  nobody

GET     /account                             302          302     302         302       302       302     200       302
POST    /account                             405          405     405         405       405       405     405       405
GET     /account/keep                        405          405     405         405       405       405     405       405
POST    /account/keep                        302          302     302         302       302       302     422       302
GET     /account/release                     405          405     405         405       405       405     405       405
POST    /account/release                     302          302     302         302       302       302     302       302
GET     /account/sign-out                    405          405     405         405       405       405     405       405
POST    /account/sign-out                    302          302     302         302       302       302     302       302
GET     /account/erase                       405          405     405         405       405       405     405       405
POST    /account/erase                       302          302     302         302       302       302     302       302
GET     /account/sign-in                     200          200     200         200       200       200     302       200
POST    /account/sign-in                     503          503     503         503       503       503     503       503
GET     /account/sign-in/code                302          302     302         302       302       302     302       302
POST    /account/sign-in/code                302          302     302         302       302       302     302       302
GET     /account/new                         200          200     200         200       200       200     302       200
POST    /account/new                         503          503     503         503       503       503     503       503
GET     /account/new/code                    302          302     302         302       302       302     302       302
POST    /account/new/code                    302          302     302         302       302       302     302       302
GET     /account/again                       302          302     302         302       302       302     403       302
POST    /account/again                       503          503     503         503       503       503     503       503
GET     /account/again/code                  302          302     302         302       302       302     302       302
POST    /account/again/code                  302          302     302         302       302       302     302       302
GET     /account/inactive                    200          200     200         200       200       200     200       200
POST    /account/inactive                    405          405     405         405       405       405     405       405
GET     /account/passkey                     302          302     302         302       302       302     302       302
POST    /account/passkey                     302          302     302         302       302       302     302       302
GET     /account/passkeys/new                302          302     302         302       302       302     403       302
POST    /account/passkeys/new                302          302     302         302       302       302     403       302
GET     /account/passkeys/<pk>/remove        302          302     302         302       302       302     403       302
POST    /account/passkeys/<pk>/remove        302          302     302         302       302       302     403       302
GET     /account/with/<provider_id>          404          404     404         404       404       404     404       404
POST    /account/with/<provider_id>          404          404     404         404       404       404     404       404
GET     /account/with/<provider_id>/back     404          404     404         404       404       404     404       404
POST    /account/with/<provider_id>/back     404          404     404         404       404       404     404       404
GET     /account/with-error                  401          401     401         401       401       401     401       401
POST    /account/with-error                  405          405     405         405       405       405     405       405
GET     /account/with-cancelled              200          200     200         200       200       200     200       200
POST    /account/with-cancelled              405          405     405         405       405       405     405       405
GET     /account/with-signup                 302          302     302         302       302       302     302       302
POST    /account/with-signup                 302          302     302         302       302       302     302       302
"""
"""The operator of this table is the one who has signed in to an account. Nobody's mail server is set, nobody's organisation known."""

MEMBERS = """
method  below <member>       facilitator  client  consultant  newcomer  stranger  former  operator  nobody

GET     (the room)                   200     200         200       302       404     404       404     404
POST    (the room)                   405     405         405       405       405     405       405     405
GET     door                         200     200         200       200       404     404       404     404
POST    door                         302     302         302       302       404     404       404     404
GET     charter                      200     200         200       200       404     404       404     404
POST    charter                      405     405         405       405       405     405       405     405
GET     journal                      302     302         302       302       404     404       404     404
POST    journal                      405     405         405       405       405     405       405     405
GET     sheets                       200     200         200       200       404     404       404     404
POST    sheets                       405     405         405       405       405     405       405     405
GET     sheets/steps.pdf             200     200         200       200       404     404       404     404
POST    sheets/steps.pdf             405     405         405       405       405     405       405     405
GET     sheets/client.pdf            200     200         200       200       404     404       404     404
POST    sheets/client.pdf            405     405         405       405       405     405       405     405
GET     sheets/consultant.pdf        200     200         200       200       404     404       404     404
POST    sheets/consultant.pdf        405     405         405       405       405     405       405     405
GET     sheets/facilitator.pdf       200     404         404       404       404     404       404     404
POST    sheets/facilitator.pdf       405     405         405       405       405     405       405     405
GET     sheets/charter.pdf           200     404         404       404       404     404       404     404
POST    sheets/charter.pdf           405     405         405       405       405     405       405     405
GET     sheets/ballots.pdf           200     404         404       404       404     404       404     404
POST    sheets/ballots.pdf           405     405         405       405       405     405       405     405
GET     sheets/attendance.pdf        200     404         404       404       404     404       404     404
POST    sheets/attendance.pdf        405     405         405       405       405     405       405     405
GET     language                     405     405         405       405       405     405       405     405
POST    language                     302     302         302       302       404     404       404     404
GET     code                         405     405         405       405       405     405       405     405
POST    code                         200     200         200       200       404     404       404     404
GET     leave                        405     405         405       405       405     405       405     405
POST    leave                        200     200         200       200       404     404       404     404
GET     participant                  200     404         404       404       404     404       404     404
POST    participant                  405     405         405       405       405     405       405     405
GET     script                       200     404         404       404       404     404       404     404
POST    script                       405     405         405       405       405     405       405     405
GET     act                          302     302         302       302       404     404       404     404
POST    act                          303     303         303       302       404     404       404     404
GET     act (script)                 405     405         405       403       404     404       404     404
POST    act (script)                 204     204         204       403       404     404       404     404
GET     live                         200     200         200       403       404     404       404     404
POST    live                         405     405         405       403       404     404       404     404
GET     parts                        200     200         200       403       404     404       404     404
POST    parts                        405     405         405       403       404     404       404     404
GET     beat                         200     200         200       403       404     404       404     404
POST    beat                         405     405         405       403       404     404       404     404
"""

HOMES = """
method  below /m/<member>    facilitator  client  consultant  newcomer  stranger  former  operator  nobody

GET     (home)                       200     200         200       200       404     404       404     404
POST    (home)                       405     405         405       405       405     405       405     405
GET     language                     405     405         405       405       405     405       405     405
POST    language                     302     302         302       302       404     404       404     404
GET     prepare                      200     200         200       200       404     404       404     404
POST    prepare                      405     405         405       405       405     405       405     405
GET     prepare/<subject>            200     200         200       200       404     404       404     404
POST    prepare/<subject>            303     303         303       303       404     404       404     404
GET     journal                      200     200         200       200       404     404       404     404
POST    journal                      200     200         200       200       404     404       404     404
GET     journal.<form>               200     200         200       200       404     404       404     404
POST    journal.<form>               405     405         405       405       405     405       405     405
GET     partner                      405     405         405       405       405     405       405     405
POST    partner                      302     302         302       302       404     404       404     404
GET     shelf                        200     200         200       200       404     404       404     404
POST    shelf                        303     303         303       303       404     404       404     404
GET     device                       405     405         405       405       405     405       405     405
POST    device                       200     200         200       200       404     404       404     404
GET     people                       200     200         200       200       404     404       404     404
POST    people                       405     405         405       405       405     405       405     405
GET     people/add                   405     405         405       405       405     405       405     405
POST    people/add                   302     404         404       404       404     404       404     404
GET     people/<other>               200     200         404       404       404     404       404     404
POST    people/<other>               302     302         404       404       404     404       404     404
GET     links                        200     404         404       404       404     404       404     404
POST    links                        302     404         404       404       404     404       404     404
GET     settings                     200     404         404       404       404     404       404     404
POST    settings                     302     404         404       404       404     404       404     404
GET     ties                         200     200         200       200       404     404       404     404
POST    ties                         302     302         302       302       404     404       404     404
GET     observer                     405     405         405       405       405     405       405     405
POST    observer                     302     302         302       302       404     404       404     404
GET     charter                      200     200         200       200       404     404       404     404
POST    charter                      302     302         302       302       404     404       404     404
GET     charter/edit                 200     404         404       404       404     404       404     404
POST    charter/edit                 302     404         404       404       404     404       404     404
GET     charter/<version>            200     200         200       200       404     404       404     404
POST    charter/<version>            405     405         405       405       405     405       405     405
GET     sheets                       200     404         404       404       404     404       404     404
POST    sheets                       405     405         405       405       405     405       405     405
GET     record                       200     200         200       200       404     404       404     404
POST    record                       405     405         405       405       405     405       405     405
GET     record/erase                 405     405         405       405       405     405       405     405
POST    record/erase                 422     422         422       422       404     404       404     404
GET     record/objects               405     405         405       405       405     405       405     405
POST    record/objects               422     422         422       422       404     404       404     404
GET     leave                        200     200         200       200       404     404       404     404
POST    leave                        422     422         422       422       404     404       404     404
GET     leave/export                 405     405         405       405       405     405       405     405
POST    leave/export                 200     200         200       200       404     404       404     404
GET     messages                     200     200         200       200       404     404       404     404
POST    messages                     302     302         302       302       404     404       404     404
GET     messages/words               200     200         200       200       404     404       404     404
POST    messages/words               422     422         422       422       404     404       404     404
GET     messages/sending             200     404         404       404       404     404       404     404
POST    messages/sending             302     404         404       404       404     404       404     404
GET     dates                        200     200         200       200       404     404       404     404
POST    dates                        302     302         302       302       404     404       404     404
GET     dates/plan                   200     404         404       404       404     404       404     404
POST    dates/plan                   200     404         404       404       404     404       404     404
GET     dates/<session>              200     404         404       404       404     404       404     404
POST    dates/<session>              302     404         404       404       404     404       404     404
GET     poll                         200     200         200       200       404     404       404     404
POST    poll                         422     422         422       422       404     404       404     404
GET     organiser                    200     404         404       404       404     404       404     404
POST    organiser                    422     404         404       404       404     404       404     404
"""

Door = tuple[str, str, str]
"""(method, address, who)"""


def expected() -> dict[Door, int]:
    return {**_rows(ANYBODY, ""), **_rows(ACCOUNTS, ""), **_rows(MEMBERS, PLACE), **_rows(HOMES, HOME)}


def addresses() -> set[str]:
    return {address for _, address, _ in expected()}


def _rows(text: str, base: str) -> dict[Door, int]:
    head, *lines = [line for line in text.splitlines() if line.strip()]
    assert tuple(head.split()[-len(WHO) :]) == WHO
    return {door: status for line in lines for door, status in _row(line, base)}


def _row(line: str, base: str) -> list[tuple[Door, int]]:
    method, *named = line.split()
    address, statuses = " ".join(named[: -len(WHO)]), named[-len(WHO) :]
    if base:
        address = base if address in ("(the room)", "(home)") else f"{base}/{address}"
    return [((method, address, who), int(status)) for who, status in zip(WHO, statuses, strict=True)]
