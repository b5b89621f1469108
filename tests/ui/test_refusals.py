"""How a refusal looks: a page for people, a line for htmx, JSON for scripts; always the reason in plain words."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client

from kepu.organisations.models import Role
from kepu.ui import refusals
from kepu.verdict import Refused, Verdict, conflict, forbid
from tests.ui.pages import request_for

WHY = "已过填报截止（9月28日 24:00）。如有特殊情况，请联系市科协开通补报。"


def answer(verdict: Verdict, request: HttpRequest) -> HttpResponse:
    """What becomes of a refusal that a view let pass."""
    response = refusals.RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request, Refused(verdict))
    assert response is not None
    return response


@pytest.mark.parametrize(("verdict", "status"), [(conflict(WHY), 409), (forbid(WHY), 403)])
def test_a_page_for_people(verdict: Verdict, status: int) -> None:
    response = answer(verdict, request_for(Referer="http://testserver/desk/activities/"))
    assert response.status_code == status
    text = response.content.decode()
    assert WHY in text
    assert '<a class="btn btn-primary" href="http://testserver/desk/activities/">返回</a>' in text


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/", "http://testserver/desk/"])
def test_back_leads_to_a_page_of_ours(referer: str) -> None:
    assert refusals.back(request_for("/desk/", Referer=referer)) == "/"


def test_a_line_for_htmx() -> None:
    response = answer(conflict(WHY), request_for(**{"HX-Request": "true"}))
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#notices"
    text = response.content.decode()
    assert WHY in text
    assert "<html" not in text


def test_json_for_scripts() -> None:
    response = answer(forbid(WHY), request_for(Accept="application/json"))
    assert response.status_code == 403
    assert json.loads(response.content) == {"reason": WHY}


def test_other_exceptions_are_not_ours() -> None:
    middleware = refusals.RefusalMiddleware(lambda _request: HttpResponse("fine"))
    assert middleware.process_exception(request_for(), ValueError()) is None
    assert middleware(request_for()).status_code == 200


@pytest.mark.django_db
def test_what_is_not_there(client: Client) -> None:
    response = client.get("/nothing/at/all/")
    assert response.status_code == 404
    assert "没有找到这个页面" in response.content.decode()


def test_every_failure_has_plain_words() -> None:
    request = request_for()
    pages = {
        400: refusals.bad_request(request),
        403: refusals.forbidden(request),
        404: refusals.not_found(request),
        500: refusals.server_error(request),
    }
    assert {status: response.status_code for status, response in pages.items()} == {status: status for status in pages}
    assert "刚才的操作没有保存" in pages[500].content.decode()
    stale = refusals.csrf_failure(request)
    assert stale.status_code == 403
    assert "刷新后重新提交" in stale.content.decode()
    for response in (*pages.values(), stale):
        assert "!" not in response.content.decode().replace("<!doctype", "")


@pytest.mark.django_db(transaction=True)
def test_what_somebody_removed_at_the_same_moment_is_said_so() -> None:
    with pytest.raises(IntegrityError) as gone:
        Role.objects.create(person_id=1, organisation_id=1, name="filer")
    answer = refusals.RefusalMiddleware(lambda _request: HttpResponse()).process_exception(request_for(), gone.value)
    assert answer is not None
    assert answer.status_code == 409
    assert "刚刚被他人合并或删除" in answer.content.decode()
