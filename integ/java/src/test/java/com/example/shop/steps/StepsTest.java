package com.example.shop.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdkpipelines.AddStageOpts;
import io.github.cdkpipelines.CodeBuildStep;
import io.github.cdkpipelines.CodePipeline;
import io.github.cdkpipelines.CodePipelineActionFactoryResult;
import io.github.cdkpipelines.CodePipelineSource;
import io.github.cdkpipelines.ConnectionSourceOptions;
import io.github.cdkpipelines.FileSet;
import io.github.cdkpipelines.GateRule;
import io.github.cdkpipelines.GateRuleOptions;
import io.github.cdkpipelines.ICodePipelineActionFactory;
import io.github.cdkpipelines.IFileSetProducer;
import io.github.cdkpipelines.ManualApprovalStep;
import io.github.cdkpipelines.PipelineBase;
import io.github.cdkpipelines.PipelineBaseProps;
import io.github.cdkpipelines.ProduceActionOptions;
import io.github.cdkpipelines.ShellStep;
import io.github.cdkpipelines.ShellStepProps;
import io.github.cdkpipelines.StageDeployment;
import io.github.cdkpipelines.Step;
import io.github.cdkpipelines.Wave;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.codepipeline.Artifact;
import software.amazon.awscdk.services.codepipeline.IStage;
import software.amazon.awscdk.services.codepipeline.actions.Action;
import software.amazon.awscdk.services.codepipeline.actions.JenkinsProvider;
import software.amazon.awscdk.services.codepipeline.actions.ManualApprovalAction;
import software.amazon.awscdk.services.codepipeline.actions.S3SourceAction;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** What is written in Java is called back while the pipeline is made. */
class StepsTest {
    private App app;
    private Stack delivery;
    private CodePipelineSource source;
    private ShellStep synth;
    private CodePipeline pipeline;

    @BeforeEach
    void aPipeline() {
        app = new App();
        delivery = new Stack(app, "Delivery");
        source = CodePipelineSource.connection(
                "example/shop",
                "main",
                ConnectionSourceOptions.builder()
                        .connectionArn("arn:aws:codeconnections:us-east-1:111111111111:connection/example")
                        .build());
        synth = ShellStep.Builder.create("Synth")
                .input(source)
                .commands(List.of("npx cdk synth"))
                .build();
        pipeline = CodePipeline.Builder.create(delivery, "Pipeline")
                .synth(synth)
                .selfMutation(false)
                .build();
    }

    @Test
    void aStepMakesItsOwnAction() {
        JenkinsProvider jenkins = JenkinsProvider.Builder.create(delivery, "Jenkins")
                .providerName("Jenkins")
                .serverUrl("https://jenkins.example.com")
                .version("2")
                .build();
        JenkinsStep test = new JenkinsStep("Test", jenkins, source);
        ShellStep publish = ShellStep.Builder.create("Publish")
                .input(test)
                .commands(List.of("./publish.sh"))
                .build();
        pipeline.addStage(environment("Prod"), AddStageOpts.builder().pre(List.of(test, publish)).build());

        Map<String, Object> action = action("Prod", "Test");
        assertEquals(
                Map.of("Category", "Test", "Owner", "Custom", "Provider", "Jenkins", "Version", "2"),
                action.get("ActionTypeId"));
        assertEquals(Map.of("ProjectName", "shop-tests"), action.get("Configuration"));
        assertEquals(action("Source", "example_shop").get("OutputArtifacts"), action.get("InputArtifacts"));
        assertEquals(action.get("OutputArtifacts"), action("Prod", "Publish").get("InputArtifacts"));
        assertEquals(1, runOrder(action));
        assertEquals(2, runOrder(action("Prod", "Publish")));
    }

