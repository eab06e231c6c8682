import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { GitRepository } from './git';
import { run } from '../emulator/processes';

const ROOT = path.resolve(__dirname, '../..');
const INTEG = path.join(ROOT, 'integ');

/** What the application finds in its `node_modules`, in place of what `npm ci` would fetch. */
const PACKAGES = ['aws-cdk', 'aws-cdk-lib', 'constructs'];

const PACKAGE = {
  name: 'shop',
  version: '1.0.0',
  private: true,
  scripts: {
    // In place of a compiler: nothing is fetched, and the application is compiled already.
    build: 'ln -s "$SHOP_MODULES" node_modules',
    release: './make-release.sh',
  },
};

const { name, version } = PACKAGE;
const LOCK = { name, version, lockfileVersion: 3, requires: true, packages: { '': { name, version } } };

/** Makes what only a good hand-over keeps: a program, a link to it, a hidden file, and text of several lines. */
const MAKE_RELEASE = `#!/bin/sh
set -e
mkdir -p release/bin
printf '#!/bin/sh\\necho "asking $1"\\n' > release/bin/ask
chmod 750 release/bin/ask
ln -s bin/ask release/ask
echo hidden > release/.release
printf 'First line\\n"Second" line, $HOME and \`date\`\\n\\nLast line' > release/NOTES.md
`;

const SMOKE_TEST = `#!/bin/sh
set -e
echo "report: $("./$1/ask" "$REPORT")"
echo "modes: $(stat -c '%a' "$1/bin/ask"), link to $(readlink "$1/ask"), $(cat "$1/.release")"
printf '%s' "$NOTES" | cmp - "$1/NOTES.md"
echo "notes: the same"
`;

const PROGRAMS = ['make-release.sh', 'smoke-test.sh', 'demo/report/tool'];

/** The application of `integ/integ.github.ts` in a repository, as its users have it. */
export class Shop {
  static async create(): Promise<Shop> {
    const modules = makeModules(fs.mkdtempSync(path.join(os.tmpdir(), 'modules-')));
    const shop = new Shop(await GitRepository.create(FILES), modules);
    for (const script of PROGRAMS) fs.chmodSync(shop.pathOf(script), 0o755);
    await shop.write({});
    return shop;
  }

  readonly workflowFile = '.github/workflows/deploy.yml';

  private constructor(
    private readonly repository: GitRepository,
    /** The directory that stands for its `node_modules`. */
    readonly modules: string,
  ) {}

  get directory(): string {
    return this.repository.directory;
  }

  /** Where the last synthesis of this machine is. */
  get assembly(): string {
    return this.pathOf('cdk.out');
  }

  get workflow(): string {
    return fs.readFileSync(this.pathOf(this.workflowFile), 'utf-8');
  }

  /** Write files, and commit them. */
  async write(files: Record<string, string>): Promise<void> {
    await this.repository.write(files);
  }

  /** Replace a text of a file, and commit that. */
  async edit(file: string, from: string, to: string): Promise<void> {
    const before = fs.readFileSync(this.pathOf(file), 'utf-8');
    if (!before.includes(from)) throw new Error(`${file} has no '${from}'.`);
    await this.write({ [file]: before.replaceAll(from, to) });
  }

  /** `npx cdk synth` and `git commit`, as people do on their machines: it writes the workflow file. */
  async synthesize(): Promise<void> {
    const link = this.pathOf('node_modules');
    fs.symlinkSync(this.modules, link, 'dir');
    const args = [path.join(this.modules, '.bin/cdk'), 'synth', '--quiet', '--no-notices'];
    const env = { CI: '', GITHUB_ACTIONS: '' };
    const { code, output } = await run(process.execPath, args, { cwd: this.directory, env });
    fs.rmSync(link);
    if (code !== 0) throw new Error(output);
    await this.write({});
  }

  private pathOf(file: string): string {
    return path.join(this.directory, file);
  }
}

const FILES = {
  'package.json': JSON.stringify(PACKAGE),
  'package-lock.json': JSON.stringify(LOCK),
  '.gitignore': 'node_modules\ncdk.out\nrelease\n',
  'cdk.json': JSON.stringify({ ...JSON.parse(read('cdk.json')), app: 'node integ.github.js' }),
  'make-release.sh': MAKE_RELEASE,
  'smoke-test.sh': SMOKE_TEST,
  // The function of the example, which answers; and a program beside it.
  'demo/report/tool': '#!/bin/sh\n',
  'demo/report/index.js': fs.readFileSync(path.join(ROOT, 'test/emulator/shop/report/index.js'), 'utf-8'),
  'integ.github.js': read('integ.github.js'),
  'environments.js': read('environments.js'),
};

function read(file: string): string {
  return fs.readFileSync(path.join(INTEG, file), 'utf-8');
}

/** Links, so that nothing is copied or fetched. */
function makeModules(directory: string): string {
  fs.mkdirSync(path.join(directory, '.bin'));
  fs.symlinkSync(ROOT, path.join(directory, 'cdk-pipelines'), 'dir');
  for (const one of PACKAGES) fs.symlinkSync(path.join(ROOT, 'node_modules', one), path.join(directory, one), 'dir');
  fs.symlinkSync(path.join(ROOT, 'node_modules/.bin/cdk'), path.join(directory, '.bin/cdk'));
  return directory;
}
