package main

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines/github"
)

// newGitHubDelivery makes the workflow of GitHub Actions that delivers the same application: that of typescript/github.ts.
func newGitHubDelivery(app awscdk.App) {
	beta := &awscdk.Environment{Account: jsii.String("222222222222"), Region: jsii.String("eu-west-1")}
	prod := &awscdk.Environment{Account: jsii.String("333333333333"), Region: jsii.String("us-east-1")}
	newDeployer(app, "Beta", beta)
	newDeployer(app, "Prod", prod)

	workflow := github.NewGitHubWorkflow(app, jsii.String("Delivery"), &github.GitHubWorkflowProps{
		WorkflowName: jsii.String("shop"),
		Repository:   jsii.String("example/shop"),
		WorkflowTriggers: &github.WorkflowTriggers{
			Push:             &github.PushTrigger{Branches: jsii.Strings("main")},
			WorkflowDispatch: &github.WorkflowDispatchTrigger{},
		},
		ExecutionMode: github.WorkflowExecutionMode_QUEUED,
		Synth: cdkpipelines.NewShellStep(jsii.String("Synth"), &cdkpipelines.ShellStepProps{
			Commands: jsii.Strings("npm ci", "npm run build", "npx cdk synth"),
		}),
		// The base image of the shop comes from a registry that limits anonymous downloads.
		DockerCredentials: &[]github.GitHubDockerCredential{github.GitHubDockerCredential_DockerHub(nil)},
		MaxPublishers:     jsii.Number(2),
		ArtifactRetention: awscdk.Duration_Days(jsii.Number(30)),
		StageOptions: &map[string]*github.GitHubStageOptions{
			"Prod": {
				AwsCreds: deployerIn(prod),
				Runner:   github.Runner_SelfHosted(jsii.Strings("linux", "x64")),
			},
		},
	})

	shop := NewShop(app, "Beta", beta)
	workflow.AddStageWithGitHubOptions(shop.Stage, &github.AddGitHubStageOptions{
		AwsCreds: deployerIn(beta),
		GitHubEnvironment: &github.GitHubEnvironment{
			Name: jsii.String("Beta"),
			Url:  jsii.String("https://beta.example.com"),
		},
		Pre: &[]cdkpipelines.Step{
			cdkpipelines.NewShellStep(jsii.String("UnitTest"), &cdkpipelines.ShellStepProps{
				Commands: jsii.Strings("npm ci", "npm test"),
			}),
		},
		Post: &[]cdkpipelines.Step{
			cdkpipelines.NewShellStep(jsii.String("SmokeTest"), &cdkpipelines.ShellStepProps{
				EnvFromCfnOutputs: &map[string]awscdk.CfnOutput{"SHOP_URL": shop.URL},
				Commands:          jsii.Strings("npm ci", `npm run smoke-test -- "$SHOP_URL"`),
			}),
		},
	})

	shop = NewShop(app, "Prod", prod)
	release := workflow.AddWave(jsii.String("Release"), &cdkpipelines.WaveOptions{
		Pre: &[]cdkpipelines.Step{
			cdkpipelines.NewManualApprovalStep(jsii.String("Promote"), &cdkpipelines.ManualApprovalStepProps{
				Comment: jsii.String("Has Beta been well for a day?"),
			}),
		},
		Post: &[]cdkpipelines.Step{
			cdkpipelines.NewShellStep(jsii.String("Announce"), &cdkpipelines.ShellStepProps{
				Env:      &map[string]*string{"TOKEN": github.GitHubExpression_Secret(jsii.String("CHAT_TOKEN"))},
				Commands: jsii.Strings("./announce-release.sh"),
			}),
		},
	})
	release.AddStage(shop.Stage, &cdkpipelines.AddStageOpts{
		Pre: &[]cdkpipelines.Step{
			cdkpipelines.NewConfirmPermissionsBroadening(jsii.String("Permissions"),
				&cdkpipelines.PermissionsBroadeningCheckProps{Stage: shop.Stage}),
		},
	})
}

// newDeployer makes the role of an account. It is deployed once, by hand: only jobs in the environment of the Stage can assume it.
func newDeployer(app awscdk.App, name string, env *awscdk.Environment) {
	stack := awscdk.NewStack(app, jsii.String(name+"Access"), &awscdk.StackProps{Env: env})
	github.NewGitHubActionRole(stack, jsii.String("Deployer"), &github.GitHubActionRoleProps{
		Repos:              jsii.Strings("example/shop"),
		Environments:       jsii.Strings(name),
		BootstrapQualifier: jsii.String("hnb659fds"),
		MaxSessionDuration: awscdk.Duration_Hours(jsii.Number(2)),
	})
}

func deployerIn(env *awscdk.Environment) github.AwsCredentials {
	return github.AwsCredentials_FromOpenIdConnect(&github.OpenIdConnectProviderProps{
		GitHubActionRoleArn: jsii.String(fmt.Sprintf("arn:aws:iam::%s:role/GitHubActionRole", *env.Account)),
		RoleSessionName:     jsii.String("shop-" + *github.GitHubExpression_Raw(jsii.String("github.run_id"))),
		SessionDuration:     awscdk.Duration_Hours(jsii.Number(2)),
	})
}
