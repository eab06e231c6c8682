package steps

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipeline"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipelineactions"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

// Fact is something that an earlier step has found out.
type Fact struct {
	Heading string
	Lines   []string
}

// GateStep asks a person, and shows facts that earlier steps have found out.
type GateStep struct {
	cdkpipelines.Step
	facts []Fact
}

var _ cdkpipelines.ICodePipelineActionFactory = (*GateStep)(nil)

// NewGateStep makes a step that shows the facts; they may hold outputs of other steps.
func NewGateStep(id string, facts ...Fact) *GateStep {
	step := &GateStep{facts: facts}
	cdkpipelines.NewStep_Override(step, &id)
	// Waits for the steps whose outputs are found somewhere in there.
	step.DiscoverReferencedOutputs(facts)
	return step
}

// ProduceAction makes the action; the pipeline calls it.
func (s *GateStep) ProduceAction(stage awscodepipeline.IStage, options *cdkpipelines.ProduceActionOptions) *cdkpipelines.CodePipelineActionFactoryResult {
	var text []string
	for _, fact := range s.facts {
		text = append(text, fact.Heading+": "+strings.Join(fact.Lines, ", "))
	}
	stage.AddAction(awscodepipelineactions.NewManualApprovalAction(&awscodepipelineactions.ManualApprovalActionProps{
		ActionName:            options.ActionName,
		RunOrder:              options.RunOrder,
		AdditionalInformation: jsii.String(strings.Join(text, "; ")),
	}))
	return &cdkpipelines.CodePipelineActionFactoryResult{RunOrdersConsumed: jsii.Number(1)}
}
