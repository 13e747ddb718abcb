"""The product's settings on a data folder of the tests' own, so that no test ever touches a real one."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="codev-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["CODEV_DATA"] = _folder
os.environ["CODEV_URL"] = "http://127.0.0.1:8000"

from codev.settings import *  # noqa: E402, F403
