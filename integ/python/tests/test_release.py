"""What a person is asked, and who hears of what happens."""

import pytest
from aws_cdk import Duration
from aws_cdk.aws_sns import Topic
from cdk_pipelines import ManualApprovalStep, PipelineEvent

from .conftest import Fixture


def test_an_approval_with_all_that_it_has(shop: Fixture) -> None:
    release = ManualApprovalStep(
        "Release",
        comment="Ready?",
        timeout=Duration.hours(2),
        notify_emails=["releases@example.com"],
        show_revision=True,
    )
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[release])

    action = shop.action("Prod", "Release")
    assert action["TimeoutInMinutes"] == 120
    namespace = shop.action("Source", "example_shop")["Namespace"]
    asked = f"Ready?\n\nCommitId #{{{namespace}.CommitId}} of example/shop, plan "
    assert action["Configuration"]["CustomData"].startswith(asked)
    [subscription] = shop.template().find_resources("AWS::SNS::Subscription").values()
    assert subscription["Properties"]["Endpoint"] == "releases@example.com"


def test_a_timeout_that_is_too_short() -> None:
    with pytest.raises(RuntimeError, match="1 minute as timeout"):
        ManualApprovalStep("Release", timeout=Duration.minutes(1))


def test_notifications(shop: Fixture) -> None:
    topic = Topic(shop.delivery, "Releases")
    events = [PipelineEvent.FAILED, PipelineEvent.APPROVAL_NEEDED]
    rule = shop.pipeline.notify_on("Releases", topic, events=events, enabled=False)
    assert rule.add_target(Topic(shop.delivery, "Others"))

    [made] = shop.template().find_resources("AWS::CodeStarNotifications::NotificationRule").values()
    assert made["Properties"]["Status"] == "DISABLED"
    assert len(made["Properties"]["Targets"]) == 2
    assert made["Properties"]["EventTypeIds"] == [
        "codepipeline-pipeline-pipeline-execution-failed",
        "codepipeline-pipeline-manual-approval-needed",
    ]
