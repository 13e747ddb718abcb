"""A copy of all that the data folder holds, and the way back: words in one part, their keys in another, the operator's key in neither."""

from .manifest import Altered, Manifest, NotABackup
from .pair import Damaged
from .restoring import CannotRestore, Restored, put_back
from .taking import CannotBackUp, Taken, take

__all__ = ["Altered", "CannotBackUp", "CannotRestore", "Damaged", "Manifest", "NotABackup", "Restored", "Taken", "put_back", "take"]
