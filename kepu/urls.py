"""Addresses: the public at the root, the desk under /desk/, signing in under /accounts/."""

from django.urls import include, path

from kepu.ui.language import language

urlpatterns = [
    path("accounts/", include("kepu.accounts.urls")),
    path("desk/", include("kepu.desk.urls")),
    path("files/", include("kepu.files.urls")),
    path("language/", language, name="language"),
    path("", include("kepu.portal.urls")),
]

handler400 = "kepu.ui.refusals.bad_request"
handler403 = "kepu.ui.refusals.forbidden"
handler404 = "kepu.ui.refusals.not_found"
handler500 = "kepu.ui.refusals.server_error"
