package steps_test

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"example.com/shop/steps"
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipeline"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipelineactions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

func TestMain(m *testing.M) {
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}

func TestAStepMakesItsOwnAction(t *testing.T) {
	f := newFixture()
	jenkins := awscodepipelineactions.NewJenkinsProvider(f.delivery, jsii.String("Jenkins"), &awscodepipelineactions.JenkinsProviderProps{
		ProviderName: jsii.String("Jenkins"),
		ServerUrl:    jsii.String("https://jenkins.example.com"),
		Version:      jsii.String("2"),
	})
	test := steps.NewJenkinsStep("Test", jenkins, f.source)
	publish := shell("Publish", test, "./publish.sh")
	prod, _ := f.environment("Prod")
	f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Pre: &[]cdkpipelines.Step{test, publish}})

	made := f.action(t, "Prod", "Test")
	equal(t, made.ActionTypeID, map[string]string{"Category": "Test", "Owner": "Custom", "Provider": "Jenkins", "Version": "2"})
	equal(t, made.Configuration["ProjectName"], any("shop-tests"))
	equal(t, made.InputArtifacts, f.action(t, "Source", "example_shop").OutputArtifacts)
	equal(t, f.action(t, "Prod", "Publish").InputArtifacts, made.OutputArtifacts)
	equal(t, made.RunOrder, 1)
	equal(t, f.action(t, "Prod", "Publish").RunOrder, 2)
}

func TestASubclassOfShellStepRuns(t *testing.T) {
	f := newFixture()
	prod, topic := f.environment("Prod")
	smokeTest := steps.NewSmokeTestStep("SmokeTest", f.source, topic)
	f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Post: &[]cdkpipelines.Step{smokeTest}})

	equal(t, f.action(t, "Prod", "SmokeTest").ActionTypeID["Provider"], "CodeBuild")
	f.template().HasResourceProperties(jsii.String("AWS::CodeBuild::Project"), map[string]any{
		"Source": map[string]any{
			"BuildSpec": assertions.Match_StringLikeRegexp(jsii.String("npm ci[^]*wait-until-up.sh[^]*npm run smoke-test")),
		},
	})
	// The override of ConsumedStackOutputs() was asked: the stack makes its outputs known.
	if f.action(t, "Prod", "Messaging.Deploy").Namespace == "" {
		t.Error("the deployment has no namespace")
	}
}

func TestAProducerOfFilesMayBeAnyType(t *testing.T) {
	f := newFixture()
	build := shell("Build", f.source, "npm run build")
	check := cdkpipelines.NewShellStep(jsii.String("Check"), &cdkpipelines.ShellStepProps{
		Input:            &steps.Folder{Of: build, Path: "dist"},
		AdditionalInputs: &map[string]cdkpipelines.IFileSetProducer{"doc": &steps.Folder{Of: build, Path: "doc"}},
		Commands:         jsii.Strings("ls . doc"),
	})
	prod, _ := f.environment("Prod")
	f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Pre: &[]cdkpipelines.Step{check}})

	equal(t, f.action(t, "Prod", "Check").InputArtifacts, f.action(t, "Prod", "Build").OutputArtifacts)
	equal(t, len(f.action(t, "Prod", "Check").InputArtifacts), 2)
	equal(t, *check.Dependencies(), []cdkpipelines.Step{build})
}

type nothing struct{}

func (*nothing) PrimaryOutput() cdkpipelines.FileSet { return nil }

func TestAProducerOfNothingIsRefusedWithOurMessage(t *testing.T) {
	message := panicOf(func() { shell("Check", &nothing{}, "ls") })

	contains(t, message, "which produces no files")
}

func TestTheSameStepInTwoListsIsOne(t *testing.T) {
	f := newFixture()
	gate := steps.NewGateStep("Gate", steps.Fact{Heading: "note", Lines: []string{"both"}})
	plain := cdkpipelines.NewManualApprovalStep(jsii.String("Plain"), nil)
	beta, _ := f.environment("Beta")
	prod, _ := f.environment("Prod")
	f.pipeline.AddStage(beta, &cdkpipelines.AddStageOpts{Post: &[]cdkpipelines.Step{gate, plain, gate}})
	deployment := f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Pre: &[]cdkpipelines.Step{gate, plain}})

	equal(t, len(f.actionsCalled("Gate")), 1)
	equal(t, len(f.actionsCalled("Plain")), 1)
	same(t, (*deployment.Pre())[0], gate)
	same(t, (*deployment.Pre())[1], plain)
}

