// Package steps has steps and producers of files that the library does not know: what is written in Go is called
// back while the pipeline is made.
//
// To make a class of your own, embed the type that you extend in a struct, give a pointer to that struct to the
// function whose name ends in _Override, and define methods on the pointer.
package steps

// docs/custom-steps.md shows what is between the marks.

// snippet-begin
import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipeline"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipelineactions"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

// JenkinsStep lets Jenkins test the files it is given, and hands on the report.
type JenkinsStep struct {
	cdkpipelines.Step
	provider awscodepipelineactions.IJenkinsProvider
	input    cdkpipelines.FileSet
	report   cdkpipelines.FileSet
}

var _ cdkpipelines.ICodePipelineActionFactory = (*JenkinsStep)(nil)

// NewJenkinsStep makes a step that tests the files of input.
func NewJenkinsStep(id string, provider awscodepipelineactions.IJenkinsProvider, input cdkpipelines.IFileSetProducer) *JenkinsStep {
	step := &JenkinsStep{provider: provider, input: input.PrimaryOutput()}
	cdkpipelines.NewStep_Override(step, &id)
	step.report = cdkpipelines.NewFileSet(jsii.String("Report"), step)
	step.AddDependencyFileSet(step.input)
	step.ConfigurePrimaryOutput(step.report)
	return step
}

// ProduceAction makes the action; the pipeline calls it.
func (s *JenkinsStep) ProduceAction(stage awscodepipeline.IStage, options *cdkpipelines.ProduceActionOptions) *cdkpipelines.CodePipelineActionFactoryResult {
	stage.AddAction(awscodepipelineactions.NewJenkinsAction(&awscodepipelineactions.JenkinsActionProps{
		ActionName:      options.ActionName,
		RunOrder:        options.RunOrder,
		Type:            awscodepipelineactions.JenkinsActionType_TEST,
		JenkinsProvider: s.provider,
		ProjectName:     jsii.String("shop-tests"),
		Inputs:          &[]awscodepipeline.Artifact{options.Artifacts.ToCodePipeline(s.input)},
		Outputs:         &[]awscodepipeline.Artifact{options.Artifacts.ToCodePipeline(s.report)},
	}))
	return &cdkpipelines.CodePipelineActionFactoryResult{RunOrdersConsumed: jsii.Number(1)}
}

// snippet-end
