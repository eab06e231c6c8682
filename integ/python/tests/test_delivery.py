"""What must stay true of the pipeline that delivers the shop. docs/testing.md shows what is between the marks."""

# snippet-begin
from aws_cdk import App, Environment
from cdk_pipelines import PipelinePlan, Rehearsal

from shop.delivery import DeliveryStack


def synthesize() -> str:
    app = App()
    DeliveryStack(app, "Delivery", env=Environment(account="111111111111", region="us-east-1"))
    return app.synth().directory


def test_production_waits_for_beta_and_for_a_person() -> None:
    plan = PipelinePlan.from_assembly(synthesize())
    assert plan.deploys_before("Beta", "Prod")
    assert plan.is_gated_by("Prod", "Promote")


def test_nothing_is_released_if_a_smoke_test_fails() -> None:
    result = Rehearsal.from_assembly(synthesize()).fail("SmokeTest").run()
    assert not result.did_start("Prod")
    assert "Prod/Announce" in result.never_started


# snippet-end
