import { type Piece, piecesOf } from '../expressions';
import type { Planned } from '../prepared';
import { scriptOf } from '../../../../blueprint/scripts';
import type { ScriptSnapshot, StepSnapshot } from '../../../../plan/snapshot-data';
import { type Diagnostic, problem } from '../../../../private/diagnostics';

const OPEN = '${{';

/** What a shell can read, and GitHub hand on. */
const VARIABLE = /^[A-Za-z_]\w*$/;

/** What the runner sets itself, whatever a step says: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
const RESERVED =
  /^(GITHUB_(ACTIONS?|ACTION_PATH|ACTION_REPOSITORY|ACTOR(_ID)?|API_URL|BASE_REF|ENV|EVENT_NAME|EVENT_PATH|GRAPHQL_URL|HEAD_REF|JOB|OUTPUT|PATH|REF|REF_NAME|REF_PROTECTED|REF_TYPE|REPOSITORY|REPOSITORY_ID|REPOSITORY_OWNER|REPOSITORY_OWNER_ID|RETENTION_DAYS|RUN_ATTEMPT|RUN_ID|RUN_NUMBER|SERVER_URL|SHA|STATE|STEP_SUMMARY|TRIGGERING_ACTOR|WORKFLOW|WORKFLOW_REF|WORKFLOW_SHA|WORKSPACE)|RUNNER_(ARCH|DEBUG|ENVIRONMENT|NAME|OS|TEMP|TOOL_CACHE|WORKSPACE))$/i;

/** Texts that become a part of the workflow as they are: GitHub would carry out what is in them. */
export function checkTexts(planned: Planned): Diagnostic[] {
  const { snapshot, blueprint } = planned;
  return [
    ...checkNames(planned),
    ...blueprint.steps.flatMap((step) => {
      if (step.kind !== 'script' || !scriptOf(snapshot.steps[step.key])) return [];
      const found = ofScript(step, snapshot.scripts.script(step.key));
      const where = `${planned.path}, step '${step.id}'`;
      return found.map((text) => problem({ where, declared: [snapshot.steps[step.key]], ...text }));
    }),
  ];
}

/** What is wrong with a text, but for its place. */
export interface Wrong {
  readonly given: string;
  readonly expected: string;
  readonly fix: string;
}

function checkNames({ path, blueprint }: Planned): Diagnostic[] {
  const stages = blueprint.waves.flatMap(({ stages: all }) => all);
  const names = [
    ...blueprint.steps.map(({ id }) => ['the id of a step', id]),
    ...blueprint.waves.map(({ id }) => ['the id of a wave', id]),
    ...stages.map((stage) => ['the path of a Stage', stage.path]),
    ...stages.flatMap(({ stacks }) => stacks.map((stack) => ['the path of a stack', stack.path])),
  ];
  return names
    .filter(([, name]) => name.includes(OPEN))
    .map(([what, name]) =>
      problem({
        where: path,
        given: `'${name}' as ${what}`,
        expected: `a name without ${OPEN}: GitHub would evaluate it`,
        fix: 'choose another one',
      }),
    );
}

function ofScript({ outputs }: StepSnapshot, script: ScriptSnapshot): Wrong[] {
  const commands = [...script.installCommands, ...script.commands];
  return [
    ...commands.flatMap((command) => wrongIn(command, `the command '${shown(command)}'`, IN_COMMAND)),
    ...[...script.inputs, ...script.outputs].flatMap(({ directory }) =>
      wrongIn(directory, `the directory '${shown(directory)}'`, 'write a literal name'),
    ),
    ...script.env.flatMap(({ name }) => wrongVariable(name, 'an environment variable')),
    ...outputs.flatMap((name) => wrongVariable(name, 'an exported variable')),
  ];
}

const IN_COMMAND =
  "put what you want into a variable: env: { NAME: github.GitHubExpression.secret('…') }, or variable() or raw(), and write $NAME in the command";

function wrongIn(text: string | undefined, what: string, fix: string): Wrong[] {
  // What a step or a stack makes known has been reported: that is wrong for every engine.
  return piecesOf(text ?? '').flatMap((piece) => wrongPiece(piece, what, fix));
}

function wrongPiece(piece: Piece, what: string, fix: string): Wrong[] {
  if ('token' in piece) return [];
  const isText = 'literal' in piece;
  if (isText && !piece.literal.includes(OPEN)) return [];
  const given = isText ? `${OPEN} in ${what}` : `the expression \${{ ${piece.expression} }} in ${what}`;
  return [
    {
      given,
      expected: 'text: GitHub puts the value of an expression there before any shell reads it, whoever wrote it',
      fix,
    },
  ];
}

/** What is wrong with the name of a variable. */
export function wrongVariable(name: string, what: string): Wrong[] {
  if (!VARIABLE.test(name)) {
    return [
      {
        given: `'${name}' as the name of ${what}`,
        expected: 'letters, digits and _, not starting with a digit: a shell reads no other',
        fix: 'choose such a name',
      },
    ];
  }
  const isReserved = RESERVED.test(name) && what !== 'an exported variable';
  return isReserved
    ? [
        {
          given: `'${name}' as the name of ${what}`,
          expected: 'a name that the runner does not set itself',
          fix: 'choose another one',
        },
      ]
    : [];
}

function shown(text: string): string {
  const plain = piecesOf(text).map((piece) => ('literal' in piece ? piece.literal : '${…}'));
  return plain.join('');
}
