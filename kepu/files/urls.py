"""Addresses of files."""

from __future__ import annotations

from django.urls import path

from kepu.files import views

app_name = "files"
urlpatterns = [path("<str:uid>/", views.file, name="file")]
