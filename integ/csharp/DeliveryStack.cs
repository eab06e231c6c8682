using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.CodePipeline;
using Amazon.CDK.AWS.SecretsManager;
using CdkPipelines;
using Constructs;

namespace Example
{
    /// <summary>The pipeline that delivers the application, and itself.</summary>
    public class DeliveryStack : Stack
    {
        private const string ConnectionArn =
            "arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555";

        public DeliveryStack(Construct scope, string id, IStackProps props) : base(scope, id, props)
        {
            var source = CodePipelineSource.Connection("example/shop", "main", new ConnectionSourceOptions
            {
                ConnectionArn = ConnectionArn,
            });

            var pipeline = new CodePipeline(this, "Pipeline", new CodePipelineProps
            {
                PipelineName = "Shop",
                PipelineType = PipelineType.V2,
                Synth = new ShellStep("Synth", new ShellStepProps
                {
                    Input = source,
                    Commands = new[] { "npm ci", "npm run build", "npx cdk synth" },
                }),
                // Beta and Prod are other accounts: they read artifacts that are encrypted with a key they may use.
                CrossAccountKeys = true,
                EnableKeyRotation = true,
                // The base image of the shop comes from a registry that limits anonymous downloads.
                DockerCredentials = new[]
                {
                    DockerCredential.DockerHub(
                        Secret.FromSecretNameV2(this, "DockerHub", "docker-hub-credentials")),
                },
            });

            var beta = new Shop(this, "Beta", In("222222222222", "eu-west-1"));
            pipeline.AddStage(beta, new AddStageOpts
            {
                Pre = new Step[]
                {
                    new ShellStep("UnitTest", new ShellStepProps
                    {
                        Input = source,
                        Commands = new[] { "npm ci", "npm test" },
                    }),
                },
                Post = new Step[]
                {
                    new ShellStep("SmokeTest", new ShellStepProps
                    {
                        Input = source,
                        EnvFromCfnOutputs = new Dictionary<string, CfnOutput> { ["SHOP_URL"] = beta.Url },
                        Commands = new[] { "npm ci", "npm run smoke-test -- \"$SHOP_URL\"" },
                    }),
                },
            });

            var prod = new Shop(this, "Prod", In("333333333333", "us-east-1"));
            var release = pipeline.AddWave("Release", new WaveOptions
            {
                Pre = new Step[]
                {
                    new ManualApprovalStep("Promote", new ManualApprovalStepProps
                    {
                        Comment = "Has Beta been well for a day?",
                    }),
                },
                Post = new Step[]
                {
                    new ShellStep("Announce", new ShellStepProps
                    {
                        Input = source,
                        Commands = new[] { "./announce-release.sh" },
                    }),
                },
            });
            release.AddStage(prod, new AddStageOpts
            {
                Pre = new Step[]
                {
                    new ConfirmPermissionsBroadening("Permissions", new PermissionsBroadeningCheckProps
                    {
                        Stage = prod,
                    }),
                },
            });
        }

        private static IEnvironment In(string account, string region)
        {
            return new Amazon.CDK.Environment { Account = account, Region = region };
        }
    }
}
