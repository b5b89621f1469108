from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "kepu.activities"
    verbose_name = _("活动填报")

    def ready(self) -> None:
        """Files ask who may see the covers of activities."""
        from kepu.activities import covers
        from kepu.files.access import admit

        admit(covers.may_see)
