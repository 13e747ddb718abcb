"""What `codev doctor` looks at. It changes nothing, and finds counts, instants and file names: never a word of a session, never a link."""

from .checks import examine
from .finding import Finding, Mark, Place

__all__ = ["Finding", "Mark", "Place", "examine"]
