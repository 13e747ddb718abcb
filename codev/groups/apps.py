from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "codev.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import access

        access.watch()
