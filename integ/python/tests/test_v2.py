"""What CodePipeline of type V2 can do: each factory, as people of Python call it."""

from typing import Any, Callable, Dict, List

import pytest
from aws_cdk import Duration
from aws_cdk.aws_cloudwatch import Alarm
from aws_cdk.aws_codepipeline import ExecutionMode, GitPullRequestEvent, PipelineType
from aws_cdk.aws_lambda import Function
from cdk_pipelines import (
    EntryCondition,
    FailureResponse,
    GateRule,
    ManualApprovalStep,
    ShellStep,
    StageRule,
    StageTransition,
    SuccessCondition,
    Trigger,
)

from .conftest import Fixture, shell


@pytest.fixture
def shop() -> Fixture:
    return Fixture(pipeline_type=PipelineType.V2, execution_mode=ExecutionMode.QUEUED)


def pipeline_of(shop: Fixture) -> Dict[str, Any]:
    [pipeline] = shop.template().find_resources("AWS::CodePipeline::Pipeline").values()
    return pipeline["Properties"]


def stage_of(shop: Fixture, name: str) -> Dict[str, Any]:
    [stage] = [stage for stage in pipeline_of(shop)["Stages"] if stage["Name"] == name]
    return stage


def rules_of(stage: Dict[str, Any], kind: str) -> List[Dict[str, Any]]:
    [condition] = stage[kind]["Conditions"]
    return condition["Rules"]


def with_triggers(triggers: List[Trigger], **props: Any) -> Fixture:
    shop = Fixture(triggers, pipeline_type=PipelineType.V2, **props)
    shop.pipeline.add_stage(shop.environment("Prod"))
    return shop


def test_triggers_of_pushes_and_tags() -> None:
    shop = with_triggers([Trigger.push(paths=["**", "!docs/**"]), Trigger.push(), Trigger.tags(["v*", "!v0.*"])])

    [trigger] = pipeline_of(shop)["Triggers"]
    assert trigger["GitConfiguration"]["Push"] == [
        {"Branches": {"Includes": ["main"]}, "FilePaths": {"Includes": ["**"], "Excludes": ["docs/**"]}},
        {"Branches": {"Includes": ["main"]}},
        {"Tags": {"Includes": ["v*"], "Excludes": ["v0.*"]}},
    ]


def test_triggers_of_pull_requests() -> None:
    trigger = Trigger.pull_request(branches=["main"], paths=["src/**"], events=[GitPullRequestEvent.OPEN])
    shop = with_triggers([trigger], self_mutation=False, allow_unreviewed_branches=True)

    [made] = pipeline_of(shop)["Triggers"]
    assert made["GitConfiguration"]["PullRequest"] == [
        {"Branches": {"Includes": ["main"]}, "Events": ["OPEN"], "FilePaths": {"Includes": ["src/**"]}}
    ]


def test_a_pull_request_may_not_rewrite_the_pipeline() -> None:
    shop = with_triggers([Trigger.pull_request()])
    with pytest.raises(RuntimeError, match="pull requests start the pipeline"):
        shop.pipeline.build_pipeline()


def test_no_trigger() -> None:
    shop = with_triggers([Trigger.none()])
    assert shop.action("Source", "example_shop")["Configuration"]["DetectChanges"] is False


def test_variables_and_rules_of_them(shop: Fixture) -> None:
    depth = shop.pipeline.add_variable("TestDepth", default_value="full", description="full or quick")
    value = depth.reference()
    shop.pipeline.add_stage(
        shop.environment("Prod"),
        pre=[ShellStep("Test", env={"DEPTH": value}, commands=['./test.sh "$DEPTH"'])],
        before_entry=EntryCondition.skip_unless(
            StageRule.variable_equals(value, "full"),
            StageRule.variable_not_equals(value, "quick"),
            StageRule.variable_contains(value, "ul"),
            StageRule.variable_matches(value, "f.*"),
        ),
    )

    assert pipeline_of(shop)["Variables"] == [
        {"Name": "TestDepth", "DefaultValue": "full", "Description": "full or quick"}
    ]
    prod = stage_of(shop, "Prod")
    assert prod["BeforeEntry"]["Conditions"][0]["Result"] == "SKIP"
    assert [rule["Configuration"] for rule in rules_of(prod, "BeforeEntry")] == [
        {"Variable": "#{variables.TestDepth}", "Operator": "EQ", "Value": "full"},
        {"Variable": "#{variables.TestDepth}", "Operator": "NE", "Value": "quick"},
        {"Variable": "#{variables.TestDepth}", "Operator": "CONTAINS", "Value": "ul"},
        {"Variable": "#{variables.TestDepth}", "Operator": "MATCHES", "Value": "f.*"},
    ]


