"""A mistake is told in the words of the library, before anything of JavaScript."""

import traceback
from typing import Callable

import pytest
from aws_cdk import App, Stack
from cdk_pipelines import CodePipeline, ShellStep, Step

from .conftest import Fixture, shell


def no_input_on_synth() -> None:
    app = App()
    CodePipeline(Stack(app, "Delivery"), "Pipeline", synth=ShellStep("Synth", commands=["npx cdk synth"]))
    app.synth()


def duplicate_step() -> None:
    shop = Fixture()
    steps = [shell("Check", shop.source, "one"), shell("Check", shop.source, "another")]
    shop.pipeline.add_stage(shop.environment("Prod"), pre=steps)
    shop.app.synth()


def cross_account_without_keys() -> None:
    shop = Fixture()
    shop.pipeline.add_stage(shop.environment("Prod", account="222222222222"))
    shop.app.synth()


class Release(Step):
    """A step that makes no action."""


class Check(ShellStep):
    """A script."""


def step_without_action() -> None:
    shop = Fixture()
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[Release("Weekly")])
    shop.app.synth()


def step_that_waits_for_itself() -> None:
    shop = Fixture()
    release = Release("Weekly")
    release.add_step_dependency(release)
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[release])
    shop.app.synth()


def script_that_waits_for_itself() -> None:
    shop = Fixture()
    check = Check("Weekly", input=shop.source, commands=["./check.sh"])
    check.add_step_dependency(check)
    shop.pipeline.add_stage(shop.environment("Prod"), pre=[check])
    shop.app.synth()


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (no_input_on_synth, ["step 'Synth' without an input", "To fix it: "]),
        (duplicate_step, ["the name 'Check'", "To fix it: "]),
        (cross_account_without_keys, ["without crossAccountKeys", "To fix it: "]),
        # The library does not get to know what a class is called here: it does not say another name.
        (step_without_action, ["a custom step 'Weekly', a step that", "In Python: produce_action"]),
        (step_that_waits_for_itself, ["a custom step 'Weekly' depends on itself", "To fix it: "]),
        (script_that_waits_for_itself, ["ShellStep(Weekly) depends on itself", "To fix it: "]),
    ],
)
def test_a_mistake_is_told_in_our_words(mistake: Callable[[], None], words: list) -> None:
    with pytest.raises(RuntimeError) as caught:
        mistake()

    message = str(caught.value)
    for word in words:
        assert word in message
    # The error is the message, and no stack.
    assert "\n    at " not in message
    assert ".js:" not in message

    # What Python prints has the message first, and a handful of frames of the runtime: no page of them.
    printed = "".join(traceback.format_exception(caught.value)).splitlines()
    frames = [i for i, line in enumerate(printed) if line.lstrip().startswith("at ")]
    told = next(i for i, line in enumerate(printed) if words[0] in line)
    assert told <= 2
    assert all(told < i for i in frames)
    assert len(frames) <= 10
