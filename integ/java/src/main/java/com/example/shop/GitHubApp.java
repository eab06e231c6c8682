package com.example.shop;

import io.github.cdkpipelines.AddStageOpts;
import io.github.cdkpipelines.ConfirmPermissionsBroadening;
import io.github.cdkpipelines.ManualApprovalStep;
import io.github.cdkpipelines.ShellStep;
import io.github.cdkpipelines.Wave;
import io.github.cdkpipelines.WaveOptions;
import io.github.cdkpipelines.github.AddGitHubStageOptions;
import io.github.cdkpipelines.github.AwsCredentials;
import io.github.cdkpipelines.github.GitHubActionRole;
import io.github.cdkpipelines.github.GitHubDockerCredential;
import io.github.cdkpipelines.github.GitHubEnvironment;
import io.github.cdkpipelines.github.GitHubExpression;
import io.github.cdkpipelines.github.GitHubStageOptions;
import io.github.cdkpipelines.github.GitHubWorkflow;
import io.github.cdkpipelines.github.OpenIdConnectProviderProps;
import io.github.cdkpipelines.github.PushTrigger;
import io.github.cdkpipelines.github.Runner;
import io.github.cdkpipelines.github.WorkflowDispatchTrigger;
import io.github.cdkpipelines.github.WorkflowExecutionMode;
import io.github.cdkpipelines.github.WorkflowTriggers;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.StageProps;

/** The same shop, delivered by GitHub Actions. `cdk synth` writes the workflow file: that of typescript/github.ts. */
public final class GitHubApp {
    private static final Environment BETA =
            Environment.builder().account("222222222222").region("eu-west-1").build();
    private static final Environment PROD =
            Environment.builder().account("333333333333").region("us-east-1").build();

    private GitHubApp() {}

    public static void main(String[] args) {
        App app = new App();
        addRole(app, "Beta", BETA);
        addRole(app, "Prod", PROD);

        GitHubWorkflow workflow = GitHubWorkflow.Builder.create(app, "Delivery")
                .workflowName("shop")
                .repository("example/shop")
                .workflowTriggers(WorkflowTriggers.builder()
                        .push(PushTrigger.builder().branches(List.of("main")).build())
                        .workflowDispatch(WorkflowDispatchTrigger.builder().build())
                        .build())
                .executionMode(WorkflowExecutionMode.QUEUED)
                .synth(ShellStep.Builder.create("Synth")
                        .commands(List.of("npm ci", "npm run build", "npx cdk synth"))
                        .build())
                // The base image of the shop comes from a registry that limits anonymous downloads.
                .dockerCredentials(List.of(GitHubDockerCredential.dockerHub()))
                .maxPublishers(2)
                .artifactRetention(Duration.days(30))
                .stageOptions(Map.of(
                        "Prod",
                        GitHubStageOptions.builder()
                                .awsCreds(deployerIn(PROD.getAccount()))
                                .runner(Runner.selfHosted(List.of("linux", "x64")))
                                .build()))
                .build();

        Shop beta = new Shop(app, "Beta", StageProps.builder().env(BETA).build());
        workflow.addStageWithGitHubOptions(
                beta,
                AddGitHubStageOptions.builder()
                        .awsCreds(deployerIn(BETA.getAccount()))
                        .gitHubEnvironment(GitHubEnvironment.builder()
                                .name("Beta")
                                .url("https://beta.example.com")
                                .build())
                        .pre(List.of(ShellStep.Builder.create("UnitTest")
                                .commands(List.of("npm ci", "npm test"))
                                .build()))
                        .post(List.of(ShellStep.Builder.create("SmokeTest")
                                .envFromCfnOutputs(Map.of("SHOP_URL", beta.getUrl()))
                                .commands(List.of("npm ci", "npm run smoke-test -- \"$SHOP_URL\""))
                                .build()))
                        .build());

        Shop prod = new Shop(app, "Prod", StageProps.builder().env(PROD).build());
        Wave release = workflow.addWave(
                "Release",
                WaveOptions.builder()
                        .pre(List.of(ManualApprovalStep.Builder.create("Promote")
                                .comment("Has Beta been well for a day?")
                                .build()))
                        .post(List.of(ShellStep.Builder.create("Announce")
                                .env(Map.of("TOKEN", GitHubExpression.secret("CHAT_TOKEN")))
                                .commands(List.of("./announce-release.sh"))
                                .build()))
                        .build());
        release.addStage(
                prod,
                AddStageOpts.builder()
                        .pre(List.of(ConfirmPermissionsBroadening.Builder.create("Permissions")
                                .stage(prod)
                                .build()))
                        .build());

        app.synth();
    }

    /** Deployed once, by hand. Only jobs in the environment of the Stage can assume the role of its account. */
    private static void addRole(App app, String name, Environment env) {
        Stack stack = new Stack(app, name + "Access", StackProps.builder().env(env).build());
        GitHubActionRole.Builder.create(stack, "Deployer")
                .repos(List.of("example/shop"))
                .environments(List.of(name))
                .bootstrapQualifier("hnb659fds")
                .maxSessionDuration(Duration.hours(2))
                .build();
    }

    private static AwsCredentials deployerIn(String account) {
        return AwsCredentials.fromOpenIdConnect(OpenIdConnectProviderProps.builder()
                .gitHubActionRoleArn("arn:aws:iam::" + account + ":role/GitHubActionRole")
                .roleSessionName("shop-" + GitHubExpression.raw("github.run_id"))
                .sessionDuration(Duration.hours(2))
                .build());
    }
}
