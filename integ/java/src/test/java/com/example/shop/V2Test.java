package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdkpipelines.AddStageOpts;
import io.github.cdkpipelines.AlarmRuleOptions;
import io.github.cdkpipelines.CodePipeline;
import io.github.cdkpipelines.CodePipelineSource;
import io.github.cdkpipelines.CommandsRuleOptions;
import io.github.cdkpipelines.ConnectionSourceOptions;
import io.github.cdkpipelines.DeploymentWindowOptions;
import io.github.cdkpipelines.EntryCondition;
import io.github.cdkpipelines.FailureResponse;
import io.github.cdkpipelines.GateRule;
import io.github.cdkpipelines.GateRuleOptions;
import io.github.cdkpipelines.InvokeRuleOptions;
import io.github.cdkpipelines.ManualApprovalStep;
import io.github.cdkpipelines.PullRequestTriggerOptions;
import io.github.cdkpipelines.PushTriggerOptions;
import io.github.cdkpipelines.Rehearsal;
import io.github.cdkpipelines.RehearsalResult;
import io.github.cdkpipelines.ShellStep;
import io.github.cdkpipelines.StageRule;
import io.github.cdkpipelines.StageTransition;
import io.github.cdkpipelines.SuccessCondition;
import io.github.cdkpipelines.Trigger;
import io.github.cdkpipelines.VariableOptions;
import io.github.cdkpipelines.WaveOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codepipeline.GitPullRequestEvent;
import software.amazon.awscdk.services.codepipeline.PipelineType;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.Topic;

/** What CodePipeline of type V2 can do: each factory, as people of Java call it. */
class V2Test {
    private static final Environment HOME =
            Environment.builder().account("111111111111").region("us-east-1").build();

    private final App app = new App();
    private final Stack delivery =
            new Stack(app, "Delivery", StackProps.builder().env(HOME).build());

    private CodePipelineSource source(List<Trigger> triggers) {
        return CodePipelineSource.connection(
                "example/shop",
                "main",
                ConnectionSourceOptions.builder()
                        .connectionArn("arn:aws:codeconnections:us-east-1:111111111111:connection/example")
                        .triggers(triggers)
                        .build());
    }

    private CodePipeline.Builder pipeline(CodePipelineSource source) {
        return CodePipeline.Builder.create(delivery, "Pipeline")
                .pipelineType(PipelineType.V2)
                .synth(ShellStep.Builder.create("Synth")
                        .input(source)
                        .commands(List.of("npx cdk synth"))
                        .build());
    }

    private Stage environment(String id) {
        Stage stage = new Stage(app, id, StageProps.builder().env(HOME).build());
        new Topic(new Stack(stage, "Messaging"), "News");
        return stage;
    }

    /** Properties of the pipeline, as text: `{Name=Prod, …}`. */
    private String template() {
        Map<String, Map<String, Object>> found =
                Template.fromStack(delivery).findResources("AWS::CodePipeline::Pipeline");
        return found.values().iterator().next().get("Properties").toString();
    }

    private static void assertContains(String part, String text) {
        assertTrue(text.contains(part), text);
    }

    @Test
    void triggersOfPushesAndTags() {
        Trigger paths = Trigger.push(
                PushTriggerOptions.builder().paths(List.of("**", "!docs/**")).build());
        List<Trigger> triggers = List.of(paths, Trigger.push(), Trigger.tags(List.of("v*", "!v0.*")));
        pipeline(source(triggers)).build().addStage(environment("Prod"));
        String text = template();
        assertContains("FilePaths={Excludes=[docs/**], Includes=[**]}", text);
        assertContains("{Tags={Excludes=[v0.*], Includes=[v*]}}", text);
    }

    @Test
    void triggersOfPullRequests() {
        Trigger trigger = Trigger.pullRequest(PullRequestTriggerOptions.builder()
                .branches(List.of("main"))
                .paths(List.of("src/**"))
                .events(List.of(GitPullRequestEvent.OPEN))
                .build());
        CodePipeline pipeline = pipeline(source(List.of(trigger)))
                .selfMutation(false)
                .allowUnreviewedBranches(true)
                .build();
        pipeline.addStage(environment("Prod"));
        assertContains("Events=[OPEN]", template());
    }

    @Test
    void aPullRequestMayNotRewriteThePipeline() {
        CodePipeline pipeline =
                pipeline(source(List.of(Trigger.pullRequest()))).build();
        pipeline.addStage(environment("Prod"));
        Exception error = assertThrows(RuntimeException.class, pipeline::buildPipeline);
        assertContains("pull requests start the pipeline", error.getMessage());
    }

    @Test
    void whatNeverStarts() {
        CodePipeline pipeline = pipeline(source(null)).build();
        pipeline.addStage(environment("Beta"));
        pipeline.addStage(
                environment("Prod"),
                AddStageOpts.builder()
                        .pre(List.of(new ManualApprovalStep("Promote")))
                        .build());
        RehearsalResult result = Rehearsal.of(pipeline).fail("Beta").run();
        assertFalse(result.getSucceeded());
        assertTrue(result.getNeverStarted().contains("Prod/Promote"));
        assertFalse(result.didStart("Prod"));
        assertTrue(result.waitedFor("Beta").contains("Build/Synth"));
        assertFalse(Rehearsal.of(pipeline).reject("Promote").run().didStart("Prod-Messaging"));
    }

