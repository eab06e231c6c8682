import * as fs from 'node:fs';
import * as path from 'node:path';
import { listFiles } from './files';

/* Tools that builds call, as small scripts that write down what they are asked for. What users write runs for real. */

export interface Call {
  /** The build that it comes from. */
  readonly build: string;
  readonly tool: string;
  readonly cwd: string;
  readonly args: readonly string[];
  /** The cloud assembly that the CDK CLI is given by variable. */
  readonly app: string;
  /** What `probe` has seen. */
  readonly seen?: Seen;
}

export interface Seen {
  /** Only variables that are set. */
  readonly env: Readonly<Record<string, string>>;
  /** Directory to path to text. */
  readonly directories: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const TOOLS = ['npm', 'npx', 'cdk', 'cdk-assets', 'aws', 'docker', 'curl', 'probe'];

export class StandIns {
  public readonly bin: string;
  private readonly calls: string;

  /**
   * @param directory empty
   * @param assembly what `cdk synth` makes
   * @param broadened whether `cdk diff` finds broader permissions
   * @param build the variable that says which build it is
   */
  constructor(directory: string, assembly: string, broadened: boolean, build = 'CODEBUILD_BUILD_ID') {
    this.bin = path.join(directory, 'bin');
    this.calls = path.join(directory, 'calls');
    fs.mkdirSync(this.bin, { recursive: true });
    fs.writeFileSync(this.calls, '');
    const script = path.join(directory, 'tool');
    fs.writeFileSync(script, toolScript(directory, assembly, broadened, build), { mode: 0o755 });
    TOOLS.forEach((tool) => fs.symlinkSync(script, path.join(this.bin, tool)));
  }

  /** In the order in which they were made. */
  public callsOf(build?: string): Call[] {
    const fields = fs.readFileSync(this.calls, 'utf-8').split('\0');
    const found: Call[] = [];
    for (let i = 0; i + 5 < fields.length;) {
      const [id, tool, cwd, app, seen, count] = fields.slice(i, i + 6);
      const args = fields.slice(i + 6, i + 6 + Number(count));
      i += 6 + Number(count);
      if (build === undefined || id === build) {
        found.push({ build: id, tool, cwd, args, app, seen: seen === '' ? undefined : readSeen(seen) });
      }
    }
    return found;
  }
}

function toolScript(directory: string, assembly: string, broadened: boolean, build: string): string {
  return `#!/bin/sh
tool=\${0##*/}
seen=
if [ "$tool" = probe ]; then
  seen='${directory}/seen.'$$
  while ! mkdir "$seen" 2> /dev/null; do seen="$seen+"; done
fi
printf '%s\\0' "$${build}" "$tool" "$PWD" "$CDK_APP" "$seen" "$#" "$@" >> '${directory}/calls'
case "$tool" in
npx) exec "$@" ;;
cdk)
  case "$1 $3" in
  synth*) mkdir -p cdk.out && cp -R '${assembly}/.' cdk.out ;;
  'diff '*) exit ${broadened ? 1 : 0} ;;
  '-a deploy') [ -f "$2/manifest.json" ] ;;
  publish-assets*) [ -f "$CDK_APP/manifest.json" ] ;;
  esac ;;
cdk-assets) [ -f "$2" ] ;;
probe)
  shift
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    eval "if [ \\"\\\${$1+set}\\" ]; then printf '%s=%s\\\\0' '$1' \\"\\$$1\\" >> '$seen/env'; fi"
    shift
  done
  [ $# = 0 ] || shift
  i=0
  for directory; do
    i=$((i + 1))
    printf '%s\\0' "$directory" >> "$seen/directories"
    # Links that lead nowhere are no files.
    [ ! -d "$directory" ] || cp -RL "$directory" "$seen/$i" 2> /dev/null || true
  done ;;
esac
`;
}

function readSeen(directory: string): Seen {
  const read = (name: string) => {
    const file = path.join(directory, name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf-8').split('\0').slice(0, -1) : [];
  };
  const env = read('env').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  const directories = read('directories').map((name, i) => [name, contentsOf(path.join(directory, String(i + 1)))]);
  return { env: Object.fromEntries(env), directories: Object.fromEntries(directories) };
}

/** Path to text. */
export function contentsOf(directory: string): Record<string, string> {
  const files = fs.existsSync(directory) ? listFiles(directory) : [];
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(directory, file), 'utf-8')]));
}
