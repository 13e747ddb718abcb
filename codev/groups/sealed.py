"""A column of words: sealed in the database, open in memory.

Each word is sealed under its row's owner (`row.owner`) and for its place alone (table/column/id): a box moved to
another row or column opens no more. What is not sealed cannot be written: a plain string that reaches SQL raises.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from codev.datafolder import DataFolder
from codev.people import ids
from codev.vault import Vault


@cache
def vault() -> Vault:
    """This process's vault, on the data folder of the settings."""
    return Vault(DataFolder(settings.CODEV_DATA).keyring, settings.CODEV_OPERATOR_KEY)


def identity() -> models.CharField[str, str]:
    """A primary key that a row has before it is saved: its words are sealed for their place."""
    return models.CharField(primary_key=True, max_length=ids.LENGTH, default=ids.fresh, editable=False)


class _Opening(DeferredAttribute):
    field: SealedText

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return value if instance is None or isinstance(value, str) else self.field.open(instance, bytes(value))

    # Without it, Python would find what the row holds before it asks here.
    def __set__(self, instance: models.Model, value: str | bytes) -> None:
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    _Field = models.Field[str, str]
else:
    _Field = models.Field


class SealedText(_Field):
    """Reads and takes `str`. Reading raises KeyMissing once its owner's key is destroyed."""

    descriptor_class = _Opening

    def get_internal_type(self) -> str:
        return "BinaryField"

    def open(self, row: models.Model, sealed: bytes) -> str:
        # Nothing was ever written here: a column that is younger than its row.
        return vault().open(_owner(row), sealed, self._place(row)).decode() if sealed else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        value = model_instance.__dict__[self.attname]
        return vault().seal(_owner(model_instance), value.encode(), self._place(model_instance)) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        if value == "":
            return b""
        if isinstance(value, str):
            raise TypeError(f"{self.attname} holds words: they are sealed by saving the row, and cannot be searched")
        return super().get_prep_value(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        return value if value is None else connection.Database.Binary(value)

    def _place(self, row: models.Model) -> bytes:
        return f"{row._meta.db_table}/{self.attname}/{row.pk}".encode()


def _owner(row: models.Model) -> str:
    owner: str = row.owner  # type: ignore[attr-defined]  # every model with sealed columns has one
    return owner
