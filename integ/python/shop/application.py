"""The shop: everything that one environment consists of."""

from pathlib import Path

from aws_cdk import CfnOutput, Duration, Stack, Stage
from aws_cdk.aws_dynamodb import Attribute, AttributeType, Table
from aws_cdk.aws_events import Rule, Schedule
from aws_cdk.aws_events_targets import LambdaFunction
from aws_cdk.aws_lambda import (
    Code,
    DockerImageCode,
    DockerImageFunction,
    Function,
    FunctionUrlAuthType,
    Runtime,
)
from constructs import Construct

SOURCES = Path(__file__).parent.parent.parent / "demo"


class DataStack(Stack):
    """What must outlive every deployment."""

    def __init__(self, scope: Construct, id: str, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        self.orders = Table(self, "Orders", partition_key=Attribute(name="id", type=AttributeType.STRING))


class ServiceStack(Stack):
    """What is replaced by every deployment: a container image behind a URL, and a nightly report from a zip file."""

    def __init__(self, scope: Construct, id: str, *, orders: Table, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        environment = {"TABLE_NAME": orders.table_name}

        shop = DockerImageFunction(
            self,
            "Shop",
            code=DockerImageCode.from_image_asset(str(SOURCES / "service")),
            environment=environment,
        )
        orders.grant_read_write_data(shop)
        url = shop.add_function_url(auth_type=FunctionUrlAuthType.AWS_IAM)
        self.url = CfnOutput(self, "Url", value=url.url)

        report = Function(
            self,
            "Report",
            runtime=Runtime.NODEJS_22_X,
            handler="index.handler",
            code=Code.from_asset(str(SOURCES / "report")),
            timeout=Duration.minutes(1),
            environment=environment,
        )
        orders.grant_read_data(report)
        Rule(self, "Nightly", schedule=Schedule.rate(Duration.days(1)), targets=[LambdaFunction(report)])


class Shop(Stage):
    """The application."""

    def __init__(self, scope: Construct, id: str, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        data = DataStack(self, "Data")
        service = ServiceStack(self, "Service", orders=data.orders)
        self.url = service.url