func TestAStepComesBackAsTheObjectThatWasGiven(t *testing.T) {
	first := steps.NewGateStep("First")
	second := steps.NewGateStep("Second")

	sequence := *cdkpipelines.Step_Sequence(&[]cdkpipelines.Step{first, second})

	same(t, sequence[0], first)
	same(t, sequence[1], second)
	same(t, (*second.Dependencies())[0], first)
}

func TestOutputsAreFoundInNestedStructures(t *testing.T) {
	f := newFixture()
	version := cdkpipelines.NewCodeBuildStep(jsii.String("Version"), &cdkpipelines.CodeBuildStepProps{
		Input:    f.source,
		Commands: jsii.Strings("VERSION=$(cat version.txt)", "export VERSION"),
	})
	gate := steps.NewGateStep("Gate", steps.Fact{Heading: "what", Lines: []string{
		"the shop",
		"version " + *version.ExportedVariable(jsii.String("VERSION")),
		"of " + *f.source.SourceAttribute(jsii.String("CommitId")),
	}})
	prod, _ := f.environment("Prod")
	f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Pre: &[]cdkpipelines.Step{gate}})

	equal(t, len(*gate.Dependencies()), 2)
	same(t, (*gate.Dependencies())[0], version)
	same(t, (*gate.Dependencies())[1], f.source)
	// The step that makes the output is placed before the one that shows it.
	producer := f.action(t, "Prod", "Version")
	equal(t, producer.RunOrder, 1)
	shown := f.action(t, "Prod", "Gate")
	equal(t, shown.RunOrder, 2)
	equal(t, shown.Configuration["CustomData"], any(fmt.Sprintf("what: the shop, version #{%s.VERSION}, of #{%s.CommitId}",
		producer.Namespace, f.action(t, "Source", "example_shop").Namespace)))
}

// finder hands whatever it is given to DiscoverReferencedOutputs.
type finder struct{ cdkpipelines.Step }

func (*finder) ToString() *string { return jsii.String("finder") }

func TestOutputsAreFoundInWhateverHoldsThem(t *testing.T) {
	version := cdkpipelines.NewCodeBuildStep(jsii.String("Version"), &cdkpipelines.CodeBuildStepProps{Commands: jsii.Strings("true")})
	output := *version.ExportedVariable(jsii.String("VERSION"))
	for name, structure := range map[string]any{
		"a string":                 output,
		"a pointer":                jsii.String("v" + output),
		"a slice of pointers":      jsii.Strings("a", output),
		"a map of pointers":        &map[string]*string{"v": &output},
		"slices in maps in slices": []any{1, true, nil, map[string]any{"x": []string{output}}},
		"a struct of ours":         &steps.Fact{Heading: "x", Lines: []string{output}},
		"a struct of the library":  &cdkpipelines.ShellStepProps{Commands: jsii.Strings("x"), Env: &map[string]*string{"V": &output}},
	} {
		t.Run(name, func(t *testing.T) {
			step := &finder{}
			cdkpipelines.NewStep_Override(step, jsii.String("Finder"))
			step.DiscoverReferencedOutputs(structure)

			equal(t, len(*step.Dependencies()), 1)
			same(t, (*step.Dependencies())[0], version)
		})
	}
}

type curious struct {
	cdkpipelines.Step
	seen cdkpipelines.CodePipeline
}

func (c *curious) ProduceAction(stage awscodepipeline.IStage, options *cdkpipelines.ProduceActionOptions) *cdkpipelines.CodePipelineActionFactoryResult {
	c.seen = options.Pipeline
	for i := 0; i < 2; i++ {
		stage.AddAction(awscodepipelineactions.NewManualApprovalAction(&awscodepipelineactions.ManualApprovalActionProps{
			ActionName: jsii.Sprintf("%s%d", *options.ActionName, i),
			RunOrder:   jsii.Number(*options.RunOrder + float64(i)),
		}))
	}
	return &cdkpipelines.CodePipelineActionFactoryResult{RunOrdersConsumed: jsii.Number(2)}
}

