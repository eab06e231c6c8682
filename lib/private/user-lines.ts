import * as path from 'path';
import { fileURLToPath } from 'url';

/** `at new Shop (/home/me/shop/app.js:12:5)`, or without the parentheses. What Node itself runs has no such path. */
const FRAME = /^(?:at )?(?:.*? \(|async )?((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/]).*?):(\d+)(?::\d+)?\)?$/;

/** Deeper than Node looks by itself: there may be classes of the user between us and the line that is meant. */
const DEPTH = 16;

/** Folder of this library. Bundled into one file with an application, the two look the same, and no line is given. */
const OURS = path.resolve(__dirname, '..') + path.sep;

/** The construct library calls back while it synthesizes: who called that has not made the mistake there. */
const CDK = /[\\/]node_modules[\\/](?:aws-cdk-lib|constructs)[\\/]/;

/** Where objects were declared. Node writes a stack out when it is read, so this costs little until an error asks. */
const declarations = new WeakMap<object, { readonly stack?: string }>();

/** To be called in the constructor of what users declare. */
export function noteDeclaration(x: object): void {
  if (!isForeign()) {
    declarations.set(x, capture());
  }
}

/** Line of the user that declared this, as `lib/app.ts:12`. */
export function declarationOf(x: object): string | undefined {
  return userLine(declarations.get(x));
}

/** Line of the user that calls us now; none while CDK synthesizes. */
export function callingLine(): string | undefined {
  return isForeign() ? undefined : userLine(capture());
}

/**
 * The first frame outside packages, as `file:line` with the path below `cwd`. What lies elsewhere has no name that
 * another machine would know it by.
 */
export function firstOwnFrame(frames: readonly string[], cwd: string): string | undefined {
  const relative = firstFrame(frames, cwd, () => false);
  return relative?.startsWith('..') ? undefined : relative;
}

/** For other languages there are frames of the jsii runtime only. */
function isForeign(): boolean {
  return Boolean(process.env.JSII_AGENT);
}

function capture(): { readonly stack?: string } {
  const holder: { stack?: string } = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEPTH;
  Error.captureStackTrace(holder, capture);
  Error.stackTraceLimit = stackTraceLimit;
  return holder;
}

/** `stack` may be anything where somebody else writes stacks out. */
function userLine(holder: { readonly stack?: unknown } | undefined): string | undefined {
  const stack = holder?.stack;
  return typeof stack === 'string' ? firstFrame(stack.split('\n'), process.cwd(), (file) => CDK.test(file)) : undefined;
}

function firstFrame(frames: readonly string[], cwd: string, ends: (file: string) => boolean): string | undefined {
  for (const frame of frames) {
    const [, location, line] = FRAME.exec(frame.trim()) ?? [];
    const file = location?.startsWith('file:') ? fileURLToPath(location) : location;
    if (file && ends(file)) {
      return undefined;
    }
    if (file && !/[\\/]node_modules[\\/]/.test(file) && !file.startsWith(OURS)) {
      const relative = path.relative(cwd, file);
      return path.isAbsolute(relative) ? undefined : `${relative.split(path.sep).join('/')}:${line}`;
    }
  }
  return undefined;
}
