import { Aws } from 'aws-cdk-lib';
import { github } from '../../../lib';
import { demandEnvironment } from '../../../lib/engines/github/private/inputs';
import { inputsOf, refuse } from '../../../lib/private/inputs';

const { GitHubExpression } = github;

function check(environment: unknown): void {
  const inputs = inputsOf('Here');
  demandEnvironment(inputs, 'gitHubEnvironment', environment as github.GitHubEnvironment);
  refuse(inputs);
}

test.each([
  { name: 'Prod' },
  { name: 'Production: EU (west)', url: 'https://example.com/a?b=c' },
  { name: 'x'.repeat(255), url: 'http://example.com' },
  { name: 'Prod', url: `https://${GitHubExpression.variable('HOST')}/` },
  { name: 'Prod', url: GitHubExpression.raw('steps.deploy.outputs.url') },
])('%j is an environment', (environment) => {
  expect(() => check(environment)).not.toThrow();
});

test.each([
  ['no name', { name: '' }, /name\. Expected: the name of an environment/],
  ['a name of spaces', { name: ' Prod' }, /name\. Expected: the name of an environment/],
  ['a long name', { name: 'x'.repeat(256) }, /name\. Expected: the name of an environment/],
  ['two lines', { name: 'a\nb' }, /name\s+Expected: the name of an environment/],
  ['a name that only a deployment knows', { name: Aws.STACK_NAME }, /a CDK token as gitHubEnvironment\.name/],
  ['a name that only a run knows', { name: GitHubExpression.raw('github.ref_name') }, /'\$\{\{ github\.ref_name \}\}'/],
  ['an address without scheme', { name: 'Prod', url: 'example.com' }, /url\. Expected: an address/],
  ['an address that only a deployment knows', { name: 'Prod', url: `https://${Aws.REGION}` }, /a CDK token .*url/],
  [
    'raw marks in the address',
    { name: 'Prod', url: `\${{ x }}${GitHubExpression.secret('A')}` },
    /url\. Expected: .* GitHubExpression\.raw\(/,
  ],
  ['only a name', 'Prod', /the string 'Prod' as gitHubEnvironment\. Expected: an object/],
])('%s', (_, environment, message) => {
  expect(() => check(environment)).toThrow(message);
});