func TestWhatTheCallbackIsGivenAreTheObjectsOfThePipeline(t *testing.T) {
	f := newFixture()
	first := &curious{}
	cdkpipelines.NewStep_Override(first, jsii.String("Curious"))
	after := cdkpipelines.NewManualApprovalStep(jsii.String("After"), nil)
	after.AddStepDependency(first)
	prod, _ := f.environment("Prod")
	f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Pre: &[]cdkpipelines.Step{first, after}})

	equal(t, f.action(t, "Prod", "After").RunOrder, 3)
	same(t, first.seen, f.pipeline)
}

type releaseSource struct {
	cdkpipelines.CodePipelineSource
	releases awss3.IBucket
}

func (s *releaseSource) GetAction(output awscodepipeline.Artifact, actionName *string, runOrder *float64, variablesNamespace *string) awscodepipelineactions.Action {
	return awscodepipelineactions.NewS3SourceAction(&awscodepipelineactions.S3SourceActionProps{
		ActionName:         actionName,
		RunOrder:           runOrder,
		VariablesNamespace: variablesNamespace,
		Bucket:             s.releases,
		BucketKey:          jsii.String("release.zip"),
		Output:             output,
	})
}

func TestASourceOfOnesOwnMakesTheActionThatFetches(t *testing.T) {
	f := newFixture()
	releases := &releaseSource{releases: awss3.Bucket_FromBucketName(f.delivery, jsii.String("Bucket"), jsii.String("releases"))}
	cdkpipelines.NewCodePipelineSource_Override(releases, jsii.String("Releases"))
	releases.ConfigurePrimaryOutput(cdkpipelines.NewFileSet(jsii.String("Source"), releases))
	publish := cdkpipelines.NewShellStep(jsii.String("Publish"), &cdkpipelines.ShellStepProps{
		Input:    releases,
		Env:      &map[string]*string{"VERSION": releases.SourceAttribute(jsii.String("VersionId"))},
		Commands: jsii.Strings("./publish.sh"),
	})
	prod, _ := f.environment("Prod")
	f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Post: &[]cdkpipelines.Step{publish}})

	fetch := f.action(t, "Source", "Releases")
	equal(t, fetch.ActionTypeID["Provider"], "S3")
	equal(t, f.action(t, "Prod", "Publish").InputArtifacts, fetch.OutputArtifacts)
	if fetch.Namespace == "" {
		t.Error("the source has no namespace")
	}
}

// listing is an engine that writes down what it should make.
type listing struct {
	cdkpipelines.PipelineBase
	lines []string
}

func (l *listing) DoBuildPipeline() {
	for _, wave := range *l.Waves() {
		for _, stage := range *wave.Stages() {
			for _, step := range *stage.Pre() {
				l.lines = append(l.lines, *step.Id())
			}
			for _, stack := range *stage.Stacks() {
				l.lines = append(l.lines, *stack.StackName())
			}
		}
	}
}

func TestAnEngineOfOnesOwnIsAskedToMakeThePipeline(t *testing.T) {
	f := newFixture()
	elsewhere := awscdk.NewStack(f.app, jsii.String("Elsewhere"), nil)
	awssns.NewTopic(elsewhere, jsii.String("Built"), nil)
	engine := &listing{}
	cdkpipelines.NewPipelineBase_Override(engine, elsewhere, jsii.String("Listing"),
		&cdkpipelines.PipelineBaseProps{Synth: f.pipeline.Synth()})
	prod, _ := f.environment("Prod")
	engine.AddStage(prod, &cdkpipelines.AddStageOpts{Pre: &[]cdkpipelines.Step{steps.NewGateStep("Gate")}})
	other, _ := f.environment("Other")
	f.pipeline.AddStage(other, nil)

	f.app.Synth(nil)

	equal(t, engine.lines, []string{"Gate", "Prod-Messaging"})
}

