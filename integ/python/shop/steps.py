"""Steps of our own: what the library does not know, it calls back for."""

from typing import List, Mapping, Optional, Sequence

import jsii
from aws_cdk import CfnOutput
from aws_cdk.aws_codepipeline import IStage
from aws_cdk.aws_codepipeline_actions import ManualApprovalAction
from cdk_pipelines import (
    CodePipelineActionFactoryResult,
    FileSet,
    ICodePipelineActionFactory,
    IFileSetProducer,
    ShellStep,
    StackOutputReference,
    Step,
)


@jsii.implements(ICodePipelineActionFactory)
class GateStep(Step):
    """Asks a person, and shows facts that earlier steps have found out."""

    def __init__(self, id: str, facts: Mapping[str, Sequence[str]]) -> None:
        """:param facts: lines by heading; they may hold outputs of other steps"""
        super().__init__(id)
        self._facts = facts
        # Waits for the steps whose outputs are found somewhere in there.
        self._discover_referenced_outputs({"facts": {heading: list(lines) for heading, lines in facts.items()}})

    @jsii.member(jsii_name="produceAction")
    def produce_action(
        self, stage: IStage, *, action_name: str, run_order: int, **_options
    ) -> CodePipelineActionFactoryResult:
        stage.add_action(
            ManualApprovalAction(
                action_name=action_name,
                run_order=run_order,
                additional_information="; ".join(
                    f"{heading}: {', '.join(lines)}" for heading, lines in self._facts.items()
                ),
            )
        )
        return CodePipelineActionFactoryResult(run_orders_consumed=1)


class SmokeTestStep(ShellStep):
    """A script with a habit of its own: it waits for the shop to be up, then looks at it."""

    def __init__(self, id: str, *, input: IFileSetProducer, shop_url: CfnOutput) -> None:
        super().__init__(
            id,
            input=input,
            install_commands=["npm ci"],
            commands=["./wait-until-up.sh", "npm run smoke-test"],
        )
        self._shop_url = shop_url

    @property
    def consumed_stack_outputs(self) -> List[StackOutputReference]:
        """The script looks the output up by itself, so the stack must have been deployed."""
        return [StackOutputReference.from_cfn_output(self._shop_url)]


@jsii.implements(IFileSetProducer)
class Folder:
    """What a script leaves behind in one folder."""

    def __init__(self, step: ShellStep, path: str) -> None:
        self._step = step
        self._path = path

    @property
    @jsii.member(jsii_name="primaryOutput")
    def primary_output(self) -> Optional[FileSet]:
        return self._step.add_output_directory(self._path)