def test_rules_of_the_time_alarms_functions_and_commands(shop: Fixture) -> None:
    alarm = Alarm.from_alarm_name(shop.delivery, "Errors", "shop-errors")
    handler = Function.from_function_name(shop.delivery, "Check", "check")
    shop.pipeline.add_stage(
        shop.environment("Prod"),
        before_entry=EntryCondition.fail_unless(
            StageRule.deployment_window(cron="* * 9-16 ? * MON-FRI", time_zone="Europe/Berlin"),
            StageRule.invoke(handler, payload="Prod"),
            StageRule.commands(["./check.sh"], input=shop.source),
        ),
        on_success=SuccessCondition.fail_unless(StageRule.alarms([alarm], bake_time=Duration.minutes(15))),
    )

    prod = stage_of(shop, "Prod")
    window, invoked, commands = rules_of(prod, "BeforeEntry")
    assert window["Configuration"] == {"Cron": "* * 9-16 ? * MON-FRI", "TimeZone": "Europe/Berlin"}
    assert invoked["Configuration"]["UserParameters"] == "Prod"
    assert commands["Commands"] == ["./check.sh"]
    assert len(commands["InputArtifacts"]) == 1
    [quiet] = rules_of(prod, "OnSuccess")
    assert quiet["Configuration"] == {"AlarmName": "shop-errors", "AlarmStates": "ALARM", "WaitTime": "15"}


def test_what_follows_a_failure(shop: Fixture) -> None:
    answers = {
        "Beta": FailureResponse.retry_failed_actions(),
        "Gamma": FailureResponse.retry_all_actions(),
        "Prod": FailureResponse.rollback(),
    }
    for name, answer in answers.items():
        shop.pipeline.add_stage(shop.environment(name), on_failure=answer)
    alarm = Alarm.from_alarm_name(shop.delivery, "Errors", "shop-errors")
    shop.pipeline.add_wave(
        "Last",
        post=[shell("Announce", shop.source, "./announce.sh")],
        on_success=SuccessCondition.rollback_unless(StageRule.alarms([alarm])),
        transition=StageTransition.disabled("Release train"),
    )

    assert [stage_of(shop, name)["OnFailure"] for name in answers] == [
        {"Result": "RETRY", "RetryConfiguration": {"RetryMode": "FAILED_ACTIONS"}},
        {"Result": "RETRY", "RetryConfiguration": {"RetryMode": "ALL_ACTIONS"}},
        {"Result": "ROLLBACK"},
    ]
    [condition] = stage_of(shop, "Last")["OnSuccess"]["Conditions"]
    assert condition["Result"] == "ROLLBACK"
    [closed] = pipeline_of(shop)["DisableInboundStageTransitions"]
    assert closed == {"StageName": "Last", "Reason": "Release train"}


@pytest.mark.parametrize(
    "mistake, message",
    [
        (lambda: StageRule.deployment_window(cron="9-16 ? * MON-FRI"), "six or seven fields"),
        (lambda: StageRule.commands([]), "commands"),
        (lambda: StageTransition.disabled("Überall"), "1 to 300 of"),
        (lambda: EntryCondition.fail_unless(), "rules"),
    ],
)
def test_mistakes_are_named_at_once(mistake: Callable[[], object], message: str) -> None:
    with pytest.raises(RuntimeError, match=message):
        mistake()


@pytest.mark.parametrize(
    "rule",
    [
        lambda: GateRule.account("111111111111"),
        lambda: GateRule.region("us-*"),
        lambda: GateRule.stage("Prod*"),
        lambda: GateRule.stack_name("*-Messaging"),
        lambda: GateRule.every_deployment(permissions_check_is_enough=True),
    ],
)
def test_a_gate_policy(rule: Callable[[], GateRule]) -> None:
    bare = Fixture(gate_policy=[rule()])
    bare.pipeline.add_stage(bare.environment("Prod"))
    with pytest.raises(RuntimeError, match="Prod"):
        bare.app.synth()

    gated = Fixture(gate_policy=[rule()])
    gated.pipeline.add_stage(gated.environment("Prod"), pre=[ManualApprovalStep("Promote")])
    gated.app.synth()
