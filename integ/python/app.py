"""Synthesizes the shop and the pipeline that delivers it."""

from aws_cdk import App, Environment

from shop.delivery import DeliveryStack

app = App()
DeliveryStack(app, "Delivery", env=Environment(account="111111111111", region="us-east-1"))
app.synth()