    @Test
    void aSubclassOfShellStepRuns() {
        Stage prod = environment("Prod");
        SmokeTestStep smokeTest = new SmokeTestStep("SmokeTest", source, (CfnOutput)
                prod.getNode().findChild("Messaging").getNode().findChild("Topic"));
        pipeline.addStage(prod, AddStageOpts.builder().post(List.of(smokeTest)).build());

        assertEquals("CodeBuild", ((Map<?, ?>) action("Prod", "SmokeTest").get("ActionTypeId")).get("Provider"));
        Template.fromStack(delivery)
                .hasResourceProperties(
                        "AWS::CodeBuild::Project",
                        Map.of("Source", Map.of(
                                "BuildSpec",
                                Match.stringLikeRegexp("npm ci[^]*wait-until-up.sh[^]*npm run smoke-test"))));
        // The override of getConsumedStackOutputs() was asked: the stack makes its outputs known.
        assertNotNull(action("Prod", "Messaging.Deploy").get("Namespace"));
    }

    @Test
    void aSubclassOfShellStepMayMakeTheCloudAssembly() {
        Stack other = new Stack(app, "Other");
        CodePipeline.Builder.create(other, "Pipeline").synth(new NpmSynth(source)).build().addStage(environment("Prod"));

        Template.fromStack(other)
                .hasResourceProperties(
                        "AWS::CodeBuild::Project",
                        Map.of("Source", Map.of("BuildSpec", Match.stringLikeRegexp("npm ci[^]*npx cdk synth"))));
    }

    private static class NpmSynth extends ShellStep {
        NpmSynth(CodePipelineSource source) {
            super("Synth", ShellStepProps.builder()
                    .input(source)
                    .commands(List.of("npm ci", "npx cdk synth"))
                    .build());
        }
    }

    @Test
    void aProducerOfFilesMayBeAnyClass() {
        ShellStep build = ShellStep.Builder.create("Build")
                .input(source)
                .commands(List.of("npm run build"))
                .build();
        ShellStep check = ShellStep.Builder.create("Check")
                .input(new Folder(build, "dist"))
                .additionalInputs(Map.of("doc", new Folder(build, "doc")))
                .commands(List.of("ls . doc"))
                .build();
        pipeline.addStage(environment("Prod"), AddStageOpts.builder().pre(List.of(check)).build());

        assertEquals(
                action("Prod", "Build").get("OutputArtifacts"), action("Prod", "Check").get("InputArtifacts"));
        assertEquals(List.of(build), check.getDependencies());
    }

    @Test
    void aProducerOfNothingIsRefusedWithOurMessage() {
        Exception error = assertThrows(Exception.class, () -> ShellStep.Builder.create("Check")
                .input(new IFileSetProducer() {})
                .commands(List.of("ls"))
                .build());

        assertTrue(error.getMessage().contains("which produces no files"), error.getMessage());
    }

    @Test
    void theSameStepInTwoListsIsOne() {
        Stage beta = environment("Beta");
        Stage prod = environment("Prod");
        GateStep gate = new GateStep("Gate", Map.of("note", List.of("both")));
        ManualApprovalStep plain = new ManualApprovalStep("Plain");
        pipeline.addStage(beta, AddStageOpts.builder().post(List.of(gate, plain, gate)).build());
        StageDeployment deployment = pipeline.addStage(
                prod, AddStageOpts.builder().pre(List.of(gate, plain)).build());

        assertEquals(1, actionsCalled("Gate").size());
        assertEquals(1, actionsCalled("Plain").size());
        assertSame(gate, deployment.getPre().get(0));
        assertSame(plain, deployment.getPre().get(1));
    }

    @Test
    void aStepComesBackAsTheObjectThatWasGiven() {
        GateStep first = new GateStep("First", Map.of());
        GateStep second = new GateStep("Second", Map.of());

        List<Step> sequence = Step.sequence(List.of(first, second));

        assertSame(first, sequence.get(0));
        assertSame(second, sequence.get(1));
        assertSame(first, second.getDependencies().get(0));
    }

