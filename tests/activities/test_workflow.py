"""Every verb in every state by everybody, for each number of review stages – written down here a second time, by hand."""

from __future__ import annotations

import pytest

from kepu.activities import workflow
from kepu.activities.models import Activity, State
from kepu.activities.permissions import Trail, choices, may, may_edit
from kepu.campaigns.models import Campaign
from kepu.campaigns.windows import Window
from kepu.organisations.models import Role
from tests.cast import NOON, Cast

VERBS = ("submit", "endorse", "approve", "return", "withdraw", "reopen", "correct", "abandon", "cancel")
OPEN = Window("登记填报", opens_at=NOON, on_time_until=NOON.replace(day=28))
LOCKED = Window("登记填报", on_time_until=NOON.replace(day=1), locks_at=NOON.replace(day=2))

FILING = "chen lin"
"""Who may file for 城东镇: its filer, and the office."""
# state: {verb: who may}; chen submitted, zhou endorsed where somebody did. Whatever is not named is refused.
EXPECTED: dict[int, dict[State, dict[str, str]]] = {
    0: {
        State.DRAFT: {"submit": FILING},
        State.SUBMITTED: {"approve": "zhou wu lin", "return": "zhou wu lin", "withdraw": FILING},
        State.ENDORSED: {},
        State.APPROVED: {"return": "zhou wu lin", "correct": FILING, "cancel": FILING},
        State.RETURNED: {"submit": FILING, "withdraw": FILING},
        State.CORRECTING: {"submit": FILING, "return": "zhou wu lin", "abandon": FILING, "cancel": FILING},
        State.WITHDRAWN: {"reopen": FILING},
        State.CANCELLED: {},
    },
    1: {
        State.DRAFT: {"submit": FILING},
        State.SUBMITTED: {"approve": "zhou wu lin", "return": "zhou wu lin", "withdraw": FILING},
        State.ENDORSED: {},
        State.APPROVED: {"return": "zhou wu lin", "correct": FILING, "cancel": FILING},
        State.RETURNED: {"submit": FILING, "withdraw": FILING},
        State.CORRECTING: {"submit": FILING, "return": "zhou wu lin", "abandon": FILING, "cancel": FILING},
        State.WITHDRAWN: {"reopen": FILING},
        State.CANCELLED: {},
    },
    2: {
        State.DRAFT: {"submit": FILING},
        State.SUBMITTED: {"endorse": "zhou wu lin", "return": "zhou wu lin", "withdraw": FILING},
        State.ENDORSED: {"approve": "wu lin", "return": "wu lin", "withdraw": FILING},
        State.APPROVED: {"return": "wu lin", "correct": FILING, "cancel": FILING},
        State.RETURNED: {"submit": FILING, "withdraw": FILING},
        State.CORRECTING: {"submit": FILING, "return": "wu lin", "abandon": FILING, "cancel": FILING},
        State.WITHDRAWN: {"reopen": FILING},
        State.CANCELLED: {},
    },
}
PEOPLE = ("chen", "xu", "he", "zhou", "wu", "lin")


def activity_of(cast: Cast, campaign: Campaign, state: State) -> Activity:
    return Activity(campaign=campaign, organisation=cast.east, state=state)


@pytest.mark.parametrize("stages", [0, 1, 2])
def test_everybody_may_exactly_what_the_table_says(cast: Cast, campaign: Campaign, stages: int) -> None:
    campaign.review_stages = stages
    trail = Trail(submitter=cast.chen.pk, endorser=cast.zhou.pk if stages == 2 else None)
    reaches = {name: cast.reach(getattr(cast, name)) for name in PEOPLE}
    found = {
        state: {
            verb: " ".join(people)
            for verb in VERBS
            if (people := [n for n in PEOPLE if may(verb, reaches[n], activity_of(cast, campaign, state), trail, OPEN, NOON)])
        }
        for state in State
    }
    expected = {
        state: {verb: " ".join(n for n in PEOPLE if n in who.split()) for verb, who in verbs.items()}
        for state, verbs in EXPECTED[stages].items()
    }
    assert found == expected


def test_the_table_names_only_known_verbs_and_states_that_can_be_reached() -> None:
    assert {step.verb for step in workflow.STEPS} == set(VERBS)
    for stages in (0, 1, 2):
        reached, fresh = {State.DRAFT}, [State.DRAFT]
        while fresh:
            fresh = [step.target for step in workflow.steps_from(fresh.pop(), stages) if step.target not in reached] + fresh
            reached.update(fresh)
        missing = {0: {State.SUBMITTED, State.ENDORSED}, 1: {State.ENDORSED}, 2: set()}[stages]
        assert reached == set(State) - missing


def test_no_two_rows_speak_of_the_same_case() -> None:
    cases = [(step.verb, step.source, stages) for step in workflow.STEPS for stages in step.stages]
    assert len(cases) == len(set(cases))


def test_a_locked_window_stops_drafts_but_neither_corrections_nor_decisions(cast: Cast, campaign: Campaign) -> None:
    chen, zhou, trail = cast.reach(cast.chen), cast.reach(cast.zhou), Trail(submitter=cast.chen.pk)
    draft, back, sent = (activity_of(cast, campaign, state) for state in (State.DRAFT, State.RETURNED, State.SUBMITTED))
    locked = "已过登记填报截止（9月2日 12:00）。如有特殊情况，请联系市科协开通补报。"
    assert may("submit", chen, draft, trail, LOCKED, NOON).reason == locked
    assert may_edit(chen, draft, LOCKED, NOON).reason == locked
    assert may("submit", chen, back, trail, LOCKED, NOON)
    assert may_edit(chen, back, LOCKED, NOON)
    assert may("withdraw", chen, sent, trail, LOCKED, NOON)
    assert may("approve", zhou, sent, trail, LOCKED, NOON)


