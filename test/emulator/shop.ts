import { HOME } from './code-pipeline';
import type { Emulator, Environment } from './emulator';
import { bootstrap } from './repository';

/** Where the stages of the shop are. */
export const BETA: Environment = { account: '222222222222', region: 'eu-west-1' };
export const PROD: Environment = { account: '333333333333', region: 'us-east-1' };

/** Who has nothing to do with the shop. */
export const STRANGER: Environment = { account: '444444444444', region: 'us-east-1' };

/** All that one does before the first deployment; the pipeline has a bucket in the region of Beta. */
export async function bootstrapAll(emulator: Emulator): Promise<void> {
  await bootstrap(emulator, HOME);
  await bootstrap(emulator, { account: HOME.account, region: BETA.region });
  await bootstrap(emulator, BETA, HOME.account);
  await bootstrap(emulator, PROD, HOME.account);
}

/** An edit of `app.js`: a parameter for each Stage, whose name somebody may have used already. */
export const ADD_PARAMETER: [file: string, from: string, to: string] = [
  'app.js',
  '    this.report = new CfnOutput',
  "    new StringParameter(this, 'Currency', { parameterName: '/shop/currency', stringValue: 'EUR' });\n    this.report = new CfnOutput",
];

/** Somebody makes this parameter by hand. */
export async function makeParameter(emulator: Emulator, at: Environment): Promise<void> {
  const input = { Name: '/shop/currency', Type: 'String', Value: 'USD' };
  await emulator.call({ ...at, service: 'ssm', operation: 'put_parameter', input });
}

export async function deleteParameter(emulator: Emulator, at: Environment): Promise<void> {
  await emulator.call({ ...at, service: 'ssm', operation: 'delete_parameter', input: { Name: '/shop/currency' } });
}
