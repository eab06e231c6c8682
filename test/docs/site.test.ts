import * as fs from 'fs';
import * as path from 'path';
import { consoleBlock } from '../../docs/.vitepress/markdown/console';
import { anchorOf, linkOnSite } from '../../docs/.vitepress/markdown/links';
import { picturesOnSite } from '../../docs/.vitepress/markdown/pictures';
import { FILES, pageOf, ROOT } from '../../docs/.vitepress/pages';
import { homepage } from '../../package.json';
import { goOf, javaOf, pythonOf, qualified } from '../../scripts/translate-fixes';

// What the site of the guides adds to Markdown. `npm run lint` builds it, and `npm run test:page` looks at it in a browser.

const GUIDES = fs.readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));

test('the sidebar has each guide, once, and nothing that does not exist', () => {
  expect(FILES.filter((file) => file.startsWith('docs/')).sort()).toEqual(GUIDES.map((name) => `docs/${name}`).sort());
  expect(FILES.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  expect(new Set(FILES.map(pageOf)).size).toBe(FILES.length);
});

test('guides have one first heading, and links as files have them', () => {
  const wrong = FILES.filter((file) => {
    const text = fs.readFileSync(path.join(ROOT, file), 'utf8').replace(/^ *```.*?^ *```$/gms, '');
    const isGuide = file.startsWith('docs/');
    return text.match(/^# /gm)?.length !== 1 || (isGuide && text.includes(`](${homepage}/blob/main/`));
  });
  expect(wrong).toEqual([]);
});

describe('a link', () => {
  test.each([
    ['to a page', 'run.md', './run.md'],
    ['to a heading of it', 'run.md#simulate', './run.md#simulate'],
    ['to the map of the guides', 'README.md', './index.md'],
    ['to a page that is a file of the root', '../ORIGINAL_API.md#types', './original-api.md#types'],
    ['to a page, as npm needs it', `${homepage}/blob/main/docs/run.md#simulate`, './run.md#simulate'],
    ['to another file', '../ARCHITECTURE.md#layers', `${homepage}/blob/main/ARCHITECTURE.md#layers`],
    ['to a directory', '../schema', `${homepage}/blob/main/schema`],
    ['to a heading of the same page', '#simulate', '#simulate'],
    ['to elsewhere', 'https://docs.aws.amazon.com/cdk#x', 'https://docs.aws.amazon.com/cdk#x'],
  ])('%s', (_, link, onSite) => {
    expect(linkOnSite(link, 'docs/github.md')).toBe(onSite);
  });

  test('of a file of the root', () => {
    expect(linkOnSite('docs/run.md', 'CHANGELOG.md')).toBe('./run.md');
  });

  test('to a file that does not exist stops the build', () => {
    expect(() => linkOnSite('../nowhere.md', 'docs/run.md')).toThrow(
      'docs/run.md: the link ../nowhere.md leads nowhere',
    );
  });
});

test.each([
  ['In tests of your application', 'in-tests-of-your-application'],
  ["What can't run: `--simulate`", 'what-cant-run---simulate'],
])('the heading %s has the anchor that GitHub gives it', (heading, anchor) => {
  expect(anchorOf(heading)).toBe(anchor);
});

describe('pictures', () => {
  const dark = '<source media="(prefers-color-scheme: dark)" srcset="pictures/a-dark.svg">';

  test('of both colours become images, of which the style sheet shows one', () => {
    expect(picturesOnSite(`<picture>\n  ${dark}\n  <img src="pictures/a-light.svg" alt="A tree">\n</picture>\n`)).toBe(
      '<span class="picture">' +
        '<img class="light-only" loading="lazy" src="./pictures/a-light.svg" alt="A tree">' +
        '<img class="dark-only" loading="lazy" src="./pictures/a-dark.svg" alt="A tree"></span>\n',
    );
  });

  test('of another kind stop the build', () => {
    expect(() => picturesOnSite('<picture><img src="a.svg"></picture>')).toThrow('a picture must be one dark <source>');
  });

  test('from elsewhere stay as they are', () => {
    expect(picturesOnSite('<img src="https://example.com/a.svg">')).toBe('<img src="https://example.com/a.svg">');
  });
});

describe('a block of the console', () => {
  test('has its commands and what they print; only commands are copied', () => {
    expect(consoleBlock('$ npx cdk-pipelines diff \\\n  --stage A\na < b & c\n$ echo $?\n0\n')).toContain(
      '<code><span class="prompt vp-copy-ignore">$ </span>' +
        '<span class="command">npx cdk-pipelines diff \\\n  --stage A\n</span>' +
        '<span class="output vp-copy-ignore">a &lt; b &amp; c\n</span>' +
        '<span class="prompt vp-copy-ignore">$ </span><span class="command">echo $?\n</span>' +
        '<span class="output vp-copy-ignore">0</span></code>',
    );
  });
});

describe('in Go', () => {
  test('structs and elements of slices have their packages', () => {
    const go =
      '&CodePipelineProps{\n\tPost: []Step{},\n\tEnv: &BuildEnvironment{},\n\tOther: []*string{},\n\tOwn: &Own{},\n}';
    const types = [
      'cdk-pipelines.CodePipelineProps',
      'cdk-pipelines.Step',
      'aws-cdk-lib.aws_codebuild.BuildEnvironment',
    ];
    const names = { 'cdk-pipelines': 'pipelines', 'aws-cdk-lib/aws-codebuild': 'codebuild' };
    expect(qualified(go, types, names)).toBe(
      '&pipelines.CodePipelineProps{\n\tPost: []pipelines.Step{},\n\tEnv: &codebuild.BuildEnvironment{},\n' +
        '\tOther: []*string{},\n\tOwn: &Own{},\n}',
    );
  });

  test('imports name the modules of Go', () => {
    const code = "import * as s3 from 'aws-cdk-lib/aws-s3';\n\nnew s3.Bucket(stack, 'B', {});";
    const go = 'import "github.com/aws/aws-cdk-go/awscdk"\ns3.NewBucket(stack, jsii.String("B"), &BucketProps{})';
    expect(goOf(code, go, ['aws-cdk-lib.aws_s3.BucketProps'])).toBe(
      'import s3 "github.com/aws/aws-cdk-go/awscdk/v2/awss3"\n\ns3.NewBucket(stack, jsii.String("B"), &s3.BucketProps{})',
    );
  });

  test('a short property has the name of its variable', () => {
    expect(goOf('', '\tSynth: Synth,\n\tArn: jsii.String(Arn),\n\tKey: Key.Of()', [])).toBe(
      '\tSynth: synth,\n\tArn: jsii.String(arn),\n\tKey: Key.Of()',
    );
  });

  test('static methods are in upper case', () => {
    expect(goOf('', 'github.Secrets_secret(x), github.Creds_*FromRole(y), github.Creds_FromRole(z)', [])).toBe(
      'github.Secrets_Secret(x), github.Creds_FromRole(y), github.Creds_FromRole(z)',
    );
  });

  test('an example with names that are imported by themselves stays TypeScript', () => {
    expect(goOf("import { Bucket } from 'aws-cdk-lib/aws-s3';", '', [])).toBeUndefined();
  });
});

test('in Java, the Stage of the examples has the constructor that people write', () => {
  const env = '.env(Environment.builder().account("1").region("r").build())';
  expect(javaOf(`pipeline.addStage(ShopStage.Builder.create(app, "Beta")${env}.build());`)).toBe(
    `pipeline.addStage(new ShopStage(app, "Beta", StageProps.builder()${env}.build()));`,
  );
});

test('in Python, names inside a text with values are in snake case', () => {
  expect(pythonOf(`f"{check.exportedVariable('RISK')} of my-org/myApp {source.sourceAttribute('CommitId')}"`)).toBe(
    `f"{check.exported_variable('RISK')} of my-org/myApp {source.source_attribute('CommitId')}"`,
  );
  expect(pythonOf('"{check.exportedVariable()}"')).toBe('"{check.exportedVariable()}"');
});
