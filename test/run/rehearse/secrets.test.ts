import {
  checkSecrets,
  credentialsFor,
  lookUp,
  maskerOf,
  profilesIn,
  readEnvFile,
  secretsOf,
  type SecretUse,
} from '../../../lib/run/rehearse/secrets';

function use(variable: string, reference: string, action = 'Prod/Test', kind: SecretUse['kind'] = 'secret'): SecretUse {
  return { kind, reference, variable, action };
}

test('what is needed: of the action, and of its buildspec', () => {
  const env = [
    { name: 'TOKEN', value: { secret: 'prod/token' } },
    { name: 'HOST', value: { parameter: '/prod/host' } },
    { name: 'PLAIN', value: { text: 'x' } },
    { name: 'HIDDEN', value: { literal: 'set by the action' } },
  ];
  const spec = { secrets: { NPM: 'npm:token', HIDDEN: 'never/asked' }, parameters: { HOST: '/default/host' } };
  expect(secretsOf('A/B', { env }, spec)).toEqual([
    use('NPM', 'npm:token', 'A/B'),
    use('HOST', '/prod/host', 'A/B', 'parameter'),
    use('TOKEN', 'prod/token', 'A/B'),
  ]);
});

test('values come by the name of the secret or of the variable, from the file before the environment', () => {
  const uses = [use('A', 'one'), use('B', 'two'), use('A', 'three'), use('C', 'four')];
  const { values } = lookUp(
    uses,
    { A: 'shell', B: 'shell', four: 'by reference' },
    { A: 'file', three: 'own', C: 'no' },
  );
  expect([...values]).toEqual([
    ['one', 'file'],
    ['two', 'shell'],
    ['three', 'own'],
    ['four', 'by reference'],
  ]);
});

test('an empty value is one', () => {
  expect([...lookUp([use('A', 'one')], {}, { A: '' }).values]).toEqual([['one', '']]);
});

test('all that is missing is one error, with who needs it', () => {
  const uses = [
    use('TOKEN', 'prod/token', 'Prod/Test'),
    use('NPM_TOKEN', 'prod/token', 'Beta/Test'),
    use('HOST', '/host', 'Prod/Test', 'parameter'),
    use('FINE', 'fine'),
  ];
  const { missing } = lookUp(uses, { FINE: 'x' }, {});
  expect(() => checkSecrets(missing, 'secrets.env')).toThrow(
    "[run] 2 secrets have no value here (TOKEN, NPM_TOKEN: secret 'prod/token', for Prod/Test, Beta/Test; " +
      "HOST: parameter '/host', for Prod/Test). Expected: a value for each: it is not fetched from AWS. To fix it: set " +
      'TOKEN and so on in the environment, or write TOKEN=value into secrets.env, which must not get into git.',
  );
});

test('a file with values', () => {
  expect(readEnvFile('\uFEFF# ours\nexport A=1\nB="two words"\nC=\'x\'\n\nprod/npm:token=t\n')).toEqual({
    ...{ A: '1', B: 'two words', C: 'x', 'prod/npm:token': 't' },
  });
});

test('a line that says nothing is an error, which does not say much of it', () => {
  expect(() => readEnvFile('A=1\nof a certificate\n# fine\nB=2\n', 'our.env')).toThrow(
    "[our.env] the line 'of a certifi…' has no '='.",
  );
});

test('secrets are masked: the longest first, each line of several, and as tools print them', () => {
  const mask = maskerOf(['abcd', 'abcdefgh', 'line one\nline two', 'say "hi"', 'x', 'p@ss/word', 'a.c+']);
  expect(mask('abcdefgh abcd abcde')).toBe('*** *** ***e');
  expect(mask('got line two')).toBe('got ***');
  expect(mask('{"line one\\nline two": 1}')).toBe('{"***": 1}');
  expect(mask('{"v": "say \\"hi\\""}')).toBe('{"v": "***"}');
  expect(mask('https://u:p%40ss%2Fword@host, cEBzcy93b3Jk')).toBe('https://u:***@host, ***');
  expect(mask('a.c+ abc+')).toBe('*** abc+');
  expect(mask('x stays, and nothing else')).toBe('x stays, and nothing else');
  expect(maskerOf([])('as it is')).toBe('as it is');
});

test('credentials are withheld unless a profile is named', () => {
  const environment = { AWS_ACCESS_KEY_ID: 'a', AWS_CONFIG_FILE: '/c', AWS_PROFILE: 'prod' };
  expect(credentialsFor(undefined, environment)).toEqual({ AWS_EC2_METADATA_DISABLED: 'true' });
  expect(credentialsFor('dev', environment)).toEqual({
    ...{ AWS_PROFILE: 'dev', AWS_SDK_LOAD_CONFIG: '1', AWS_CONFIG_FILE: '/c' },
  });
});

test('profiles of the AWS CLI', () => {
  const config = '[default]\nregion=x\n[profile dev]\n[ profile "two words" ]\n[sso-session s]\n#[profile no]\n';
  expect(profilesIn(config, '[old]\nkey=[x]\n')).toEqual(['default', 'dev', 'old', 'two words']);
});
