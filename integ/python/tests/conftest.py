"""A pipeline, and what is asked about it."""

from typing import Any, Dict, List, Optional

import pytest
from aws_cdk import App, CfnOutput, Environment, Stack, Stage
from aws_cdk.assertions import Template
from aws_cdk.aws_sns import Topic
from cdk_pipelines import CodePipeline, CodePipelineSource, IFileSetProducer, ShellStep, Trigger

ENVIRONMENT = Environment(account="111111111111", region="us-east-1")
CONNECTION = "arn:aws:codeconnections:us-east-1:111111111111:connection/example"


class Environs(Stage):
    """An environment with one stack."""

    def __init__(self, scope: App, id: str, account: str = "111111111111") -> None:
        super().__init__(scope, id, env=Environment(account=account, region="us-east-1"))
        stack = Stack(self, "Messaging")
        self.topic = CfnOutput(stack, "TopicArn", value=Topic(stack, "News").topic_arn)


class Fixture:
    def __init__(self, triggers: Optional[List[Trigger]] = None, **props: Any) -> None:
        self.app = App()
        self.delivery = Stack(self.app, "Delivery", env=ENVIRONMENT)
        self.source = CodePipelineSource.connection(
            "example/shop", "main", connection_arn=CONNECTION, triggers=triggers
        )
        synth = shell("Synth", self.source, "npx cdk synth")
        self.pipeline = CodePipeline(self.delivery, "Pipeline", synth=synth, **props)

    def environment(self, id: str, **kwargs: Any) -> Environs:
        return Environs(self.app, id, **kwargs)

    def template(self) -> Template:
        if not hasattr(self, "_template"):
            self._template = Template.from_stack(self.delivery)
        return self._template

    def stages(self) -> Dict[str, List[Dict[str, Any]]]:
        [pipeline] = self.template().find_resources("AWS::CodePipeline::Pipeline").values()
        return {stage["Name"]: stage["Actions"] for stage in pipeline["Properties"]["Stages"]}

    def action(self, stage: str, name: str) -> Dict[str, Any]:
        [action] = [action for action in self.stages()[stage] if action["Name"] == name]
        return action

    def actions_called(self, name: str) -> List[Dict[str, Any]]:
        return [action for actions in self.stages().values() for action in actions if action["Name"] == name]


def shell(id: str, input: IFileSetProducer, *commands: str) -> ShellStep:
    return ShellStep(id, input=input, commands=list(commands))


@pytest.fixture
def shop() -> Fixture:
    return Fixture()
