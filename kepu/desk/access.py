"""The door of the desk: who is signed in, what he or she reaches, and which campaign the pages speak of."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from kepu.accounts.actor import Actor, actor_of
from kepu.accounts.models import Person
from kepu.accounts.sessions import to_sign_in
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import seen_by
from kepu.desk.navigation import Entry, entries
from kepu.notices.queries import unread
from kepu.organisations.reach import Reach, reach_of, territory

P = ParamSpec("P")
CHOSEN = "campaign"
"""The session's key under which the slug of the chosen campaign stands."""


class DeskRequest(HttpRequest):
    """A request by a signed-in person: `actor` for actions, `reach` for queries, `campaign` for what is shown."""

    user: Person
    actor: Actor
    reach: Reach
    campaign: Campaign | None
    campaigns: list[Campaign]
    navigation: list[Entry]
    unread: int


View = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for signed-in people, who have set a password of their own; fills in what DeskRequest promises."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return to_sign_in(request)
        if request.user.must_change_password:
            return redirect("accounts:password")
        return view(enter(request, request.user), *args, **kwargs)

    return guarded


def with_campaign(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """As `desk`, for pages that speak of one campaign: whoever has none is shown how to come by one."""

    @desk
    @wraps(view)
    def guarded(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return redirect("desk:home") if request.campaign is None else view(request, *args, **kwargs)

    return guarded


def enter(request: HttpRequest, person: Person) -> DeskRequest:
    """The request with reach, actor and campaigns; four queries whatever the person's roles."""
    entered: DeskRequest = request  # type: ignore[assignment]  # given its attributes here
    entered.actor = actor_of(request)
    entered.reach = reach_of(person)
    entered.campaigns = seen_by(entered.reach)
    entered.campaign = chosen(entered.campaigns, request.session.get(CHOSEN), entered.reach)
    entered.navigation = entries(entered.reach, request.path)
    entered.unread = unread(person)
    return entered


def chosen(campaigns: list[Campaign], slug: str | None, reach: Reach) -> Campaign | None:
    """The campaign that the person chose, else the running one nearest to his or her units, else the latest.

    Nearest: where a county's campaign hangs below the city's, the county's for those who work in the county (what they
    file there counts in both), the city's for those who work in the city.
    """
    running = [campaign for campaign in campaigns if campaign.state == Campaign.State.RUNNING]
    nearest = max(running, key=lambda campaign: nearness(campaign, reach), default=None)
    return next((c for c in campaigns if c.slug == slug), None) or nearest or next(iter(campaigns), None)


def nearness(campaign: Campaign, reach: Reach) -> int:
    """The deeper the territory that one of the person's units lies in, the nearer; 0 when none does."""
    area = territory(campaign.owner)
    return len(area) if any(role.organisation.path.startswith(area) for role in reach.roles) else 0


def choose(request: DeskRequest, slug: str) -> None:
    """Keep the choice in the session; 404 for a campaign that the person cannot see."""
    if slug not in {campaign.slug for campaign in request.campaigns}:
        raise Http404
    request.session[CHOSEN] = slug