def test_an_exception_opens_the_lock_for_its_unit(cast: Cast, campaign: Campaign) -> None:
    draft = activity_of(cast, campaign, State.DRAFT)
    excepted = Window(
        "登记填报", on_time_until=LOCKED.on_time_until, locks_at=LOCKED.locks_at, exception_until=NOON.replace(day=11)
    )
    assert may("submit", cast.reach(cast.chen), draft, Trail(), excepted, NOON)
    assert not may("submit", cast.reach(cast.chen), draft, Trail(), excepted, NOON.replace(day=11))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.SUBMITTED, "活动已提交，不能直接修改；请先撤回，或请审核员退回。"),
        (State.APPROVED, "活动终审通过，不能直接修改；请先点“更正”。"),
        (State.WITHDRAWN, "活动已撤回，不能直接修改；请先点“重新填报”。"),
        (State.CANCELLED, "活动已取消，不能直接修改；需要时可复制一份重新填报。"),
    ],
)
def test_a_closed_working_copy_says_what_to_do_next(cast: Cast, campaign: Campaign, state: State, sentence: str) -> None:
    assert may_edit(cast.reach(cast.chen), activity_of(cast, campaign, state), OPEN, NOON).reason == sentence


@pytest.mark.parametrize(
    ("who", "verb", "sentence"),
    [
        ("chen", "approve", "城东镇不在您的审核范围内。"),
        ("xu", "withdraw", "只有城东镇的填报员可以填写这项活动。"),
        ("zhou", "endorse", "活动已提交，不能初审通过。"),
    ],
)
def test_refusals_say_why(cast: Cast, campaign: Campaign, who: str, verb: str, sentence: str) -> None:
    activity = activity_of(cast, campaign, State.SUBMITTED)
    verdict = may(verb, cast.reach(getattr(cast, who)), activity, Trail(submitter=cast.chen.pk), OPEN, NOON)
    assert (bool(verdict), verdict.reason) == (False, sentence)


def test_nobody_reviews_what_he_or_she_submitted_or_endorsed(cast: Cast, campaign: Campaign) -> None:
    campaign.review_stages = 2
    Role.objects.create(person=cast.zhou, organisation=cast.east, name=Role.Name.FILER)
    zhou = cast.reach(cast.zhou)
    sent, passed = activity_of(cast, campaign, State.SUBMITTED), activity_of(cast, campaign, State.ENDORSED)
    own = may("endorse", zhou, sent, Trail(submitter=cast.zhou.pk), OPEN, NOON)
    twice = may("approve", zhou, passed, Trail(submitter=cast.chen.pk, endorser=cast.zhou.pk), OPEN, NOON)
    assert [own.reason, twice.reason] == ["这是您本人提交的，须由其他审核员审核。", "初审由您作出，终审须由其他审核员作出。"]


@pytest.mark.parametrize(("routing", "may_town"), [("territory", True), ("kind", False)])
def test_review_is_routed_by_territory_or_by_kind(cast: Cast, campaign: Campaign, routing: str, may_town: bool) -> None:
    Role.objects.filter(person=cast.zhou).update(kinds=["department", "society"])
    campaign.review_routing, zhou = routing, cast.reach(cast.zhou)
    town = activity_of(cast, campaign, State.SUBMITTED)
    society = Activity(campaign=campaign, organisation=cast.weather, state=State.SUBMITTED)
    assert bool(may("approve", zhou, town, Trail(), OPEN, NOON)) is may_town
    assert may("approve", zhou, society, Trail(), OPEN, NOON)


def test_the_final_word_is_said_on_the_level_of_the_office(cast: Cast, campaign: Campaign) -> None:
    campaign.review_stages = 2
    Role.objects.create(person=cast.xu, organisation=cast.east, name=Role.Name.REVIEWER)
    xu = cast.reach(cast.xu)
    assert may("endorse", xu, activity_of(cast, campaign, State.SUBMITTED), Trail(), OPEN, NOON)
    verdict = may("approve", xu, activity_of(cast, campaign, State.ENDORSED), Trail(), OPEN, NOON)
    assert verdict.reason == "终审由市科协的审核员作出。"


@pytest.mark.parametrize("state", [Campaign.State.DRAFT, Campaign.State.CLOSED])
def test_nothing_moves_unless_the_campaign_runs(cast: Cast, campaign: Campaign, state: str) -> None:
    campaign.state = state
    trail = Trail(submitter=cast.chen.pk)
    moving = [
        (name, verb, one)
        for name in PEOPLE
        for verb in VERBS
        for one in State
        if may(verb, cast.reach(getattr(cast, name)), activity_of(cast, campaign, one), trail, OPEN, NOON)
    ]
    assert moving == []


def test_choices_are_the_buttons_with_their_reasons(cast: Cast, campaign: Campaign) -> None:
    sent = activity_of(cast, campaign, State.SUBMITTED)
    shown = choices(cast.reach(cast.chen), sent, Trail(submitter=cast.chen.pk), OPEN, NOON)
    assert [(choice.verb, choice.label, bool(choice.verdict)) for choice in shown] == [
        ("approve", "终审通过", False),
        ("return", "退回修改", False),
        ("withdraw", "撤回", True),
    ]


def test_passing_is_endorsing_only_in_the_first_of_two_stages() -> None:
    found = {(state, stages): workflow.passing(state, stages) for state in workflow.WAITING for stages in (1, 2)}
    assert found == {
        (State.SUBMITTED, 1): "approve",
        (State.SUBMITTED, 2): "endorse",
        (State.ENDORSED, 1): "approve",
        (State.ENDORSED, 2): "approve",
    }
    assert workflow.verb_zh("nothing known") == "nothing known"
