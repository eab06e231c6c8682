# snippet-begin
from aws_cdk import Stack, aws_sns as sns
from constructs import Construct


class ShopStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        sns.Topic(self, "Orders")
# snippet-end