    @Test
    void outputsAreFoundInNestedStructures() {
        CodeBuildStep version = CodeBuildStep.Builder.create("Version")
                .input(source)
                .commands(List.of("VERSION=$(cat version.txt)", "export VERSION"))
                .build();
        String commit = source.sourceAttribute("CommitId");
        GateStep gate = new GateStep(
                "Gate",
                Map.of("what", List.of("the shop", "version " + version.exportedVariable("VERSION"), "of " + commit)));
        pipeline.addStage(environment("Prod"), AddStageOpts.builder().pre(List.of(gate)).build());

        assertEquals(List.of(version, source), gate.getDependencies());
        // The step that makes the output is placed before the one that shows it.
        Map<String, Object> producer = action("Prod", "Version");
        assertEquals(1, runOrder(producer));
        assertEquals(2, runOrder(action("Prod", "Gate")));
        String shown = (String) ((Map<?, ?>) action("Prod", "Gate").get("Configuration")).get("CustomData");
        assertEquals(
                "what: the shop, version #{" + producer.get("Namespace") + ".VERSION}, of #{"
                        + action("Source", "example_shop").get("Namespace") + ".CommitId}",
                shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "list", "map", "nested", "struct"})
    void outputsAreFoundInWhateverHoldsThem(String holder) {
        CodeBuildStep version = CodeBuildStep.Builder.create("Version").commands(List.of("true")).build();
        String output = version.exportedVariable("VERSION");
        Map<String, Object> holders = Map.of(
                "text", "v" + output,
                "list", List.of("a", output),
                "map", Map.of("v", output),
                "nested", List.of(1, true, Map.of("x", List.of(Map.of("y", output)))),
                "struct", ShellStepProps.builder().commands(List.of("x")).env(Map.of("V", output)).build());
        class Finder extends Step {
            Finder() {
                super("Finder");
                discoverReferencedOutputs(holders.get(holder));
            }
        }

        assertSame(version, new Finder().getDependencies().get(0));
    }

    @Test
    void whatTheCallbackIsGivenAreTheObjectsOfThePipeline() {
        class Curious extends Step implements ICodePipelineActionFactory {
            private CodePipeline seen;

            Curious() {
                super("Curious");
            }

            @Override
            public CodePipelineActionFactoryResult produceAction(IStage stage, ProduceActionOptions options) {
                seen = options.getPipeline();
                for (int i = 0; i < 2; i++) {
                    stage.addAction(ManualApprovalAction.Builder.create()
                            .actionName(options.getActionName() + i)
                            .runOrder(options.getRunOrder().intValue() + i)
                            .build());
                }
                return CodePipelineActionFactoryResult.builder().runOrdersConsumed(2).build();
            }
        }
        Curious curious = new Curious();
        ManualApprovalStep after = new ManualApprovalStep("After");
        after.addStepDependency(curious);
        pipeline.addStage(environment("Prod"), AddStageOpts.builder().pre(List.of(curious, after)).build());

        assertEquals(3, runOrder(action("Prod", "After")));
        assertSame(pipeline, curious.seen);
    }

    @Test
    void aSourceOfOnesOwnMakesTheActionThatFetches() {
        class ReleaseSource extends CodePipelineSource {
            private final IBucket releases;

            ReleaseSource(IBucket releases) {
                super("Releases");
                this.releases = releases;
                configurePrimaryOutput(new FileSet("Source", this));
            }

            /** An optional last parameter makes a second method in Java, and jsii may call either. */
            @Override
            protected Action getAction(Artifact output, String actionName, Number runOrder) {
                return getAction(output, actionName, runOrder, null);
            }

            @Override
            protected Action getAction(Artifact output, String actionName, Number runOrder, String variablesNamespace) {
                return S3SourceAction.Builder.create()
                        .actionName(actionName)
                        .runOrder(runOrder)
                        .variablesNamespace(variablesNamespace)
                        .bucket(releases)
                        .bucketKey("release.zip")
                        .output(output)
                        .build();
            }
        }
        ReleaseSource releases = new ReleaseSource(Bucket.fromBucketName(delivery, "Bucket", "releases"));
        ShellStep publish = ShellStep.Builder.create("Publish")
                .input(releases)
                .env(Map.of("VERSION", releases.sourceAttribute("VersionId")))
                .commands(List.of("./publish.sh"))
                .build();
        pipeline.addStage(environment("Prod"), AddStageOpts.builder().post(List.of(publish)).build());

        Map<String, Object> action = action("Source", "Releases");
        assertEquals("S3", ((Map<?, ?>) action.get("ActionTypeId")).get("Provider"));
        assertEquals(action.get("OutputArtifacts"), action("Prod", "Publish").get("InputArtifacts"));
        assertNotNull(action.get("Namespace"));
    }

