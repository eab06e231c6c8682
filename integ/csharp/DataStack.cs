using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;

namespace Example
{
    /// <summary>What must outlive every deployment.</summary>
    public class DataStack : Stack
    {
        public Table Orders { get; }

        public DataStack(Construct scope, string id) : base(scope, id)
        {
            Orders = new Table(this, "Orders", new TableProps
            {
                PartitionKey = new Attribute { Name = "id", Type = AttributeType.STRING },
            });
        }
    }
}
