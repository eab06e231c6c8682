import { github } from '../../../lib';
import { demandPermissions, renderPermissions } from '../../../lib/engines/github/private/permission-scopes';
import { inputsOf, refuse } from '../../../lib/private/inputs';
import schema from '../../kit/github/github-workflow.schema.json';

const { READ, WRITE, NONE } = github.JobPermission;

function check(permissions: unknown): string {
  const inputs = inputsOf('Here');
  demandPermissions(inputs, 'permissions', permissions as github.JobPermissions);
  try {
    refuse(inputs);
  } catch (e) {
    return (e as Error).message;
  }
  return 'fine';
}

/** What GitHub has dropped, and what belongs to a product that no deployment needs. */
const LEFT_OUT = ['repository-projects', 'copilot-requests'];

const { 'permissions-event': scopes, 'permissions-level': level } = schema.definitions;
const ofSchema = Object.entries(scopes.properties)
  .filter(([name]) => !LEFT_OUT.includes(name))
  .map(([name, type]): [string, string[]] => [name, 'enum' in type ? type.enum : level.enum]);

const camel = (name: string) => name.replace(/-(.)/g, (_, c: string) => c.toUpperCase());

test('in a workflow they have the names of GitHub, in one order, and what may not be done is left out', () => {
  const given = { pullRequests: WRITE, idToken: WRITE, contents: READ, packages: NONE, issues: undefined };
  expect(check(given)).toBe('fine');
  expect(Object.entries(renderPermissions(given))).toEqual([
    ['contents', 'read'],
    ['id-token', 'write'],
    ['pull-requests', 'write'],
  ]);
});

test.each(ofSchema)('%s: what the schema of workflows has, we have, and no more', (name, levels) => {
  for (const one of ['read', 'write', 'none']) {
    expect(check({ [camel(name)]: one }) === 'fine').toBe(levels.includes(one));
  }
  const [highest] = levels.filter((one) => one !== 'none').slice(-1);
  expect(renderPermissions({ [camel(name)]: highest })).toEqual({ [name]: highest });
});

test('there is no scope beside those of the schema', () => {
  const known = /one of (.*)\. To fix/.exec(check({ other: READ }))![1].split(', ');
  expect(known).toEqual(ofSchema.map(([name]) => camel(name)));
});

test('what is wrong is said at once, with what is right', () => {
  expect(check({ idToken: READ, contents: 'admin', 'pull-requests': READ })).toMatch(
    /^3 problems:\n.*idToken\. Expected: write or none[^]*contents\. Expected: read or write or none[^]*pull-requests\. Expected: one of/,
  );
  expect(check('write-all')).toMatch(/as permissions\. Expected: an object/);
});
