// The smallest pipeline. docs/languages.md shows what is between the marks.

// snippet-begin
using Amazon.CDK;
using Amazon.CDK.AWS.SNS;
using CdkPipelines;

public static class Minimal
{
    public static void Main()
    {
        var app = new App();

        var prod = new Stage(app, "Prod");
        new Topic(new Stack(prod, "Messaging"), "News");

        var pipeline = new CodePipeline(new Stack(app, "Delivery"), "Pipeline", new CodePipelineProps
        {
            Synth = new ShellStep("Synth", new ShellStepProps
            {
                Input = CodePipelineSource.Connection("example/news", "main", new ConnectionSourceOptions
                {
                    ConnectionArn = "arn:aws:codeconnections:us-east-1:111111111111:connection/example",
                }),
                Commands = new[] { "npm ci", "npx cdk synth" },
            }),
        });
        pipeline.AddStage(prod);

        app.Synth();
    }
}
// snippet-end
