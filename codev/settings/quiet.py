"""What may stand in the server's log: no address that holds a link, no word that someone wrote."""

import logging
import traceback
from types import TracebackType

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
SPEAKS_FREELY = ("codev", "uvicorn")


class Quiet(logging.Formatter):
    """Other people's messages appear as their template, without what was put in: Django fills in the path.

    An exception appears as its class and where it happened; its message may quote anything.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        if record.name.split(".")[0] in SPEAKS_FREELY:
            return super().format(record)
        bare = logging.makeLogRecord({**record.__dict__, "args": (), "exc_text": None})
        return super().format(bare)

    def formatException(self, ei: _ExcInfo) -> str:
        kind, _, where = ei
        frames = "".join(traceback.format_tb(where))
        return f"{frames}{kind.__name__ if kind else 'unknown'}"
