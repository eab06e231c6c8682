"""The same shop, delivered by GitHub Actions. `cdk synth` writes the workflow file: that of ../typescript/github.ts."""

from aws_cdk import App, Duration, Environment, Stack
from cdk_pipelines import ConfirmPermissionsBroadening, ManualApprovalStep, ShellStep, github

from shop.application import Shop

BETA = Environment(account="222222222222", region="eu-west-1")
PROD = Environment(account="333333333333", region="us-east-1")

app = App()

# Deployed once, by hand. Only jobs in the environment of the Stage can assume the role of its account.
for name, env in {"Beta": BETA, "Prod": PROD}.items():
    github.GitHubActionRole(
        Stack(app, f"{name}Access", env=env),
        "Deployer",
        repos=["example/shop"],
        environments=[name],
        bootstrap_qualifier="hnb659fds",
        max_session_duration=Duration.hours(2),
    )


def deployer_in(account: str) -> github.AwsCredentials:
    return github.AwsCredentials.from_open_id_connect(
        git_hub_action_role_arn=f"arn:aws:iam::{account}:role/GitHubActionRole",
        role_session_name=f"shop-{github.GitHubExpression.raw('github.run_id')}",
        session_duration=Duration.hours(2),
    )


workflow = github.GitHubWorkflow(
    app,
    "Delivery",
    workflow_name="shop",
    repository="example/shop",
    workflow_triggers=github.WorkflowTriggers(
        push=github.PushTrigger(branches=["main"]),
        workflow_dispatch=github.WorkflowDispatchTrigger(),
    ),
    execution_mode=github.WorkflowExecutionMode.QUEUED,
    synth=ShellStep("Synth", commands=["npm ci", "npm run build", "npx cdk synth"]),
    # The base image of the shop comes from a registry that limits anonymous downloads.
    docker_credentials=[github.GitHubDockerCredential.docker_hub()],
    max_publishers=2,
    artifact_retention=Duration.days(30),
    stage_options={
        "Prod": github.GitHubStageOptions(
            aws_creds=deployer_in(PROD.account),
            runner=github.Runner.self_hosted(["linux", "x64"]),
        ),
    },
)

beta = Shop(app, "Beta", env=BETA)
workflow.add_stage_with_git_hub_options(
    beta,
    aws_creds=deployer_in(BETA.account),
    git_hub_environment=github.GitHubEnvironment(name="Beta", url="https://beta.example.com"),
    pre=[ShellStep("UnitTest", commands=["npm ci", "npm test"])],
    post=[
        ShellStep(
            "SmokeTest",
            env_from_cfn_outputs={"SHOP_URL": beta.url},
            commands=["npm ci", 'npm run smoke-test -- "$SHOP_URL"'],
        ),
    ],
)

prod = Shop(app, "Prod", env=PROD)
release = workflow.add_wave(
    "Release",
    pre=[ManualApprovalStep("Promote", comment="Has Beta been well for a day?")],
    post=[
        ShellStep(
            "Announce",
            env={"TOKEN": github.GitHubExpression.secret("CHAT_TOKEN")},
            commands=["./announce-release.sh"],
        ),
    ],
)
release.add_stage(prod, pre=[ConfirmPermissionsBroadening("Permissions", stage=prod)])

app.synth()
