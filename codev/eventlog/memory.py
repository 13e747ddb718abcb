"""A log that lives as long as its process: for tests and for rehearsals without a trace."""

import asyncio

from .rows import Appended, Conflict, NotWritten, Outcome, Repeated, Row


class MemoryStore:
    """See `codev.eventlog.rows.Log`."""

    def __init__(self) -> None:
        self._streams: dict[str, list[Row]] = {}
        self._closed = False

    def append(self, row: Row) -> asyncio.Future[Outcome]:
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        if self._closed:
            answer.set_exception(NotWritten("the log is closed"))
        else:
            answer.set_result(self._add(row))
        return answer

    def read(self, stream: str, after: int = 0) -> list[Row]:
        return self._streams.get(stream, [])[after:]

    def forget(self, stream: str) -> asyncio.Future[None]:
        self._streams.pop(stream, None)
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        answer.set_result(None)
        return answer

    def ping(self) -> asyncio.Future[None]:
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self._closed:
            answer.set_exception(NotWritten("the log is closed"))
        else:
            answer.set_result(None)
        return answer

    def close(self) -> None:
        self._closed = True

    def _add(self, row: Row) -> Outcome:
        rows = self._streams.setdefault(row.stream, [])
        same = next((stored for stored in rows if stored.key == row.key), None)
        if same is not None:
            return Repeated(same)
        if row.version != len(rows) + 1:
            return Conflict(len(rows))
        rows.append(row)
        return Appended()
