"""The formats that come with the product: each a TOML file, with its own words in each language.

A format file says of each step its minutes, stages, gates and yields (codev.protocol.format), and its words, either whole
or taken from `steps/`: `words = "reception"`; `words = {from = "reception", title = {…}}`, where what stands beside `from`
replaces what it brings; `words = {from = {silence = "synthesis", planning = "plan"}, …}`, where a step joins the words of two
as its stages. What `load` answers is always whole: it goes into the log of a session, and never changes afterwards.

The words of a step, for whoever shows them:

- `title`, `sentence`, `purpose.{everyone, client, consultants}`; for the facilitator `remote`, `in_room`, `open`, `close` and
  `watch` (`see`, `do`, `say`).
- A table for each kind of person, called as in `voices`: `facilitator`, `proposed`, `last_client`, `client`, `consultant`, `everyone`.
  It holds `now` (the one instruction), `aside` (one line of help below it), `may`, `later` (`step`: where it is welcome, or "after"
  the session), `starters` of a sentence. Of several tables that mean someone, the first in this order that has a `now` for her speaks.
- A key may be worded for one stage: `open_vote`, `now_consent`; it goes before the plain one. `open_first`, `now_first` and
  `sentence_first` are for the first session of a cycle, `now_vote_two` for two subjects, `now_criteria` for a choice by talk.
- `{client}`: in a follow-up the last client, in a choice the person proposed. `{facilitator}`, `{request}`: as the page knows them.
- `rules`: which rules of the method a line keeps, so that a test can see that it is there.
"""

from .loading import UnknownFormat, craft, load, names, parsed, whole

__all__ = ["UnknownFormat", "craft", "load", "names", "parsed", "whole"]
