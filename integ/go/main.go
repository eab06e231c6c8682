// A small shop, delivered to two environments: Beta, in one account and region, then Prod, in another, from a
// pipeline in a third. Beside this folder are the same application in other languages, with the same templates.
package main

import (
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscodepipeline"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssecretsmanager"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

const connectionArn = "arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555"

// newDeliveryStack makes the pipeline that delivers the application, and itself.
func newDeliveryStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, props)

	source := cdkpipelines.CodePipelineSource_Connection(jsii.String("example/shop"), jsii.String("main"),
		&cdkpipelines.ConnectionSourceOptions{ConnectionArn: jsii.String(connectionArn)})

	pipeline := cdkpipelines.NewCodePipeline(stack, jsii.String("Pipeline"), &cdkpipelines.CodePipelineProps{
		PipelineName: jsii.String("Shop"),
		PipelineType: awscodepipeline.PipelineType_V2,
		Synth: cdkpipelines.NewShellStep(jsii.String("Synth"), &cdkpipelines.ShellStepProps{
			Input:    source,
			Commands: jsii.Strings("npm ci", "npm run build", "npx cdk synth"),
		}),
		// Beta and Prod are other accounts: they read artifacts that are encrypted with a key they may use.
		CrossAccountKeys:  jsii.Bool(true),
		EnableKeyRotation: jsii.Bool(true),
		// The base image of the shop comes from a registry that limits anonymous downloads.
		DockerCredentials: &[]cdkpipelines.DockerCredential{
			cdkpipelines.DockerCredential_DockerHub(
				awssecretsmanager.Secret_FromSecretNameV2(stack, jsii.String("DockerHub"), jsii.String("docker-hub-credentials")),
				nil,
			),
		},
	})

	beta := NewShop(stack, "Beta", &awscdk.Environment{
		Account: jsii.String("222222222222"),
		Region:  jsii.String("eu-west-1"),
	})
	pipeline.AddStage(beta.Stage, &cdkpipelines.AddStageOpts{
		Pre: &[]cdkpipelines.Step{
			cdkpipelines.NewShellStep(jsii.String("UnitTest"), &cdkpipelines.ShellStepProps{
				Input:    source,
				Commands: jsii.Strings("npm ci", "npm test"),
			}),
		},
		Post: &[]cdkpipelines.Step{
			cdkpipelines.NewShellStep(jsii.String("SmokeTest"), &cdkpipelines.ShellStepProps{
				Input:             source,
				EnvFromCfnOutputs: &map[string]awscdk.CfnOutput{"SHOP_URL": beta.URL},
				Commands:          jsii.Strings("npm ci", `npm run smoke-test -- "$SHOP_URL"`),
			}),
		},
	})

	prod := NewShop(stack, "Prod", &awscdk.Environment{
		Account: jsii.String("333333333333"),
		Region:  jsii.String("us-east-1"),
	})
	release := pipeline.AddWave(jsii.String("Release"), &cdkpipelines.WaveOptions{
		Pre: &[]cdkpipelines.Step{
			cdkpipelines.NewManualApprovalStep(jsii.String("Promote"), &cdkpipelines.ManualApprovalStepProps{
				Comment: jsii.String("Has Beta been well for a day?"),
			}),
		},
		Post: &[]cdkpipelines.Step{
			cdkpipelines.NewShellStep(jsii.String("Announce"), &cdkpipelines.ShellStepProps{
				Input:    source,
				Commands: jsii.Strings("./announce-release.sh"),
			}),
		},
	})
	release.AddStage(prod.Stage, &cdkpipelines.AddStageOpts{
		Pre: &[]cdkpipelines.Step{
			cdkpipelines.NewConfirmPermissionsBroadening(jsii.String("Permissions"),
				&cdkpipelines.PermissionsBroadeningCheckProps{Stage: prod.Stage}),
		},
	})
	return stack
}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	if len(os.Args) > 1 && os.Args[1] == "github" {
		newGitHubDelivery(app)
		app.Synth(nil)
		return
	}
	newDeliveryStack(app, "Delivery", &awscdk.StackProps{
		Env: &awscdk.Environment{
			Account: jsii.String("111111111111"),
			Region:  jsii.String("us-east-1"),
		},
	})
	app.Synth(nil)
}
