"""The public's addresses."""

from __future__ import annotations

from django.urls import path

from kepu.portal.activities import activities
from kepu.portal.activity import activity, calendar
from kepu.portal.cover import cover
from kepu.portal.home import home

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("activities/", activities, name="activities"),
    path("activities/<str:uid>/", activity, name="activity"),
    path("activities/<str:uid>/calendar.ics", calendar, name="calendar"),
    path("covers/<str:name>.svg", cover, name="cover"),
]
