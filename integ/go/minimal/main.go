// The smallest pipeline. docs/languages.md shows what is between the marks.
package main

// snippet-begin
import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)

	prod := awscdk.NewStage(app, jsii.String("Prod"), nil)
	awssns.NewTopic(awscdk.NewStack(prod, jsii.String("Messaging"), nil), jsii.String("News"), nil)

	delivery := awscdk.NewStack(app, jsii.String("Delivery"), nil)
	pipeline := cdkpipelines.NewCodePipeline(delivery, jsii.String("Pipeline"), &cdkpipelines.CodePipelineProps{
		Synth: cdkpipelines.NewShellStep(jsii.String("Synth"), &cdkpipelines.ShellStepProps{
			Input: cdkpipelines.CodePipelineSource_Connection(jsii.String("example/news"), jsii.String("main"),
				&cdkpipelines.ConnectionSourceOptions{
					ConnectionArn: jsii.String("arn:aws:codeconnections:us-east-1:111111111111:connection/example"),
				}),
			Commands: jsii.Strings("npm ci", "npx cdk synth"),
		}),
	})
	pipeline.AddStage(prod, nil)

	app.Synth(nil)
}

// snippet-end
