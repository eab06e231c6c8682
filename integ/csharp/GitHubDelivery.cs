using System.Collections.Generic;
using Amazon.CDK;
using CdkPipelines;
using CdkPipelines.GitHub;

namespace Example
{
    /// <summary>
    /// The workflow of GitHub Actions that delivers the same application: that of typescript/github.ts.
    /// </summary>
    internal static class GitHubDelivery
    {
        private static readonly IEnvironment Beta = In("222222222222", "eu-west-1");
        private static readonly IEnvironment Prod = In("333333333333", "us-east-1");

        public static void AddTo(App app)
        {
            AddDeployer(app, "Beta", Beta);
            AddDeployer(app, "Prod", Prod);

            var workflow = new GitHubWorkflow(app, "Delivery", new GitHubWorkflowProps
            {
                WorkflowName = "shop",
                Repository = "example/shop",
                WorkflowTriggers = new WorkflowTriggers
                {
                    Push = new PushTrigger { Branches = new[] { "main" } },
                    WorkflowDispatch = new WorkflowDispatchTrigger(),
                },
                ExecutionMode = WorkflowExecutionMode.QUEUED,
                Synth = new ShellStep("Synth", new ShellStepProps
                {
                    Commands = new[] { "npm ci", "npm run build", "npx cdk synth" },
                }),
                // The base image of the shop comes from a registry that limits anonymous downloads.
                DockerCredentials = new[] { GitHubDockerCredential.DockerHub() },
                MaxPublishers = 2,
                ArtifactRetention = Duration.Days(30),
                StageOptions = new Dictionary<string, IGitHubStageOptions>
                {
                    ["Prod"] = new GitHubStageOptions
                    {
                        AwsCreds = DeployerIn(Prod.Account),
                        Runner = Runner.SelfHosted(new[] { "linux", "x64" }),
                    },
                },
            });

            var beta = new Shop(app, "Beta", Beta);
            workflow.AddStageWithGitHubOptions(beta, new AddGitHubStageOptions
            {
                AwsCreds = DeployerIn(Beta.Account),
                GitHubEnvironment = new GitHubEnvironment { Name = "Beta", Url = "https://beta.example.com" },
                Pre = new Step[]
                {
                    new ShellStep("UnitTest", new ShellStepProps
                    {
                        Commands = new[] { "npm ci", "npm test" },
                    }),
                },
                Post = new Step[]
                {
                    new ShellStep("SmokeTest", new ShellStepProps
                    {
                        EnvFromCfnOutputs = new Dictionary<string, CfnOutput> { ["SHOP_URL"] = beta.Url },
                        Commands = new[] { "npm ci", "npm run smoke-test -- \"$SHOP_URL\"" },
                    }),
                },
            });

            var prod = new Shop(app, "Prod", Prod);
            var release = workflow.AddWave("Release", new WaveOptions
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
                        Env = new Dictionary<string, string> { ["TOKEN"] = GitHubExpression.Secret("CHAT_TOKEN") },
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

        /// <summary>
        /// Deployed once, by hand. Only jobs in the environment of the Stage can assume the role of its account.
        /// </summary>
        private static void AddDeployer(App app, string name, IEnvironment env)
        {
            var stack = new Stack(app, name + "Access", new StackProps { Env = env });
            new GitHubActionRole(stack, "Deployer", new GitHubActionRoleProps
            {
                Repos = new[] { "example/shop" },
                Environments = new[] { name },
                BootstrapQualifier = "hnb659fds",
                MaxSessionDuration = Duration.Hours(2),
            });
        }

        private static AwsCredentials DeployerIn(string account)
        {
            return AwsCredentials.FromOpenIdConnect(new OpenIdConnectProviderProps
            {
                GitHubActionRoleArn = $"arn:aws:iam::{account}:role/GitHubActionRole",
                RoleSessionName = "shop-" + GitHubExpression.Raw("github.run_id"),
                SessionDuration = Duration.Hours(2),
            });
        }

        private static IEnvironment In(string account, string region)
        {
            return new Amazon.CDK.Environment { Account = account, Region = region };
        }
    }
}
