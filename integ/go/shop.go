package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseventstargets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// Shop is the application: everything that one environment consists of.
type Shop struct {
	Stage awscdk.Stage
	// URL is where the shop can be reached.
	URL awscdk.CfnOutput
}

// NewShop makes the shop for one environment.
func NewShop(scope constructs.Construct, id string, env *awscdk.Environment) Shop {
	stage := awscdk.NewStage(scope, &id, &awscdk.StageProps{Env: env})
	orders := newDataStack(stage, "Data")
	url := newServiceStack(stage, "Service", orders)
	return Shop{Stage: stage, URL: url}
}

// newDataStack makes what must outlive every deployment.
func newDataStack(scope constructs.Construct, id string) awsdynamodb.Table {
	stack := awscdk.NewStack(scope, &id, nil)
	return awsdynamodb.NewTable(stack, jsii.String("Orders"), &awsdynamodb.TableProps{
		PartitionKey: &awsdynamodb.Attribute{
			Name: jsii.String("id"),
			Type: awsdynamodb.AttributeType_STRING,
		},
	})
}

// newServiceStack makes what is replaced by every deployment: a container image behind a URL, and a nightly
// report from a zip file.
func newServiceStack(scope constructs.Construct, id string, orders awsdynamodb.Table) awscdk.CfnOutput {
	stack := awscdk.NewStack(scope, &id, nil)
	environment := &map[string]*string{"TABLE_NAME": orders.TableName()}

	shop := awslambda.NewDockerImageFunction(stack, jsii.String("Shop"), &awslambda.DockerImageFunctionProps{
		Code:        awslambda.DockerImageCode_FromImageAsset(jsii.String("../demo/service"), nil),
		Environment: environment,
	})
	orders.GrantReadWriteData(shop)
	functionURL := shop.AddFunctionUrl(&awslambda.FunctionUrlOptions{
		AuthType: awslambda.FunctionUrlAuthType_AWS_IAM,
	})
	url := awscdk.NewCfnOutput(stack, jsii.String("Url"), &awscdk.CfnOutputProps{Value: functionURL.Url()})

	report := awslambda.NewFunction(stack, jsii.String("Report"), &awslambda.FunctionProps{
		Runtime:     awslambda.Runtime_NODEJS_22_X(),
		Handler:     jsii.String("index.handler"),
		Code:        awslambda.Code_FromAsset(jsii.String("../demo/report"), nil),
		Timeout:     awscdk.Duration_Minutes(jsii.Number(1)),
		Environment: environment,
	})
	orders.GrantReadData(report)
	awsevents.NewRule(stack, jsii.String("Nightly"), &awsevents.RuleProps{
		Schedule: awsevents.Schedule_Rate(awscdk.Duration_Days(jsii.Number(1))),
		Targets:  &[]awsevents.IRuleTarget{awseventstargets.NewLambdaFunction(report, nil)},
	})
	return url
}
