"""What units there are: kinds and levels, as the register and the quotas name them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """单位类别: what a quota speaks of (“各乡镇”, “市直有关单位、学会、协会”)."""

    AREA = "area", _("行政区")
    OFFICE = "office", _("科协机关")
    TOWN = "town", _("乡镇")
    STREET = "street", _("街道")
    VILLAGE = "village", _("村（社区）")
    DEPARTMENT = "department", _("市直部门")
    SOCIETY = "society", _("学会")
    ASSOCIATION = "association", _("协会")
    SCHOOL = "school", _("学校")
    COMPANY = "company", _("企业")
    BASE = "base", _("科普基地")
    MEDIA = "media", _("媒体")
    INSTITUTION = "institution", _("事业单位")


class Level(models.TextChoices):
    """层级: on which level of administration a unit stands."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    TOWN = "town", _("乡镇级")
    VILLAGE = "village", _("村级")
