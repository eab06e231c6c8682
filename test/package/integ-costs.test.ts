import * as fs from 'fs';
import * as path from 'path';

// The table of costs in integ/README.md, counted in the snapshots.

const INTEG = path.resolve(__dirname, '../../integ');
// A workflow of GitHub Actions has no stack of its own that would cost anything.
const SNAPSHOTS = fs.readdirSync(INTEG).filter((name) => name.endsWith('.snapshot') && !/^integ\.github\./.test(name));

interface Resource {
  readonly Type: string;
  readonly Properties: any;
}

/** Resources of the stacks that the pipeline is deployed as; those of its Stages are in folders. */
function resourcesOf(snapshot: string): Resource[] {
  const folder = path.join(INTEG, snapshot);
  const templates = fs.readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  return templates.flatMap((name) =>
    Object.values<Resource>(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')).Resources),
  );
}

function rowOf(snapshot: string): string {
  const resources = resourcesOf(snapshot);
  const count = (type: string) => resources.filter((r) => r.Type === type).length;
  const pipeline = resources.find((r) => r.Type === 'AWS::CodePipeline::Pipeline')!.Properties;
  const actions: any[] = pipeline.Stages.flatMap((stage: any) => stage.Actions);
  const builds = actions.filter((a) => a.ActionTypeId.Provider === 'CodeBuild').length;
  const cells = [pipeline.PipelineType, actions.length, builds, count('AWS::KMS::Key'), count('AWS::S3::Bucket')];
  return `| \`${snapshot.replace('.snapshot', '')}\` | ${cells.join(' | ')} |`;
}

test.each(SNAPSHOTS)('%s', (snapshot) => {
  expect(fs.readFileSync(path.join(INTEG, 'README.md'), 'utf8')).toContain(rowOf(snapshot));
});
