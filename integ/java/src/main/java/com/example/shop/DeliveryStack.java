package com.example.shop;

import io.github.cdkpipelines.AddStageOpts;
import io.github.cdkpipelines.CodePipeline;
import io.github.cdkpipelines.CodePipelineSource;
import io.github.cdkpipelines.ConfirmPermissionsBroadening;
import io.github.cdkpipelines.ConnectionSourceOptions;
import io.github.cdkpipelines.DockerCredential;
import io.github.cdkpipelines.ManualApprovalStep;
import io.github.cdkpipelines.ShellStep;
import io.github.cdkpipelines.Wave;
import io.github.cdkpipelines.WaveOptions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.services.codepipeline.PipelineType;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/** The pipeline that delivers the application, and itself. */
public class DeliveryStack extends Stack {
    private static final String CONNECTION_ARN =
            "arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555";

    public DeliveryStack(Construct scope, String id, StackProps props) {
        super(scope, id, props);

        CodePipelineSource source = CodePipelineSource.connection(
                "example/shop",
                "main",
                ConnectionSourceOptions.builder().connectionArn(CONNECTION_ARN).build());

        CodePipeline pipeline = CodePipeline.Builder.create(this, "Pipeline")
                .pipelineName("Shop")
                .pipelineType(PipelineType.V2)
                .synth(ShellStep.Builder.create("Synth")
                        .input(source)
                        .commands(List.of("npm ci", "npm run build", "npx cdk synth"))
                        .build())
                // Beta and Prod are other accounts: they read artifacts that are encrypted with a key they may use.
                .crossAccountKeys(true)
                .enableKeyRotation(true)
                // The base image of the shop comes from a registry that limits anonymous downloads.
                .dockerCredentials(List.of(DockerCredential.dockerHub(
                        Secret.fromSecretNameV2(this, "DockerHub", "docker-hub-credentials"))))
                .build();

        Shop beta = new Shop(this, "Beta", environment("222222222222", "eu-west-1"));
        pipeline.addStage(
                beta,
                AddStageOpts.builder()
                        .pre(List.of(ShellStep.Builder.create("UnitTest")
                                .input(source)
                                .commands(List.of("npm ci", "npm test"))
                                .build()))
                        .post(List.of(ShellStep.Builder.create("SmokeTest")
                                .input(source)
                                .envFromCfnOutputs(Map.of("SHOP_URL", beta.getUrl()))
                                .commands(List.of("npm ci", "npm run smoke-test -- \"$SHOP_URL\""))
                                .build()))
                        .build());

        Shop prod = new Shop(this, "Prod", environment("333333333333", "us-east-1"));
        Wave release = pipeline.addWave(
                "Release",
                WaveOptions.builder()
                        .pre(List.of(ManualApprovalStep.Builder.create("Promote")
                                .comment("Has Beta been well for a day?")
                                .build()))
                        .post(List.of(ShellStep.Builder.create("Announce")
                                .input(source)
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
    }

    private static StageProps environment(String account, String region) {
        return StageProps.builder()
                .env(Environment.builder().account(account).region(region).build())
                .build();
    }
}
