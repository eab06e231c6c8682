import * as path from 'node:path';

jest.mock('cdk-pipelines', () => jest.requireActual('../../lib'), { virtual: true });

/** Synthesize an example application in this process: it would do that itself when its process ends. */
export function synthExample(name: string, outdir: string): void {
  const { CDK_OUTDIR } = process.env;
  process.env.CDK_OUTDIR = outdir;
  process.env.CDK_VALIDATION = 'false';
  const ends: (() => void)[] = [];
  const once = jest.spyOn(process, 'once').mockImplementation((event, listener) => {
    if (event === 'beforeExit') ends.push(listener as () => void);
    return process;
  });
  try {
    const file = path.resolve(__dirname, '../../integ', `${name}.ts`);
    jest.isolateModules(() => require(file));
    ends.forEach((end) => end());
  } finally {
    once.mockRestore();
    process.env.CDK_OUTDIR = CDK_OUTDIR;
    if (CDK_OUTDIR === undefined) delete process.env.CDK_OUTDIR;
  }
}
