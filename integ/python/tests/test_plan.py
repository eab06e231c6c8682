"""What a pipeline will do is asserted on its plan, and shown by the command that comes with the package."""

import subprocess
import sys
from pathlib import Path

import pytest
from cdk_pipelines import GateRule, ManualApprovalStep, PipelinePlan, Rehearsal

from .conftest import Fixture


@pytest.fixture
def directory(shop: Fixture) -> str:
    shop.pipeline.add_stage(shop.environment("Beta"))
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[ManualApprovalStep("Promote")])
    return shop.app.synth().directory


def test_order_and_gates(directory: str) -> None:
    plan = PipelinePlan.from_assembly(directory)
    assert plan.stage_names == ["Source", "Build", "UpdatePipeline", "Beta", "Prod"]
    assert plan.actions_of_stage("Prod") == ["Promote", "Messaging.Prepare", "Messaging.Deploy"]
    assert plan.deploys_before("Beta", "Prod")
    assert plan.is_gated_by("Prod", "Promote")
    assert not plan.is_gated_by("Beta")
    assert "Prod/Promote: pre of stage 'Prod'" in plan.waits_for("Prod-Messaging")[1]


def test_a_name_of_nothing(directory: str) -> None:
    with pytest.raises(Exception, match="nothing is called 'Prd'.*take one of 'Prod'"):
        PipelinePlan.from_assembly(directory).is_gated_by("Prd")


def test_the_command(directory: str) -> None:
    command = Path(sys.executable).parent / "cdk-pipelines"
    shown = subprocess.run([sys.executable, command, "show", directory], capture_output=True, text=True, check=True)
    assert "◆ Promote" in shown.stdout


def test_deployments_that_need_a_gate() -> None:
    production = GateRule.stage("Prod*", permissions_check_is_enough=True)
    shop = Fixture(gate_policy=[GateRule.account("111111111111"), production])
    shop.pipeline.add_stage(shop.environment("Beta"))
    with pytest.raises(Exception, match="'Beta/Messaging' to 111111111111 us-east-1 .account 111111111111."):
        shop.app.synth()


def test_what_never_starts(shop: Fixture) -> None:
    shop.pipeline.add_stage(shop.environment("Beta"))
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[ManualApprovalStep("Promote")])
    result = Rehearsal.of(shop.pipeline).fail("Beta").run()
    assert not result.succeeded
    assert result.ran[-1] == "Beta/Deploy"
    assert result.never_started == ["Prod/Promote", "Prod/Messaging.Prepare", "Prod/Messaging.Deploy"]
    assert result.waited_for("Beta")[0] == "UpdatePipeline/SelfMutate"


def test_nothing_passes_a_rejected_gate(shop: Fixture) -> None:
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[ManualApprovalStep("Promote")])
    assert not Rehearsal.of(shop.pipeline).reject("Promote").run().did_start("Prod-Messaging")
    assert PipelinePlan.of(shop.pipeline).is_gated_by("Prod", "Promote")
