package steps_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipeline"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

func TestWhatV2CanDo(t *testing.T) {
	f := newFixture()
	source := cdkpipelines.CodePipelineSource_Connection(jsii.String("example/other"), jsii.String("main"), &cdkpipelines.ConnectionSourceOptions{
		ConnectionArn: jsii.String("arn:aws:codeconnections:us-east-1:111111111111:connection/example"),
		Triggers: &[]cdkpipelines.Trigger{
			cdkpipelines.Trigger_Push(&cdkpipelines.PushTriggerOptions{Paths: jsii.Strings("src/**")}),
			cdkpipelines.Trigger_Tags(jsii.Strings("v*")),
		},
	})
	pipeline := cdkpipelines.NewCodePipeline(f.delivery, jsii.String("V2"), &cdkpipelines.CodePipelineProps{
		PipelineType: awscodepipeline.PipelineType_V2,
		Synth:        shell("Synth", source, "npx cdk synth"),
	})
	depth := pipeline.AddVariable(jsii.String("TestDepth"), &cdkpipelines.VariableOptions{DefaultValue: jsii.String("full")}).Reference()
	alarm := awscloudwatch.Alarm_FromAlarmName(f.delivery, jsii.String("Errors"), jsii.String("shop-errors"))
	prod, _ := f.environment("Prod")
	pipeline.AddStage(prod, &cdkpipelines.AddStageOpts{
		BeforeEntry: cdkpipelines.EntryCondition_FailUnless(
			cdkpipelines.StageRule_VariableEquals(depth, jsii.String("full")),
			cdkpipelines.StageRule_DeploymentWindow(&cdkpipelines.DeploymentWindowOptions{Cron: jsii.String("* * 9-16 ? * MON-FRI")}),
		),
		OnSuccess: cdkpipelines.SuccessCondition_RollbackUnless(
			cdkpipelines.StageRule_Alarms(&[]awscloudwatch.IAlarm{alarm}, &cdkpipelines.AlarmRuleOptions{
				BakeTime: awscdk.Duration_Minutes(jsii.Number(15)),
			}),
		),
		OnFailure:  cdkpipelines.FailureResponse_Rollback(),
		Transition: cdkpipelines.StageTransition_Disabled(jsii.String("Release train")),
	})

	f.template().HasResourceProperties(jsii.String("AWS::CodePipeline::Pipeline"), map[string]any{
		"Triggers": []any{map[string]any{"GitConfiguration": map[string]any{"Push": []any{
			map[string]any{
				"Branches":  map[string]any{"Includes": []any{"main"}},
				"FilePaths": map[string]any{"Includes": []any{"src/**"}},
			},
			map[string]any{"Tags": map[string]any{"Includes": []any{"v*"}}},
		}}}},
		"Variables":                      []any{map[string]any{"Name": "TestDepth", "DefaultValue": "full"}},
		"DisableInboundStageTransitions": []any{map[string]any{"StageName": "Prod", "Reason": "Release train"}},
		"Stages": assertions.Match_ArrayWith(&[]any{assertions.Match_ObjectLike(&map[string]any{
			"Name":      "Prod",
			"OnFailure": map[string]any{"Result": "ROLLBACK"},
		})}),
	})
}

func TestAWindowThatIsNoneIsNamed(t *testing.T) {
	message := panicOf(func() {
		cdkpipelines.StageRule_DeploymentWindow(&cdkpipelines.DeploymentWindowOptions{Cron: jsii.String("9-16 ? * MON-FRI")})
	})
	contains(t, message, "six or seven fields")
}