func TestMistakesAreToldInOurWords(t *testing.T) {
	f := newFixture()
	prod, _ := f.environment("Prod")
	f.pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{Pre: &[]cdkpipelines.Step{
		shell("Check", f.source, "one"), shell("Check", f.source, "another"),
	}})

	message := panicOf(func() { f.pipeline.BuildPipeline() })

	contains(t, message, "Check")
	contains(t, message, "To fix it:")
}

// fixture is a pipeline, and what is asked about it.
type fixture struct {
	app      awscdk.App
	delivery awscdk.Stack
	source   cdkpipelines.CodePipelineSource
	pipeline cdkpipelines.CodePipeline
}

func newFixture() fixture {
	app := awscdk.NewApp(nil)
	delivery := awscdk.NewStack(app, jsii.String("Delivery"), nil)
	source := cdkpipelines.CodePipelineSource_Connection(jsii.String("example/shop"), jsii.String("main"),
		&cdkpipelines.ConnectionSourceOptions{
			ConnectionArn: jsii.String("arn:aws:codeconnections:us-east-1:111111111111:connection/example"),
		})
	pipeline := cdkpipelines.NewCodePipeline(delivery, jsii.String("Pipeline"), &cdkpipelines.CodePipelineProps{
		Synth:        shell("Synth", source, "npx cdk synth"),
		SelfMutation: jsii.Bool(false),
	})
	return fixture{app, delivery, source, pipeline}
}

func (f fixture) environment(id string) (awscdk.Stage, awscdk.CfnOutput) {
	stage := awscdk.NewStage(f.app, &id, nil)
	stack := awscdk.NewStack(stage, jsii.String("Messaging"), nil)
	topic := awssns.NewTopic(stack, jsii.String("News"), nil)
	return stage, awscdk.NewCfnOutput(stack, jsii.String("Topic"), &awscdk.CfnOutputProps{Value: topic.TopicName()})
}

func shell(id string, input cdkpipelines.IFileSetProducer, command string) cdkpipelines.ShellStep {
	return cdkpipelines.NewShellStep(&id, &cdkpipelines.ShellStepProps{Input: input, Commands: jsii.Strings(command)})
}

type action struct {
	Name            string
	ActionTypeID    map[string]string `json:"ActionTypeId"`
	Configuration   map[string]any
	Namespace       string
	RunOrder        int
	InputArtifacts  []map[string]string
	OutputArtifacts []map[string]string
}

type stage struct {
	Name    string
	Actions []action
}

func (f fixture) template() assertions.Template {
	return assertions.Template_FromStack(f.delivery, nil)
}

func (f fixture) stages() []stage {
	pipelines := *f.template().FindResources(jsii.String("AWS::CodePipeline::Pipeline"), nil)
	for _, resource := range pipelines {
		text, err := json.Marshal(resource)
		if err != nil {
			panic(err)
		}
		var pipeline struct{ Properties struct{ Stages []stage } }
		if err := json.Unmarshal(text, &pipeline); err != nil {
			panic(err)
		}
		return pipeline.Properties.Stages
	}
	panic("no pipeline in the template")
}

func (f fixture) action(t *testing.T, stageName, name string) action {
	t.Helper()
	for _, s := range f.stages() {
		for _, a := range s.Actions {
			if s.Name == stageName && a.Name == name {
				return a
			}
		}
	}
	t.Fatalf("no action %s in stage %s", name, stageName)
	return action{}
}

func (f fixture) actionsCalled(name string) (found []action) {
	for _, s := range f.stages() {
		for _, a := range s.Actions {
			if a.Name == name {
				found = append(found, a)
			}
		}
	}
	return found
}

func panicOf(f func()) (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	f()
	return
}

func equal[T any](t *testing.T, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// same compares identities: two names for one thing of the library, whichever type each has in Go.
func same(t *testing.T, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("got another object: %v, want %v", got, want)
	}
}

func contains(t *testing.T, text, part string) {
	t.Helper()
	if !strings.Contains(text, part) {
		t.Errorf("%q is not in %q", part, text)
	}
}
