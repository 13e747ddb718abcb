import subprocess
import sys
from pathlib import Path
from random import uniform
from time import sleep

from codev.rooms import Accepted
from tests.rooms.cast import Place


def killed_at_a_random_moment(folder):
    """What was acknowledged before: [who, question, version]."""
    command = [sys.executable, "-m", "tests.rooms.ask_until_killed", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        first = process.stdout.readline()
        sleep(uniform(0.05, 0.3))
        process.kill()
        lines = first + process.stdout.read()
    assert process.returncode == -9
    return [line.decode().split() for line in lines.splitlines(keepends=True) if line.endswith(b"\n")]


async def test_a_kill_loses_no_question_doubles_none_and_a_page_that_sends_again_is_answered_as_before(tmp_path):
    acknowledged = []
    for _ in range(2):
        acknowledged += killed_at_a_random_moment(tmp_path)
    place = Place(tmp_path, on_disk=True)
    shown = await place.questions()
    assert len(shown) == len(set(shown))
    assert {text for _, text, _ in acknowledged} <= set(shown)
    for by, text, version in acknowledged:
        assert await place.ask(by, text) == Accepted(int(version))
    place.close()
