"""Objects of ours that cross into the library and come back."""

from typing import Any

import jsii
import pytest
from aws_cdk.assertions import Match
from aws_cdk.aws_codebuild import BuildEnvironmentVariable
from aws_cdk.aws_codepipeline_actions import JenkinsProvider, ManualApprovalAction
from cdk_pipelines import (
    CodeBuildStep,
    CodePipelineActionFactoryResult,
    ICodePipelineActionFactory,
    IFileSetProducer,
    ManualApprovalStep,
    ShellStep,
    Step,
)

from shop.jenkins import JenkinsStep
from shop.steps import Folder, GateStep, SmokeTestStep

from .conftest import Fixture, shell


def test_a_step_makes_its_own_action(shop: Fixture) -> None:
    jenkins = JenkinsProvider(
        shop.delivery, "Jenkins", provider_name="Jenkins", server_url="https://jenkins.example.com", version="2"
    )
    check = JenkinsStep("Test", provider=jenkins, input=shop.source)
    publish = shell("Publish", check, "./publish.sh")
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[check, publish])

    made = shop.action("Prod", "Test")
    assert made["ActionTypeId"] == {"Category": "Test", "Owner": "Custom", "Provider": "Jenkins", "Version": "2"}
    assert made["Configuration"]["ProjectName"] == "shop-tests"
    assert made["InputArtifacts"] == shop.action("Source", "example_shop")["OutputArtifacts"]
    assert made["RunOrder"] == 1
    assert shop.action("Prod", "Publish")["InputArtifacts"] == made["OutputArtifacts"]
    assert shop.action("Prod", "Publish")["RunOrder"] == 2


def test_a_subclass_of_shell_step_runs(shop: Fixture) -> None:
    prod = shop.environment("Prod")
    smoke_test = SmokeTestStep("SmokeTest", input=shop.source, shop_url=prod.topic)
    shop.pipeline.add_stage(prod, post=[smoke_test])

    assert shop.action("Prod", "SmokeTest")["ActionTypeId"]["Provider"] == "CodeBuild"
    script = Match.string_like_regexp("npm ci[^]*wait-until-up.sh[^]*npm run smoke-test")
    shop.template().has_resource_properties("AWS::CodeBuild::Project", {"Source": {"BuildSpec": script}})
    # The override of consumed_stack_outputs was asked: the stack makes its outputs known.
    assert shop.action("Prod", "Messaging.Deploy")["Namespace"]


def test_a_producer_of_files_may_be_any_class(shop: Fixture) -> None:
    build = shell("Build", shop.source, "npm run build")
    check = ShellStep(
        "Check",
        input=Folder(build, "dist"),
        additional_inputs={"doc": Folder(build, "doc")},
        commands=["ls . doc"],
    )
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[check])

    inputs = shop.action("Prod", "Check")["InputArtifacts"]
    assert len(inputs) == 2
    assert inputs == shop.action("Prod", "Build")["OutputArtifacts"]
    assert check.dependencies == [build]


def test_a_producer_of_nothing_is_refused_with_our_message() -> None:
    @jsii.implements(IFileSetProducer)
    class Nothing:
        @property
        @jsii.member(jsii_name="primaryOutput")
        def primary_output(self) -> None:
            return None

    with pytest.raises(RuntimeError, match="which produces no files"):
        shell("Check", Nothing(), "ls")


def test_the_same_step_in_two_lists_is_one(shop: Fixture) -> None:
    gate = GateStep("Gate", {"note": ["both"]})
    plain = ManualApprovalStep("Plain")
    shop.pipeline.add_stage(shop.environment("Beta"), post=[gate, plain, gate])
    deployment = shop.pipeline.add_stage(shop.environment("Prod"), pre=[gate, plain])

    assert len(shop.actions_called("Gate")) == 1
    assert len(shop.actions_called("Plain")) == 1
    assert deployment.pre[0] is gate
    assert deployment.pre[1] is plain


def test_a_step_comes_back_as_the_object_that_was_given() -> None:
    first, second = GateStep("First", {}), GateStep("Second", {})

    sequence = Step.sequence([first, second])

    assert sequence[0] is first
    assert sequence[1] is second
    assert second.dependencies[0] is first


