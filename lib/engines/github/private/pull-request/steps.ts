import * as path from 'path';
import { download, handOn } from '../emit/files';
import { directoryWord } from '../emit/shell';
import type { ActionPins } from '../actions';
import type { WorkflowStep } from '../model';

/** Whether the target branch has a plan: id of the step that knows, and what it says. */
export const PLAN = 'plan';

/** What the plan is handed on as. */
const ARTIFACT = 'target-branch';

/** The same steps, with the code of the branch that the pull request goes to. Other repositories stay as they are. */
export function targetBranch(steps: readonly WorkflowStep[], { checkout }: ActionPins): WorkflowStep[] {
  return steps.map((step) =>
    'uses' in step && step.uses === checkout.uses && !('repository' in (step.with ?? {}))
      ? { ...step, with: { ref: '${{ github.event.pull_request.base.sha }}', ...step.with } }
      : step,
  );
}

/** Hand on the cloud assembly, if it has a plan. */
export function handOnPlan(directory: string, pins: ActionPins): WorkflowStep[] {
  const look = `if ls ${directoryWord(directory)}/*.plan.json; then echo '${PLAN}=true' >> "$GITHUB_OUTPUT"; fi`;
  const steps = handOn({ name: ARTIFACT, directory }, pins, 1);
  return [
    { name: 'Look for a plan', id: PLAN, run: look, shell: 'bash' },
    ...steps.map((step) => ({ ...step, if: `steps.${PLAN}.outputs.${PLAN} == 'true'` })),
  ];
}

/**
 * Compare, in the summary of the run. A lost gate fails it.
 *
 * @param found whether there is something to compare with, as an expression
 */
export function compareSteps(directory: string, found: string, command: string, pins: ActionPins): WorkflowStep[] {
  const condition = `${found} == 'true'`;
  return [
    { ...download(ARTIFACT, pins), if: condition },
    {
      name: 'Compare the plans',
      if: condition,
      run: compareScript(path.posix.basename(directory), command),
      shell: 'bash',
      workingDirectory: workingDirectory(directory),
    },
    {
      name: 'Nothing to compare with',
      if: `${found} != 'true'`,
      run: `echo 'The target branch has no plan to compare with.' >> "$GITHUB_STEP_SUMMARY"`,
      shell: 'bash',
    },
  ];
}

/** The tools of an application are installed where it is, and its cloud assembly is there, too. */
function workingDirectory(directory: string): string | undefined {
  const parent = path.posix.dirname(directory);
  return parent === '.' ? undefined : parent;
}

function compareScript(assembly: string, command: string): string {
  return [
    `mkdir "$RUNNER_TEMP/${ARTIFACT}"`,
    `tar --extract --no-same-owner --file="$RUNNER_TEMP/${ARTIFACT}.tar" --directory="$RUNNER_TEMP/${ARTIFACT}"`,
    'status=0',
    `${command} diff "$RUNNER_TEMP/${ARTIFACT}" ${directoryWord(assembly)} --markdown > "$RUNNER_TEMP/diff.md" || status=$?`,
    'cat "$RUNNER_TEMP/diff.md" >> "$GITHUB_STEP_SUMMARY"',
    'if [ "$status" = 1 ]; then echo \'::error::A gate is lost: see the summary of this run.\'; fi',
    'exit "$status"',
  ].join('\n');
}
