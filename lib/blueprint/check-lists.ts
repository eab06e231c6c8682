import type { StackDeployment } from './stack-deployment';
import type { StageDeployment } from './stage-deployment';
import type { Wave } from './wave';
import type { Diagnostic } from '../private/diagnostics';
import { demand, inputsOf, isList, isObject } from '../private/inputs';

/*
 * Lists of a pipeline, its waves, Stages and stacks are public, and plain JavaScript puts anything into them. What another
 * library has made is right if it can be read.
 */

/** What is in the lists of waves and Stages. */
export function checkWaves(where: string, waves: readonly Wave[]): Diagnostic[] {
  const inputs = inputsOf(where);
  waves.forEach((wave, i) => {
    const isWave = hasLists(wave, 'pre', 'post', 'stages');
    demand(inputs, isWave, `waves[${i}]`, wave, 'a wave', 'use addWave(), or addStage(stage) for a Stage');
  });
  const right = waves.filter((wave) => hasLists(wave, 'pre', 'post', 'stages'));
  return [...inputs.problems, ...right.flatMap(checkStages)];
}

function checkStages(wave: Wave): Diagnostic[] {
  const inputs = inputsOf(`Wave '${wave.id}'`);
  wave.stages.forEach((stage, i) => {
    // Not by its value: to read the stacks is to synthesize the Stage.
    const isDeployment = hasLists(stage, 'pre', 'post') && 'stacks' in stage;
    const fix = 'use addStage(stage) of the wave, or StageDeployment.fromStage(stage)';
    demand(inputs, isDeployment, `stages[${i}]`, stage, 'a StageDeployment', fix);
  });
  return inputs.problems;
}

/** What is in the lists of stacks, which have been read. */
export function checkStacks(stages: readonly StageDeployment[]): Diagnostic[] {
  return stages.flatMap((stage) => {
    const inputs = inputsOf(`Stage '${stage.stageName}'`);
    stage.stacks.forEach((stack, i) => {
      const fix = 'take it from the stacks of the Stage that addStage() returns';
      demand(inputs, isDeployment(stack), `stacks[${i}]`, stack, 'a StackDeployment', fix);
    });
    return [...inputs.problems, ...stage.stacks.filter(isDeployment).flatMap(checkDependencies)];
  });
}

function checkDependencies(stack: StackDeployment): Diagnostic[] {
  const inputs = inputsOf(`Stack '${stack.stackName}'`);
  stack.stackDependencies.forEach((dependency, i) => {
    const isRight = isObject(dependency) && 'stackArtifactId' in dependency;
    const fix = 'take it from the same list of stacks, or write stack.addStackDependency(other) in the Stage';
    demand(inputs, isRight, `stackDependencies[${i}]`, dependency, 'a StackDeployment', fix);
  });
  return inputs.problems;
}

function isDeployment(stack: StackDeployment): boolean {
  return hasLists(stack, 'pre', 'changeSet', 'post', 'stackDependencies', 'assets');
}

function hasLists(x: unknown, ...lists: string[]): boolean {
  return isObject(x) && lists.every((list) => isList((x as Record<string, unknown>)[list]));
}
