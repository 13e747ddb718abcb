"""Every word of a group is sealed under the group's key, for its place alone (C4)."""

from __future__ import annotations

import pytest
from django.db import connection, models

from codev.groups.models import Cycle, Group, Member
from codev.groups.sealed import SealedText, vault
from codev.vault import KeyMissing, Unreadable

from .conftest import Cast

WORDS = ("passeurs", "Oser demander", "video.example", "Odile", "Inès", "Malik", "Rose", "Sami")


def test_the_database_holds_no_word_of_a_group(cast: Cast) -> None:
    Member.objects.filter(pk=cast["Rose"]).get().save()
    raw = connection.connection.serialize()
    assert (cast.group.pk.encode() in raw, [word for word in WORDS if word.encode() in raw]) == (True, [])


def test_every_column_of_text_is_sealed_or_holds_no_words() -> None:
    """Whoever adds a column decides: sealed, or one of these, which hold ids, codes and states."""
    clear = {
        field.attname
        for model in (Group, Member, Cycle)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not isinstance(field, SealedText)
    }
    assert clear == {"id", "language", "register", "region", "zone", "format", "case", "person", "state"}


def test_words_read_back_as_they_were_written(cast: Cast) -> None:
    group = Group.objects.get(pk=cast.group.pk)
    assert (group.name, group.video, Member.objects.get(pk=cast["Inès"]).name) == (cast.group.name, cast.group.video, "Inès")


def test_saving_a_row_again_keeps_its_words(cast: Cast) -> None:
    member = Member.objects.get(pk=cast["Inès"])
    member.language = "en"
    member.save()
    assert Member.objects.get(pk=cast["Inès"]).name == "Inès"


def test_a_word_moved_to_another_row_opens_no_more(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE groups_member SET name = (SELECT name FROM groups_member WHERE id = %s)", [cast["Rose"]])
    with pytest.raises(Unreadable):
        _ = Member.objects.get(pk=cast["Inès"]).name


def test_a_word_moved_to_another_column_opens_no_more(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE groups_group SET name = video")
    with pytest.raises(Unreadable):
        _ = Group.objects.get(pk=cast.group.pk).name


def test_a_word_never_reaches_the_database_unsealed(cast: Cast) -> None:
    with pytest.raises(TypeError):
        Member.objects.filter(pk=cast["Rose"]).update(name="Rosa")
    with pytest.raises(TypeError):
        Member.objects.filter(name="Rose").exists()


def test_a_group_whose_key_is_destroyed_has_no_words_and_no_session(cast: Cast) -> None:
    """C3: the door answers as if it had never been."""
    vault().destroy(cast.group.owner)
    with pytest.raises(KeyMissing):
        _ = Group.objects.get(pk=cast.group.pk).name
    assert cast.place("Inès") is None
