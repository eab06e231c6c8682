"""The smallest pipeline. docs/languages.md shows what is between the marks."""

# snippet-begin
from aws_cdk import App, Stack, Stage
from aws_cdk.aws_sns import Topic
from cdk_pipelines import CodePipeline, CodePipelineSource, ShellStep

app = App()

prod = Stage(app, "Prod")
Topic(Stack(prod, "Messaging"), "News")

pipeline = CodePipeline(
    Stack(app, "Delivery"),
    "Pipeline",
    synth=ShellStep(
        "Synth",
        input=CodePipelineSource.connection(
            "example/news",
            "main",
            connection_arn="arn:aws:codeconnections:us-east-1:111111111111:connection/example",
        ),
        commands=["npm ci", "npx cdk synth"],
    ),
)
pipeline.add_stage(prod)

app.synth()
# snippet-end
