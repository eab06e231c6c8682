package steps

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

// SmokeTestStep is a script with a habit of its own: it waits for the shop to be up, then looks at it.
type SmokeTestStep struct {
	cdkpipelines.ShellStep
	shopURL awscdk.CfnOutput
}

// NewSmokeTestStep makes a step that looks at the shop.
func NewSmokeTestStep(id string, input cdkpipelines.IFileSetProducer, shopURL awscdk.CfnOutput) *SmokeTestStep {
	step := &SmokeTestStep{shopURL: shopURL}
	cdkpipelines.NewShellStep_Override(step, &id, &cdkpipelines.ShellStepProps{
		Input:           input,
		InstallCommands: jsii.Strings("npm ci"),
		Commands:        jsii.Strings("./wait-until-up.sh", "npm run smoke-test"),
	})
	return step
}

// ConsumedStackOutputs says that the script looks the output up by itself, so the stack must have been deployed.
func (s *SmokeTestStep) ConsumedStackOutputs() *[]cdkpipelines.StackOutputReference {
	return &[]cdkpipelines.StackOutputReference{cdkpipelines.StackOutputReference_FromCfnOutput(s.shopURL)}
}
