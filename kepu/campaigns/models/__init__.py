"""科普日: one year's plan as data. Nothing here is code that next year would have to change."""

from kepu.campaigns.models.campaign import Campaign, Contact, Resource, Theme
from kepu.campaigns.models.deadline import Deadline, DeadlineException
from kepu.campaigns.models.duty import EvidenceDemand, Quota, SummaryColumn
from kepu.campaigns.models.enrolment import Enrolment, Host
from kepu.campaigns.models.line import Line, LineUnit
from kepu.campaigns.models.workplan import WorkPlan

__all__ = [
    "Campaign",
    "Contact",
    "Deadline",
    "DeadlineException",
    "Enrolment",
    "EvidenceDemand",
    "Host",
    "Line",
    "LineUnit",
    "Quota",
    "Resource",
    "SummaryColumn",
    "Theme",
    "WorkPlan",
]
