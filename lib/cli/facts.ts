import { permissionsText } from '../document/around-workflow';
import type { GitHubJobInfo, GitHubStepInfo, JobInfo, ProjectInfo, ValueInfo } from '../document/plan-document';
import type { PlanGraph } from '../document/plan-graph';
import type { Action } from '../document/stages';
import { groupBy } from '../private/lang';

/** Something that an action does, by its name. Of several of one name, the last one counts. */
export type Fact = readonly [name: string, value: string];

/** Missing values are no facts. */
type Maybe = readonly [name: string, value: string | undefined];

/** What is done at the node of an action: commands, variables, files, machines, sources, questions; and what its jobs have. */
export function factsOf(plan: PlanGraph): (action: Action) => Fact[] {
  const actionsOf = groupBy(plan.actions, (action) => action.node);
  const facts = workFactsOf(plan);
  return (action) => [...facts(action), ...known(workflowFacts(actionsOf.get(action.node) ?? []))];
}

/** The same without jobs. */
export function workFactsOf(plan: PlanGraph): (action: Action) => Fact[] {
  const projects = new Map(plan.document.codePipeline?.projects.map((project) => [project.path, project]));
  const actionsOf = groupBy(plan.actions, (action) => action.node);
  return (action) => {
    const actions = actionsOf.get(action.node) ?? [];
    const facts = [
      ...jobFacts(action.job),
      ...actions.flatMap(settingFacts),
      ...actions.flatMap(({ project }) => projectFacts(projects.get(project ?? ''))),
    ];
    return known(facts);
  };
}

function known(facts: readonly Maybe[]): Fact[] {
  return facts.flatMap(([name, value]): Fact[] => (value ? [[name, value]] : []));
}

/** What the plan says. */
export function jobFacts(job: JobInfo): Fact[] {
  return known(saidOf(job));
}

function saidOf(job: JobInfo): Maybe[] {
  switch (job.kind) {
    case 'script':
      return [
        ['install commands', job.installCommands.join('\n')],
        ['commands', job.commands.join('\n')],
        ...Object.entries(job.env).map(([name, value]): Fact => [`variable ${name}`, valueText(value)]),
        ...job.inputs.map(({ directory, fileSet, from }): Fact => [`files in ${directory}`, from ?? fileSet]),
        ...job.outputs.map(({ directory }): Fact => [`files made in ${directory}`, 'yes']),
      ];
    case 'ask':
      return [
        ['comment', job.comment],
        ['page to review', job.url],
        ['minutes to decide', job.timeoutMinutes?.toString()],
        ['mail to', job.emails?.join(', ')],
        ['shows the revision', job.showsRevision && 'yes'],
      ];
    case 'source':
      return [
        ['repository', `${job.repository} (${job.provider})`],
        ['branch', job.branch],
        ['starts the pipeline on', job.trigger],
      ];
    case 'permissions-check':
      return [['compares the Stage', job.stage]];
    default:
      return [];
  }
}

/** Settings that no job says, by their names in CodePipeline. */
const SETTINGS: Partial<Record<JobInfo['kind'], Readonly<Record<string, string>>>> = {
  ask: { NotificationArn: 'topic to notify' },
  source: { ConnectionArn: 'connection', OutputArtifactFormat: 'format of the files' },
};

function settingFacts({ job, configuration = {} }: Action): Fact[] {
  const names = SETTINGS[job.kind] ?? {};
  const all = Object.entries(configuration);
  return job.kind === 'own'
    ? all.filter(([name]) => name !== 'ProjectName')
    : all.flatMap(([name, value]): Fact[] => (name in names ? [[names[name], value]] : []));
}

function projectFacts(project: ProjectInfo | undefined): Maybe[] {
  return project
    ? [
        ['image', project.image],
        ['machine', `${project.type} ${project.computeType}`],
        ['privileged', project.privileged ? 'yes' : undefined],
        ['timeout in minutes', project.timeoutMinutes?.toString()],
        ...Object.entries(project.env).map(([name, value]): Fact => [
          `variable ${name} of the project`,
          valueText(value),
        ]),
      ]
    : [];
}

/** What jobs have. Of several, each by its name. */
function workflowFacts(actions: readonly Action[]): Maybe[] {
  return actions.flatMap(({ workflowJob: job, unplanned }) =>
    job
      ? jobInfoFacts(job, unplanned).map(([name, value]): Maybe => [
          actions.length > 1 ? `${job.id} ${name}` : name,
          value,
        ])
      : [],
  );
}

function jobInfoFacts(job: GitHubJobInfo, unplanned: boolean): Maybe[] {
  const { id, name, needs, condition, environment, role, runsOn, steps, settings = {} } = job;
  return [
    ['shown as', name === id ? undefined : name],
    ['needs', needs.join(', ')],
    ['if', condition],
    ['environment', environment],
    ['role', role],
    ['permissions', permissionsText(job) || 'none'],
    ['runs on', runsOn],
    ...Object.entries(settings),
    ...steps.map((step, i): Maybe => [`step ${i + 1}`, stepText(step, unplanned)]),
  ];
}

/** Of what the plan has said, the name is enough. */
function stepText({ name, uses, run }: GitHubStepInfo, unplanned: boolean): string | undefined {
  return uses ?? (unplanned ? run : (name ?? run?.split('\n')[0]));
}

/** Where a value comes from, in a few words. */
function valueText(value: ValueInfo): string {
  if ('literal' in value) {
    return value.literal;
  }
  if ('output' in value) {
    return `${value.output.variable} of ${value.output.node}`;
  }
  if ('stackOutput' in value) {
    return `output ${value.stackOutput.name} of ${value.stackOutput.stack}`;
  }
  return 'parameter' in value ? `parameter ${value.parameter}` : `secret ${value.secret}`;
}
