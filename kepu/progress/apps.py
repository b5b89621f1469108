from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "kepu.progress"
    verbose_name = _("进度")

    def ready(self) -> None:
        """Counters and obligations follow what the packages below announce."""
        from kepu.progress import counting, obligations

        counting.listen()
        obligations.listen()