    @Test
    void anEngineOfOnesOwnIsAskedToMakeThePipeline() {
        class Listing extends PipelineBase {
            private final List<String> lines = new ArrayList<>();

            Listing(Construct scope) {
                super(scope, "Listing", PipelineBaseProps.builder().synth(synth).build());
            }

            @Override
            protected void doBuildPipeline() {
                for (Wave wave : getWaves()) {
                    for (StageDeployment stage : wave.getStages()) {
                        stage.getPre().forEach(step -> lines.add(step.getId()));
                        stage.getStacks().forEach(stack -> lines.add(stack.getStackName()));
                    }
                }
            }
        }
        Stack elsewhere = new Stack(app, "Elsewhere");
        new Topic(elsewhere, "Built");
        Listing listing = new Listing(elsewhere);
        GateStep gate = new GateStep("Gate", Map.of());
        listing.addStage(environment("Prod"), AddStageOpts.builder().pre(List.of(gate)).build());

        app.synth();

        assertEquals(List.of("Gate", "Prod-Messaging"), listing.lines);
    }

    @Test
    void deploymentsThatNeedAGate() {
        Stack guarded = new Stack(app, "Guarded");
        CodePipeline.Builder.create(guarded, "Pipeline")
                .synth(synth)
                .gatePolicy(List.of(
                        GateRule.stage("Prod*"),
                        GateRule.region(
                                "eu-*",
                                GateRuleOptions.builder().permissionsCheckIsEnough(true).build())))
                .build()
                .addStage(environment("Prod"));

        Exception error = assertThrows(Exception.class, () -> app.synth());
        assertTrue(error.getMessage().contains("'Prod/Messaging'"), error.getMessage());
        assertTrue(error.getMessage().contains("stage Prod*"), error.getMessage());
    }

    @Test
    void whatGoesWrongInACallbackIsToldInItsOwnWords() {
        class Broken extends Step implements ICodePipelineActionFactory {
            Broken() {
                super("Broken");
            }

            @Override
            public CodePipelineActionFactoryResult produceAction(IStage stage, ProduceActionOptions options) {
                throw new IllegalStateException("no agent is free");
            }
        }
        pipeline.addStage(environment("Prod"), AddStageOpts.builder().pre(List.of(new Broken())).build());

        Exception error = assertThrows(Exception.class, () -> pipeline.buildPipeline());
        assertTrue(error.getMessage().contains("no agent is free"), error.getMessage());
    }

    private Stage environment(String id) {
        Stage stage = new Stage(app, id);
        Stack stack = new Stack(stage, "Messaging");
        Topic topic = new Topic(stack, "News");
        CfnOutput.Builder.create(stack, "Topic").value(topic.getTopicName()).build();
        return stage;
    }

    private Map<String, Object> action(String stage, String name) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (Map<String, Object> candidate : stages()) {
            if (stage.equals(candidate.get("Name"))) {
                actionsOf(candidate).stream().filter(a -> name.equals(a.get("Name"))).forEach(found::add);
            }
        }
        assertEquals(1, found.size(), () -> stage + "/" + name + " in " + stages());
        return found.get(0);
    }

    private List<Map<String, Object>> actionsCalled(String name) {
        return stages().stream()
                .flatMap(stage -> actionsOf(stage).stream())
                .filter(a -> name.equals(a.get("Name")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> stages() {
        Map<String, Object> resource = Template.fromStack(delivery)
                .findResources("AWS::CodePipeline::Pipeline")
                .values()
                .iterator()
                .next();
        Map<String, Object> properties = (Map<String, Object>) resource.get("Properties");
        return (List<Map<String, Object>>) properties.get("Stages");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> actionsOf(Map<String, Object> stage) {
        return (List<Map<String, Object>>) stage.get("Actions");
    }

    private static int runOrder(Map<String, Object> action) {
        return ((Number) action.get("RunOrder")).intValue();
    }
}
