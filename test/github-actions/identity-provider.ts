import * as fs from 'fs';
import * as path from 'path';
import type { Emulator, Environment } from '../emulator/emulator';

const TYPE = 'AWS::IAM::OIDCProvider';

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Url: string; readonly ClientIdList: string[] };
}

/**
 * CloudFormation of the emulator does not know the identity provider that a role of GitHub Actions trusts, though its IAM does. So the provider
 * is made by a call, and its ARN takes the place of the resource in the template; all else of the stack is deployed as it is.
 */
export async function makeIdentityProvider(
  emulator: Emulator,
  at: Environment,
  assembly: string,
  stack: string,
): Promise<void> {
  const file = path.join(assembly, `${stack}.template.json`);
  const template = JSON.parse(fs.readFileSync(file, 'utf-8')) as { Resources: Record<string, Resource> };
  const found = Object.entries(template.Resources).filter(([, { Type }]) => Type === TYPE);
  if (found.length !== 1) throw new Error(`${stack} has ${found.length} resources of type ${TYPE}.`);
  const [[id, { Properties }]] = found;
  const input = { Url: Properties.Url, ClientIDList: Properties.ClientIdList };
  const call = { ...at, service: 'iam', operation: 'create_open_id_connect_provider', input };
  const { OpenIDConnectProviderArn } = await emulator.call(call);
  delete template.Resources[id];
  const text = JSON.stringify(template, (_key, value: unknown) =>
    isReference(value, id) ? OpenIDConnectProviderArn : value,
  );
  // The same key by the name that the emulator knows.
  fs.writeFileSync(file, text.replaceAll('iam:ResourceTag/', 'aws:ResourceTag/'));
}

function isReference(value: unknown, id: string): boolean {
  const text = JSON.stringify(value);
  return text === JSON.stringify({ Ref: id }) || text === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
}
