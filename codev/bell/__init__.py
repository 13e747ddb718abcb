"""Tells whoever listens that a stream has moved on. Only a name and a number travel: each listener reads for herself what she may see."""

from .bell import GONE, Bell, Listener

__all__ = ["GONE", "Bell", "Listener"]
