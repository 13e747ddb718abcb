from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "codev.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from .claims import signed_in

        user_logged_in.connect(signed_in, dispatch_uid="her places come along")
