"""The application of docs/get-started.md, as `cdk init` lays it out. The guide shows what is between the marks."""

# snippet-begin app
import aws_cdk as cdk

from shop.pipeline_stack import PipelineStack

app = cdk.App()
PipelineStack(app, "PipelineStack", env=cdk.Environment(account="111111111111", region="eu-west-1"))

app.synth()
# snippet-end
