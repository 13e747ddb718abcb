"""Invented people who take part in a session through the same views and the same commands as anyone.

Doors: `moves.next_move(me, view, cast, at, course)`, what a companion does now; `speaking.spoken(cast, turn)`, what she says
aloud; `walking.walk(format, case, language)`, a whole session without a server; `runner.Companions(rooms, bell)`, in the
serving process.
"""
