package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdkpipelines.AddStageOpts;
import io.github.cdkpipelines.CodePipeline;
import io.github.cdkpipelines.CodePipelineSource;
import io.github.cdkpipelines.ConnectionSourceOptions;
import io.github.cdkpipelines.ManualApprovalStep;
import io.github.cdkpipelines.NotifyOnOptions;
import io.github.cdkpipelines.PipelineEvent;
import io.github.cdkpipelines.ShellStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.sns.Topic;

/** What a person is asked, and who hears of what happens. */
class ReleaseTest {
    private final App app = new App();
    private final Stack delivery = new Stack(app, "Delivery");
    private final CodePipeline pipeline = CodePipeline.Builder.create(delivery, "Pipeline")
            .synth(ShellStep.Builder.create("Synth")
                    .input(CodePipelineSource.connection(
                            "example/shop",
                            "main",
                            ConnectionSourceOptions.builder()
                                    .connectionArn("arn:aws:codeconnections:us-east-1:111111111111:connection/example")
                                    .build()))
                    .commands(List.of("npx cdk synth"))
                    .build())
            .build();

    @Test
    void anApprovalWithAllThatItHas() {
        Stage prod = new Stage(app, "Prod");
        new Topic(new Stack(prod, "Messaging"), "News");
        ManualApprovalStep release = ManualApprovalStep.Builder.create("Release")
                .comment("Ready?")
                .timeout(Duration.hours(2))
                .notifyEmails(List.of("releases@example.com"))
                .showRevision(true)
                .build();
        pipeline.addStage(prod, AddStageOpts.builder().pre(List.of(release)).build());
        Template template = Template.fromStack(delivery);
        template.hasResourceProperties("AWS::SNS::Subscription", Map.of("Endpoint", "releases@example.com"));
        String json = template.toJSON().toString();
        assertTrue(json.contains("TimeoutInMinutes=120"), json);
        assertTrue(json.contains(".CommitId} of example/shop, plan "), json);
    }

    @Test
    void aTimeoutThatIsTooShort() {
        ManualApprovalStep.Builder release =
                ManualApprovalStep.Builder.create("Release").timeout(Duration.minutes(1));
        Exception error = assertThrows(RuntimeException.class, release::build);
        assertTrue(error.getMessage().contains("1 minute as timeout"), error.getMessage());
    }

    @Test
    void notifications() {
        NotifyOnOptions options = NotifyOnOptions.builder()
                .events(List.of(PipelineEvent.FAILED, PipelineEvent.APPROVAL_NEEDED))
                .build();
        pipeline.notifyOn("Releases", new Topic(delivery, "Releases"), options);
        Template.fromStack(delivery)
                .hasResourceProperties(
                        "AWS::CodeStarNotifications::NotificationRule",
                        Map.of(
                                "EventTypeIds",
                                List.of(
                                        "codepipeline-pipeline-pipeline-execution-failed",
                                        "codepipeline-pipeline-manual-approval-needed")));
    }
}
