from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "kepu.organisations"
    verbose_name = _("单位")

    def ready(self) -> None:
        from kepu.accounts import authority
        from kepu.organisations.authority import ByRoles

        authority.entrust(ByRoles())
