import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { demand, type Inputs, isList } from '../../../private/inputs';
import { isGiven } from './inputs';

/** Which roles of bootstrap stacks may be assumed, and where. */
export interface BootstrapAccess {
  /** Those given; the account of the role if there are none. */
  readonly accounts: readonly string[];
  /** Values of the tag by which `cdk bootstrap` says what a role is for. */
  readonly kinds: readonly string[];
  readonly qualifier?: string;
}

interface GivenAccess {
  readonly accounts?: readonly string[];
  readonly bootstrapRoles?: readonly string[];
  readonly bootstrapQualifier?: string;
}

const KINDS = ['deploy', 'lookup', 'file-publishing', 'image-publishing'];

export function demandAccess(inputs: Inputs, given: GivenAccess): BootstrapAccess {
  const { accounts, bootstrapRoles, bootstrapQualifier: qualifier } = given;
  const isAccount = (x: unknown) => typeof x === 'string' && (/^\d{12}$/.test(x) || Token.isUnresolved(x));
  const isQualifier = typeof qualifier === 'string' && /^[A-Za-z0-9]{1,10}$/.test(qualifier);
  if (isGiven(qualifier)) {
    const fix = 'write the one that `cdk bootstrap --qualifier` was given';
    demand(inputs, isQualifier, 'bootstrapQualifier', qualifier, '1 to 10 letters and digits', fix);
  }
  return {
    accounts:
      items(inputs, 'accounts', accounts, isAccount, ['an account of 12 digits', "write ['111111111111']"]) ?? [],
    kinds:
      items(inputs, 'bootstrapRoles', bootstrapRoles, isKind, ['a BootstrapRole', 'take values of BootstrapRole']) ??
      KINDS,
    ...(isGiven(qualifier) && { qualifier }),
  };
}

function isKind(x: unknown): boolean {
  return KINDS.includes(x as string);
}

function items(
  inputs: Inputs,
  property: string,
  value: readonly string[] | undefined | null,
  isRight: (x: unknown) => boolean,
  [expected, fix]: readonly [string, string],
): string[] | undefined {
  if (!isGiven(value)) return undefined;
  const given: string[] = isList(value) ? [...value] : [];
  demand(inputs, given.length > 0, property, value, 'a list that is not empty', `${fix}, or leave it out`);
  given.forEach((item, i) => demand(inputs, isRight(item), `${property}[${i}]`, item, expected, fix));
  return [...new Set(given)];
}

/** Roles are recognized by their tag: names of bootstrap roles can be chosen. */
export function addBootstrapAccess(role: iam.Role, { accounts, kinds, qualifier }: BootstrapAccess): void {
  const { account, partition } = Stack.of(role);
  const name = qualifier === undefined ? '*' : `cdk-${qualifier}-*`;
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['sts:AssumeRole'],
      resources: (accounts.length > 0 ? accounts : [account]).map((a) => `arn:${partition}:iam::${a}:role/${name}`),
      conditions: { StringEquals: { 'iam:ResourceTag/aws-cdk:bootstrap-role': kinds } },
    }),
  );
}
