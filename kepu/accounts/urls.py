"""Addresses of signing in and out."""

from __future__ import annotations

from django.urls import path

from kepu.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("link/<str:token>/", views.link, name="link"),
    path("password/", views.password, name="password"),
]
