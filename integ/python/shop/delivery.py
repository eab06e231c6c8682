"""The pipeline that delivers the shop, and itself."""

from aws_cdk import Environment, Stack
from aws_cdk.aws_codepipeline import PipelineType
from aws_cdk.aws_secretsmanager import Secret
from cdk_pipelines import (
    CodePipeline,
    CodePipelineSource,
    ConfirmPermissionsBroadening,
    DockerCredential,
    ManualApprovalStep,
    ShellStep,
)
from constructs import Construct

from shop.application import Shop


class DeliveryStack(Stack):
    """From a push to two environments: Beta in one account and region, then Prod in another."""

    def __init__(self, scope: Construct, id: str, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)

        source = CodePipelineSource.connection(
            "example/shop",
            "main",
            connection_arn=(
                "arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555"
            ),
        )

        pipeline = CodePipeline(
            self,
            "Pipeline",
            pipeline_name="Shop",
            pipeline_type=PipelineType.V2,
            synth=ShellStep("Synth", input=source, commands=["npm ci", "npm run build", "npx cdk synth"]),
            # Beta and Prod are other accounts: they read artifacts that are encrypted with a key they may use.
            cross_account_keys=True,
            enable_key_rotation=True,
            # The base image of the shop comes from a registry that limits anonymous downloads.
            docker_credentials=[
                DockerCredential.docker_hub(
                    Secret.from_secret_name_v2(self, "DockerHub", "docker-hub-credentials"),
                ),
            ],
        )

        beta = Shop(self, "Beta", env=Environment(account="222222222222", region="eu-west-1"))
        pipeline.add_stage(
            beta,
            pre=[ShellStep("UnitTest", input=source, commands=["npm ci", "npm test"])],
            post=[
                ShellStep(
                    "SmokeTest",
                    input=source,
                    env_from_cfn_outputs={"SHOP_URL": beta.url},
                    commands=["npm ci", 'npm run smoke-test -- "$SHOP_URL"'],
                ),
            ],
        )

        prod = Shop(self, "Prod", env=Environment(account="333333333333", region="us-east-1"))
        release = pipeline.add_wave(
            "Release",
            pre=[ManualApprovalStep("Promote", comment="Has Beta been well for a day?")],
            post=[ShellStep("Announce", input=source, commands=["./announce-release.sh"])],
        )
        release.add_stage(prod, pre=[ConfirmPermissionsBroadening("Permissions", stage=prod)])
