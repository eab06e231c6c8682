# snippet-begin
import cdk_pipelines as pipelines
from aws_cdk import Stack, Stage, aws_codebuild as codebuild, aws_codepipeline as codepipeline
from constructs import Construct

from shop.shop_stack import ShopStack


class ShopStage(Stage):
    """All stacks of one copy of the application."""

    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        ShopStack(self, "Shop")


class PipelineStack(Stack):
    """The pipeline that delivers the application, and itself."""

    def __init__(self, scope: Construct, construct_id: str, *, env, **kwargs) -> None:
        super().__init__(scope, construct_id, env=env, **kwargs)

        pipeline = pipelines.CodePipeline(
            self,
            "Pipeline",
            pipeline_type=codepipeline.PipelineType.V2,
            execution_mode=codepipeline.ExecutionMode.QUEUED,
            synth=pipelines.ShellStep(
                "Synth",
                input=pipelines.CodePipelineSource.connection(
                    "my-org/shop",
                    "main",
                    connection_arn="arn:aws:codeconnections:eu-west-1:111111111111:connection/…",
                ),
                install_commands=["npm install -g aws-cdk@2.1148.1"],
                commands=[
                    "pip install -r requirements.txt -r requirements-dev.txt",
                    "python -m pytest",
                    "cdk synth",
                ],
            ),
            code_build_defaults=pipelines.CodeBuildOptions(
                partial_build_spec=codebuild.BuildSpec.from_object(
                    {"phases": {"install": {"runtime-versions": {"nodejs": "22", "python": "3.12"}}}}
                ),
            ),
        )

        pipeline.add_stage(ShopStage(self, "Beta", env=env))
        pipeline.add_stage(
            ShopStage(self, "Prod", env=env),
            pre=[pipelines.ManualApprovalStep("Release")],
        )
# snippet-end
