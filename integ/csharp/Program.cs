using Amazon.CDK;

namespace Example
{
    /// <summary>
    /// A small shop, delivered to two environments: Beta, in one account and region, then Prod, in another, from a
    /// pipeline in a third. Beside this project are the same application in other languages, with the same templates.
    /// </summary>
    internal static class Program
    {
        /// <param name="args">"minimal" for the smallest pipeline instead, "github" for a workflow of GitHub Actions.</param>
        private static void Main(string[] args)
        {
            if (args.Length > 0 && args[0] == "minimal")
            {
                Minimal.Main();
                return;
            }

            var app = new App();
            if (args.Length > 0 && args[0] == "github")
            {
                GitHubDelivery.AddTo(app);
                app.Synth();
                return;
            }

            new DeliveryStack(app, "Delivery", new StackProps
            {
                Env = new Amazon.CDK.Environment { Account = "111111111111", Region = "us-east-1" },
            });
            app.Synth();
        }
    }
}
