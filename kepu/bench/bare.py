"""The reference: what a plain Django site does for a list of 20 – default middleware and context, a ListView, a Django template.

It shows of each activity what a visitor of the portal's list sees, from the same table.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import Engine, RequestContext
from django.urls import path
from django.views.generic import ListView

from kepu.activities.models import Version

MIDDLEWARE = [
    "kepu.bench.bare.OwnAddresses",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
PAGE = Engine(context_processors=CONTEXT).from_string("""<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>活动</title></head><body><h1>活动</h1>
<ul>
{% for activity in page_obj %}<li><h2><a href="{% url 'activity' activity.uid %}">{{ activity.title }}</a></h2>
<p>{{ activity.first_start|date:"n月j日 H:i" }} – {{ activity.last_end|date:"n月j日 H:i" }}</p>
<p>{{ activity.where }} · {{ activity.district }} · {{ activity.get_mode_display }}</p>
<p>{{ activity.teaser|truncatechars:40 }}</p></li>
{% endfor %}</ul>
{% if page_obj.has_next %}<a href="?page={{ page_obj.next_page_number }}">下一页</a>{% endif %}
</body></html>""")
FIELDS = ("uid", "title", "first_start", "last_end", "where", "district", "mode", "teaser")


class OwnAddresses:
    """Middleware: this site has addresses of its own beside kepu's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.urlconf = __name__
        return self.get_response(request)


class Activities(ListView):  # type: ignore[type-arg]  # takes none when it runs
    """The newest, twenty a page; the primary key's index finds them."""

    queryset = Version.objects.filter(live=True).order_by("-id").only(*FIELDS)
    paginate_by = 20

    def render_to_response(self, context: dict[str, object], **_more: object) -> HttpResponse:
        """The page; the template is at hand already, as Django's cached loader keeps it."""
        return HttpResponse(PAGE.render(RequestContext(self.request, context)))


def activity(_request: HttpRequest, uid: str) -> HttpResponse:
    """Where the list's links lead; not measured."""
    return HttpResponse(uid)


urlpatterns = [path("", Activities.as_view()), path("activities/<str:uid>/", activity, name="activity")]
