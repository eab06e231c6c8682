import type { Part } from './seal';
import type { ShellStep } from './shell-step';
import type { StackDeployment } from './stack-deployment';
import type { StageDeployment } from './stage-deployment';
import type { Step } from './step';
import type { Wave } from './wave';

export function partOfPipeline(owner: { readonly waves: readonly Wave[] }): Part {
  return { owner, name: 'the pipeline', lists: () => ({ waves: owner.waves }) };
}

export function partOfWave(wave: Wave): Part {
  const lists = () => ({ pre: wave.pre, post: wave.post, stages: wave.stages });
  return { owner: wave, name: `wave '${wave.id}'`, lists };
}

/** A wave that was only given as the options of another one: its Stages are not looked at. */
export function partOfOptions(wave: Wave): Part {
  return {
    owner: {},
    name: `wave '${wave.id}', which is only the options of addWave()`,
    lists: () => ({ stages: wave.stages }),
  };
}

export function partOfStage(stage: StageDeployment): Part {
  const aroundStacks = () =>
    (stage.stackSteps ?? []).flatMap((s) => [s, ...(s.pre ?? []), ...(s.changeSet ?? []), ...(s.post ?? [])]);
  const lists = () => ({ pre: stage.pre, post: stage.post, stackSteps: aroundStacks(), stacks: stage.stacks });
  return { owner: stage, name: `stage '${stage.stageName}'`, lists };
}

export function partOfStack(stack: StackDeployment): Part {
  const lists = () => ({
    pre: stack.pre,
    changeSet: stack.changeSet,
    post: stack.post,
    stackDependencies: stack.stackDependencies,
  });
  return { owner: stack, name: `stack '${stack.stackName}'`, lists };
}

/** What a step waits for. By name: a custom class may make its dependencies anew whenever it is asked. */
export function partOfStep(step: Step): Part {
  const lists = () => ({
    dependencies: step.dependencies.map((d) => `${d}`),
    dependencyFileSets: step.dependencyFileSets,
  });
  return { owner: step, name: `${step}`, lists };
}

/** What a step runs, which is read when its action is made. */
export function partOfScript(step: ShellStep): Part {
  const lists = () => ({
    commands: step.commands,
    installCommands: step.installCommands,
    env: Object.entries(step.env).map(([name, value]) => `${name}=${value}`),
    envFromCfnOutputs: Object.keys(step.envFromCfnOutputs),
    // A custom class may make its locations anew whenever it is asked.
    inputs: step.inputs.map(({ fileSet }) => fileSet),
    'directories of inputs': step.inputs.map(({ directory }) => directory),
  });
  return { owner: step, name: `${step}`, lists };
}
