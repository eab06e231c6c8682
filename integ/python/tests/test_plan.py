"""What a pipeline will do is asserted on its plan, and shown by the command that comes with the package."""

import subprocess
import sys
from pathlib import Path

import pytest
from cdk_pipelines import ManualApprovalStep, PipelinePlan

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
    with pytest.raises(Exception, match="no step or deployment 'Prd'.*take one of 'Prod'"):
        PipelinePlan.from_assembly(directory).is_gated_by("Prd")


def test_the_command(directory: str) -> None:
    command = Path(sys.executable).parent / "cdk-pipelines"
    shown = subprocess.run([sys.executable, command, "show", directory], capture_output=True, text=True, check=True)
    assert "◆ Promote" in shown.stdout