def test_outputs_are_found_in_nested_structures(shop: Fixture) -> None:
    version = CodeBuildStep("Version", input=shop.source, commands=["VERSION=$(cat version.txt)", "export VERSION"])
    gate = GateStep(
        "Gate",
        {
            "what": [
                "the shop",
                f"version {version.exported_variable('VERSION')}",
                f"of {shop.source.source_attribute('CommitId')}",
            ]
        },
    )
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[gate])

    assert [step.id for step in gate.dependencies] == ["Version", "example/shop"]
    assert gate.dependencies[0] is version
    # The step that makes the output is placed before the one that shows it.
    producer = shop.action("Prod", "Version")
    source = shop.action("Source", "example_shop")
    shown = shop.action("Prod", "Gate")
    assert (producer["RunOrder"], shown["RunOrder"]) == (1, 2)
    assert shown["Configuration"]["CustomData"] == (
        f"what: the shop, version #{{{producer['Namespace']}.VERSION}}, of #{{{source['Namespace']}.CommitId}}"
    )


class Finder(Step):
    """Hands whatever it is given to discover_referenced_outputs()."""

    def __init__(self, structure: Any) -> None:
        super().__init__("Finder")
        self._discover_referenced_outputs(structure)


@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda output: output, id="a string"),
        pytest.param(lambda output: f"v{output}", id="part of a string"),
        pytest.param(lambda output: ["a", output], id="a list"),
        pytest.param(lambda output: {"v": output}, id="a dict"),
        pytest.param(lambda output: [BuildEnvironmentVariable(value=output)], id="a struct of the CDK"),
        pytest.param(lambda output: [1, True, None, {"x": [{"y": output}]}], id="lists in dicts in lists"),
    ],
)
def test_outputs_are_found_in_whatever_holds_them(wrap: Any) -> None:
    version = CodeBuildStep("Version", commands=["true"])

    finder = Finder(wrap(version.exported_variable("VERSION")))

    assert len(finder.dependencies) == 1
    assert finder.dependencies[0] is version


def test_what_the_callback_is_given_are_the_objects_of_the_pipeline(shop: Fixture) -> None:
    @jsii.implements(ICodePipelineActionFactory)
    class Curious(Step):
        @jsii.member(jsii_name="produceAction")
        def produce_action(self, stage, *, action_name, run_order, pipeline, scope, **_options):
            self.seen = (pipeline, scope)
            for i in range(2):
                stage.add_action(ManualApprovalAction(action_name=f"{action_name}{i}", run_order=run_order + i))
            return CodePipelineActionFactoryResult(run_orders_consumed=2)

    first = Curious("Curious")
    after = ManualApprovalStep("After")
    after.add_step_dependency(first)
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[first, after])

    assert shop.action("Prod", "After")["RunOrder"] == 3
    pipeline, scope = first.seen
    assert pipeline is shop.pipeline
    assert scope.node.path.startswith("Delivery/Pipeline")


def test_the_answer_of_a_callback_may_be_a_plain_dict(shop: Fixture) -> None:
    @jsii.implements(ICodePipelineActionFactory)
    class Plain(Step):
        @jsii.member(jsii_name="produceAction")
        def produce_action(self, stage, *, action_name, run_order, **_options):
            stage.add_action(ManualApprovalAction(action_name=action_name, run_order=run_order))
            return {"runOrdersConsumed": 1}

    shop.pipeline.add_stage(shop.environment("Prod"), pre=[Plain("Plain")])

    assert shop.action("Prod", "Plain")["RunOrder"] == 1


def test_what_a_callback_raises_is_told(shop: Fixture) -> None:
    @jsii.implements(ICodePipelineActionFactory)
    class Broken(Step):
        @jsii.member(jsii_name="produceAction")
        def produce_action(self, stage, *, action_name, **_options):
            raise ValueError("Jenkins is on holiday")

    shop.pipeline.add_stage(shop.environment("Prod"), pre=[Broken("Broken")])

    with pytest.raises(Exception, match="Jenkins is on holiday"):
        shop.pipeline.build_pipeline()
