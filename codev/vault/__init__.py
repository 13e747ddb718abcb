"""One key per owner: to erase an owner's words is to destroy her key. The only place that knows the ciphers."""

from .cipher import Unreadable
from .rotating import Rotated, rotate
from .vault import KeyDestroyed, KeyMissing, Vault, WrongOperatorKey

__all__ = ["KeyDestroyed", "KeyMissing", "Rotated", "Unreadable", "Vault", "WrongOperatorKey", "rotate"]
