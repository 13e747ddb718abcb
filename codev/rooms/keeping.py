"""The end of a session: everyone keeps what is hers, and what was to be erased is erased (C3, S29). Done again, it changes nothing."""

from codev.eventlog.codec import AnyFact
from codev.protocol import Notebook, Session, keep
from codev.vault import KeyMissing

from .acting import act_on, private_key
from .states import own_stream
from .tables import Tables


async def keep_copies(notebooks: Tables[Notebook], room: Session, session: str, version: int) -> None:
    """Each person's copies go into her own notebook, under her own key; whoever has no key any more keeps nothing."""
    for member in room.people:

        def kept(book: Notebook | None, _: object, member: str = member) -> tuple[AnyFact, ...]:
            return keep(book or Notebook(), room, session, member)

        try:
            await act_on(notebooks, own_stream(member), private_key(member, f"kept {session} {version}"), kept)
        except KeyMissing:  # erased at her wish, or lost with an incomplete restore: the others keep what is theirs
            continue