    @Test
    void noTrigger() {
        pipeline(source(List.of(Trigger.none()))).build().addStage(environment("Prod"));
        assertContains("DetectChanges=false", template());
    }

    @Test
    void variablesAndRulesOfThem() {
        CodePipeline pipeline = pipeline(source(null)).build();
        String depth = pipeline.addVariable(
                        "TestDepth",
                        VariableOptions.builder()
                                .defaultValue("full")
                                .description("full or quick")
                                .build())
                .reference();
        EntryCondition condition = EntryCondition.skipUnless(
                StageRule.variableEquals(depth, "full"),
                StageRule.variableNotEquals(depth, "quick"),
                StageRule.variableContains(depth, "ul"),
                StageRule.variableMatches(depth, "f.*"));
        pipeline.addStage(
                environment("Prod"),
                AddStageOpts.builder().beforeEntry(condition).build());
        String text = template();
        assertContains("Result=SKIP", text);
        for (String operator : List.of("EQ", "NE", "CONTAINS", "MATCHES")) {
            assertContains("Operator=" + operator, text);
        }
        assertContains("#{variables.TestDepth}", text);
    }

    @Test
    void rulesOfTheTimeAlarmsFunctionsAndCommands() {
        CodePipelineSource source = source(null);
        CodePipeline pipeline = pipeline(source).build();
        EntryCondition entry = EntryCondition.failUnless(
                StageRule.deploymentWindow(DeploymentWindowOptions.builder()
                        .cron("* * 9-16 ? * MON-FRI")
                        .timeZone("Europe/Berlin")
                        .build()),
                StageRule.invoke(
                        Function.fromFunctionName(delivery, "Check", "check"),
                        InvokeRuleOptions.builder().payload("Prod").build()),
                StageRule.commands(
                        List.of("./check.sh"),
                        CommandsRuleOptions.builder().input(source).build()));
        StageRule quiet = StageRule.alarms(
                List.of(Alarm.fromAlarmName(delivery, "Errors", "shop-errors")),
                AlarmRuleOptions.builder().bakeTime(Duration.minutes(15)).build());
        pipeline.addStage(
                environment("Prod"),
                AddStageOpts.builder()
                        .beforeEntry(entry)
                        .onSuccess(SuccessCondition.failUnless(quiet))
                        .build());
        String text = template();
        assertContains("{Cron=* * 9-16 ? * MON-FRI, TimeZone=Europe/Berlin}", text);
        assertContains("UserParameters=Prod", text);
        assertContains("Commands=[./check.sh]", text);
        assertContains("WaitTime=15", text);
    }

    @Test
    void whatFollowsAFailure() {
        CodePipeline pipeline = pipeline(source(null)).build();
        List<FailureResponse> answers = List.of(
                FailureResponse.retryFailedActions(), FailureResponse.retryAllActions(), FailureResponse.rollback());
        for (int i = 0; i < answers.size(); i++) {
            AddStageOpts options =
                    AddStageOpts.builder().onFailure(answers.get(i)).build();
            pipeline.addStage(environment("Prod" + i), options);
        }
        StageRule quiet = StageRule.alarms(List.of(Alarm.fromAlarmName(delivery, "Errors", "shop-errors")));
        WaveOptions last = WaveOptions.builder()
                .post(List.of(new ManualApprovalStep("Done")))
                .onSuccess(SuccessCondition.rollbackUnless(quiet))
                .transition(StageTransition.disabled("Release train"))
                .build();
        pipeline.addWave("Last", last);
        String text = template();
        assertContains("RetryMode=FAILED_ACTIONS", text);
        assertContains("RetryMode=ALL_ACTIONS", text);
        assertContains("OnFailure={Result=ROLLBACK}", text);
        assertContains("Result=ROLLBACK, Rules=", text);
        assertContains("Reason=Release train", text);
    }

    @Test
    void mistakesAreNamedAtOnce() {
        DeploymentWindowOptions window =
                DeploymentWindowOptions.builder().cron("9-16 ? * MON-FRI").build();
        Exception cron = assertThrows(RuntimeException.class, () -> StageRule.deploymentWindow(window));
        assertContains("six or seven fields", cron.getMessage());
        Exception reason = assertThrows(RuntimeException.class, () -> StageTransition.disabled("Überall"));
        assertContains("1 to 300 of", reason.getMessage());
        Exception rules = assertThrows(RuntimeException.class, EntryCondition::failUnless);
        assertContains("rules", rules.getMessage());
    }

    @Test
    void aGatePolicy() {
        GateRuleOptions lenient =
                GateRuleOptions.builder().permissionsCheckIsEnough(true).build();
        List<GateRule> rules = List.of(
                GateRule.account("111111111111"),
                GateRule.region("us-*"),
                GateRule.stage("Prod*"),
                GateRule.stackName("*-Messaging"),
                GateRule.everyDeployment(lenient));
        CodePipeline pipeline = pipeline(source(null)).gatePolicy(rules).build();
        pipeline.addStage(environment("Prod"));
        Exception error = assertThrows(RuntimeException.class, app::synth);
        assertContains("1 deployment lacks its gate", error.getMessage());
        // Each rule is named.
        assertEquals(
                List.of(),
                List.of("111111111111", "us-*", "Prod*", "*-Messaging").stream()
                        .filter(rule -> !error.getMessage().contains(rule))
                        .toList());
    }
}
