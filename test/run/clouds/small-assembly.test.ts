import type { AssembledStack, AssetManifest } from '../../../lib/run/clouds/assembly';
import { type Moves } from '../../../lib/run/clouds/rewrite';
import { accountsUsed, assemblyOfAssets, assemblyOfStacks, placesOf } from '../../../lib/run/clouds/small-assembly';

const [TEMPLATE, NESTED, CODE, IMAGE] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64));
const FROM = { account: '333333333333', region: 'us-east-1' };

function destination(key: string) {
  const role = 'arn:${AWS::Partition}:iam::333333333333:role/cdk-x-file-publishing-role-333333333333-us-east-1';
  return {
    here: { bucketName: 'assets-333333333333-us-east-1', objectKey: key, region: 'us-east-1', assumeRoleArn: role },
  };
}

const ASSETS: AssetManifest = {
  version: '54.0.0',
  directory: '/app/cdk.out/assembly-Prod',
  files: {
    [TEMPLATE]: {
      source: { path: 'Data.template.json', packaging: 'file' },
      destinations: destination(`${TEMPLATE}.json`),
    },
    [NESTED]: {
      source: { path: 'Nested.nested.template.json', packaging: 'file' },
      destinations: destination(`${NESTED}.json`),
    },
    [CODE]: { source: { path: '../asset.c', packaging: 'zip' }, destinations: destination(`${CODE}.zip`) },
  },
  dockerImages: {
    [IMAGE]: {
      source: { directory: '../asset.d' },
      destinations: { here: { repositoryName: 'images', imageTag: IMAGE } },
    },
  },
};

/** Its properties are more than we read. */
const STACK: AssembledStack & { readonly properties: object } = {
  path: 'Pipe/Prod/Data',
  id: 'PipeProdData1234',
  version: '54.0.0',
  directory: '/app/cdk.out/assembly-Prod',
  environment: FROM,
  properties: Object.assign(
    {},
    {
      templateFile: 'Data.template.json',
      stackName: 'Prod-Data',
      tags: { shop: 'Prod' },
      terminationProtection: true,
      stackTemplateAssetObjectUrl: `s3://assets-333333333333-us-east-1/${TEMPLATE}.json`,
      assumeRoleArn: 'arn:${AWS::Partition}:iam::333333333333:role/cdk-x-deploy-role-333333333333-us-east-1',
    },
  ),
  assets: [ASSETS],
};

const FILES: Record<string, string> = {
  '/app/cdk.out/assembly-Prod/Data.template.json': `{"Url":"https://s3.us-east-1.amazonaws.com/assets-333333333333-us-east-1/${NESTED}.json"}`,
  '/app/cdk.out/assembly-Prod/Nested.nested.template.json': '{"Owner":"333333333333"}',
};

const STAYS: Moves = { from: FROM, to: FROM, others: new Map() };
const MOVES: Moves = { from: FROM, to: { account: '999999999999', region: 'eu-west-1' }, others: new Map() };

const read = (file: string) => FILES[file];

function parsed(files: ReadonlyMap<string, string>) {
  return Object.fromEntries([...files].map(([name, text]) => [name, JSON.parse(text)]));
}

test('a stack is deployed with its tags and roles; of its assets only the template is published', () => {
  const { 'manifest.json': manifest, ...files } = parsed(assemblyOfStacks([{ stack: STACK, moves: STAYS }], read));

  expect(manifest.artifacts.PipeProdData1234).toEqual({
    type: 'aws:cloudformation:stack',
    environment: 'aws://333333333333/us-east-1',
    displayName: 'Pipe/Prod/Data',
    dependencies: ['PipeProdData1234.assets'],
    properties: {
      ...STACK.properties,
      templateFile: 'PipeProdData1234.template.json',
      // The CLI turns off what the assembly does not say.
      terminationProtection: true,
      additionalDependencies: ['PipeProdData1234.assets'],
    },
  });
  expect(files['PipeProdData1234.template.json']).toEqual(
    JSON.parse(read('/app/cdk.out/assembly-Prod/Data.template.json')),
  );
  expect(files['PipeProdData1234.assets.json'].files).toEqual({
    [TEMPLATE]: { ...ASSETS.files[TEMPLATE], source: { path: 'PipeProdData1234.template.json', packaging: 'file' } },
  });
});

