using Amazon.CDK;
using Constructs;

namespace Example
{
    /// <summary>The application: everything that one environment consists of.</summary>
    public class Shop : Stage
    {
        /// <summary>Where the shop of this environment can be reached.</summary>
        public CfnOutput Url { get; }

        public Shop(Construct scope, string id, IEnvironment env)
            : base(scope, id, new StageProps { Env = env })
        {
            var data = new DataStack(this, "Data");
            var service = new ServiceStack(this, "Service", data.Orders);
            Url = service.Url;
        }
    }
}
