using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace Example
{
    /// <summary>
    /// What is replaced by every deployment: a container image behind a URL, and a nightly report from a zip file.
    /// </summary>
    public class ServiceStack : Stack
    {
        /// <summary>Where the shop can be reached.</summary>
        public CfnOutput Url { get; }

        public ServiceStack(Construct scope, string id, Table orders) : base(scope, id)
        {
            var environment = new Dictionary<string, string> { ["TABLE_NAME"] = orders.TableName };

            var shop = new DockerImageFunction(this, "Shop", new DockerImageFunctionProps
            {
                Code = DockerImageCode.FromImageAsset("../demo/service"),
                Environment = environment,
            });
            orders.GrantReadWriteData(shop);
            Url = new CfnOutput(this, "Url", new CfnOutputProps
            {
                Value = shop.AddFunctionUrl(new FunctionUrlOptions { AuthType = FunctionUrlAuthType.AWS_IAM }).Url,
            });

            var report = new Function(this, "Report", new FunctionProps
            {
                Runtime = Runtime.NODEJS_22_X,
                Handler = "index.handler",
                Code = Code.FromAsset("../demo/report"),
                Timeout = Duration.Minutes(1),
                Environment = environment,
            });
            orders.GrantReadData(report);
            new Rule(this, "Nightly", new RuleProps
            {
                Schedule = Schedule.Rate(Duration.Days(1)),
                Targets = new IRuleTarget[] { new LambdaFunction(report) },
            });
        }
    }
}
