"""What CodePipeline takes, as its own service model says it: writes test/service-model/codepipeline.json.

    pip install botocore && python scripts/service-model.py

By hand, when AWS adds something that we use: tests need no Python.
"""

import json
import pathlib

import botocore.session

KEPT = ("min", "max", "pattern", "enum")


def facts(shape, found):
    """Shapes by name, with their limits; each once, as shapes refer to each other."""
    if shape.name in found:
        return
    fact = found[shape.name] = {"type": shape.type_name}
    fact.update({key: shape.metadata[key] for key in KEPT if key in shape.metadata})
    if shape.type_name == "structure":
        fact["required"] = shape.required_members
        fact["members"] = {name: member.name for name, member in shape.members.items()}
        inner = shape.members.values()
    elif shape.type_name == "list":
        fact["member"] = shape.member.name
        inner = [shape.member]
    elif shape.type_name == "map":
        fact.update(key=shape.key.name, value=shape.value.name)
        inner = [shape.key, shape.value]
    else:
        inner = []
    for member in inner:
        facts(member, found)


model = botocore.session.get_session().get_service_model("codepipeline")
found = {}
for name in ("PipelineDeclaration", "DisableStageTransitionInput"):
    facts(model.shape_for(name), found)
target = pathlib.Path(__file__).parent.parent / "test" / "service-model" / "codepipeline.json"
target.write_text(json.dumps({"botocore": botocore.__version__, "shapes": dict(sorted(found.items()))}, indent=2) + "\n")