test('a stack that is mapped is about the other environment, everywhere; its templates have other names', () => {
  const files = assemblyOfStacks([{ stack: STACK, moves: MOVES }], read);
  const text = [...files.values()].join('\n');

  expect(text).not.toMatch(/333333333333|us-east-1/);
  expect(text).not.toContain(TEMPLATE);
  expect(text).not.toContain(NESTED);
  const { 'manifest.json': manifest, 'PipeProdData1234.assets.json': assets } = parsed(files);
  const { environment, properties } = manifest.artifacts.PipeProdData1234;
  expect(environment).toBe('aws://999999999999/eu-west-1');
  expect(properties.assumeRoleArn).toBe(
    'arn:${AWS::Partition}:iam::999999999999:role/cdk-x-deploy-role-999999999999-eu-west-1',
  );
  const [[id, { destinations }]] = Object.entries<typeof ASSETS.files.x>(assets.files);
  expect(properties.stackTemplateAssetObjectUrl).toBe(`s3://assets-999999999999-eu-west-1/${id}.json`);
  expect(destinations.here).toMatchObject({ objectKey: `${id}.json`, region: 'eu-west-1' });
});

const PUBLISHED = [TEMPLATE, NESTED, CODE, IMAGE].map((id) => {
  return { id, name: id, image: id === IMAGE, destinations: ['here'] };
});

test('assets are published from where they are', () => {
  const places = placesOf(PUBLISHED.slice(2), [{ stack: STACK, moves: STAYS }]);
  const { 'manifest.json': manifest, ...files } = parsed(assemblyOfAssets(places, read));

  expect(manifest.artifacts.publish.dependencies).toEqual(['1.assets', '2.assets']);
  expect(files['1.assets.json'].files[CODE]).toEqual({
    source: { path: '/app/cdk.out/asset.c', packaging: 'zip' },
    destinations: ASSETS.files[CODE].destinations,
  });
  expect(files['2.assets.json'].dockerImages[IMAGE].source).toEqual({ directory: '/app/cdk.out/asset.d' });
});

test('the template of a nested stack is mapped with its stack, under the name that the stack gives it', () => {
  const moved = { stack: STACK, moves: MOVES };
  const published = parsed(assemblyOfAssets(placesOf(PUBLISHED.slice(1, 2), [moved]), read));
  const { Url } = parsed(assemblyOfStacks([moved], read))['PipeProdData1234.template.json'];

  expect(published['1.template.json']).toEqual({ Owner: '999999999999' });
  const [{ source, destinations }] = Object.values<typeof ASSETS.files.x>(published['1.assets.json'].files);
  expect(source).toEqual({ path: '1.template.json', packaging: 'file' });
  const { bucketName, objectKey } = destinations.here as { bucketName: string; objectKey: string };
  expect(Url).toBe(`https://s3.eu-west-1.amazonaws.com/${bucketName}/${objectKey}`);
});

test('what several stacks of one environment have is published once; other destinations are left out', () => {
  const twin = { ...STACK, path: 'Pipe/Prod/Twin' };
  const moved = [STACK, twin].map((stack) => ({ stack, moves: STAYS }));
  expect(placesOf(PUBLISHED.slice(2), moved).map(({ id, stack }) => `${id[0]} ${stack.path}`)).toEqual([
    'c Pipe/Prod/Data',
    'd Pipe/Prod/Data',
  ]);
  expect(placesOf([{ ...PUBLISHED[2], destinations: ['there'] }], moved)).toEqual([]);
});

test('placeholders of a stack without an environment are filled in where that is mapped', () => {
  const agnostic = {
    ...STACK,
    environment: {},
    properties: { ...STACK.properties, assumeRoleArn: 'role-${AWS::AccountId}-${AWS::Region}' },
  };
  const moves = { ...MOVES, from: {} };
  const { 'manifest.json': manifest } = parsed(assemblyOfStacks([{ stack: agnostic, moves }], read));
  expect(manifest.artifacts.PipeProdData1234.properties.assumeRoleArn).toBe('role-999999999999-eu-west-1');
});

test('whose roles would be used', () => {
  const elsewhere = {
    ...STACK,
    properties: { ...STACK.properties, assumeRoleArn: 'arn:aws:iam::555555555555:role/Deployer' },
  };
  const used = (stack: AssembledStack, moves: Moves) =>
    [...accountsUsed(assemblyOfStacks([{ stack, moves }], read))].sort();
  expect(used(STACK, MOVES)).toEqual(['999999999999']);
  expect(used(elsewhere, MOVES)).toEqual(['555555555555', '999999999999']);
});
