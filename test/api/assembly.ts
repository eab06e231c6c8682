import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';

// The parts of a jsii assembly that the comparison looks at.

export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly returns?: string;
}

export interface TypeReference {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly collection?: { readonly kind: string; readonly elementtype: TypeReference };
  readonly union?: { readonly types: TypeReference[] };
  readonly intersection?: { readonly types: TypeReference[] };
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly docs?: Docs;
}

export interface Callable {
  readonly parameters?: Parameter[];
  readonly protected?: boolean;
  readonly variadic?: boolean;
  readonly docs?: Docs;
}

export interface Method extends Callable {
  readonly name: string;
  readonly abstract?: boolean;
  readonly static?: boolean;
  readonly async?: boolean;
  readonly returns?: { readonly type: TypeReference; readonly optional?: boolean };
}

export interface Property {
  readonly name: string;
  readonly type: TypeReference;
  readonly abstract?: boolean;
  readonly const?: boolean;
  readonly immutable?: boolean;
  readonly optional?: boolean;
  readonly protected?: boolean;
  readonly static?: boolean;
  readonly docs?: Docs;
}

export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly abstract?: boolean;
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly initializer?: Callable;
  readonly methods?: Method[];
  readonly properties?: Property[];
  readonly members?: { readonly name: string; readonly docs?: Docs }[];
  readonly docs?: Docs;
}

/** The types of one namespace, by their names in it. */
export type Api = ReadonlyMap<string, Type>;

const INCUMBENT = 'aws-cdk-lib.pipelines.';
const OURS = 'cdk-pipelines.';

/** The API that we take the place of, as in the installed aws-cdk-lib. */
export function incumbentApi(): Api {
  return readApi(path.dirname(require.resolve('aws-cdk-lib/package.json')), INCUMBENT);
}

/** A namespace of the installed aws-cdk-lib: `aws_codebuild`. Its types have their full names. */
export function cdkApi(namespace: string): Api {
  return readApi(path.dirname(require.resolve('aws-cdk-lib/package.json')), `aws-cdk-lib.${namespace}.`);
}

/** Our API, as in the last build. */
export function ourApi(): Api {
  const root = path.resolve(__dirname, '../..');
  if (!fs.existsSync(path.join(root, '.jsii'))) {
    throw new Error('There is no .jsii file, from which our API is read: run `npm run build` first.');
  }
  return readApi(root, OURS);
}

/** Name of a type, with the place it lives in if that is neither of the two namespaces. */
export function shortName(fqn: string): string {
  const home = [INCUMBENT, OURS].find((prefix) => fqn.startsWith(prefix));
  return home === undefined ? fqn : fqn.slice(home.length);
}

function readApi(directory: string, prefix: string): Api {
  let assembly = JSON.parse(fs.readFileSync(path.join(directory, '.jsii'), 'utf8'));
  if (assembly.schema === 'jsii/file-redirect') {
    assembly = JSON.parse(gunzipSync(fs.readFileSync(path.join(directory, assembly.filename))).toString('utf8'));
  }
  const types = Object.values(assembly.types as Record<string, Type>).filter((type) => type.fqn.startsWith(prefix));
  return new Map(types.map((type) => [shortName(type.fqn), type]));
}
