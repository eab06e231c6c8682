import { workflowHead } from '../../../lib/document/workflow/workflow-file';

// Workflows of the shape that the engine makes, short enough to read.

const SHA = 'f548e57c3f0d7d4f5b2d0a1b2c3d4e5f60718293';

/** Build, a gate, and two stacks behind it. */
export const SHOP = `${workflowHead('Delivery/Pipeline').join('\n')}
name: deploy
on:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: deploy
jobs:
  preflight:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - run: check environments
  Build-Synth:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${SHA} # v7.0.1
        with:
          persist-credentials: false
      - name: Synth
        shell: bash
        run: npx cdk synth
  Prod-Review:
    needs: preflight
    environment:
      name: deploy-review
    runs-on: ubuntu-latest
    permissions: {}
    steps:
      - run: echo Look at it
  Prod-Data:
    needs: [Build-Synth, Prod-Review]
    environment:
      name: Prod
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    timeout-minutes: 60
    steps:
      - uses: aws-actions/configure-aws-credentials@${SHA.replace('f', 'b')} # v6.2.3
        with:
          role-to-assume: arn:aws:iam::111111111111:role/deploy
          allowed-account-ids: '111111111111'
          aws-region: eu-west-1
      - run: cdk deploy Prod/Data
  Prod-Web:
    needs: Prod-Data
    environment:
      name: Prod
    runs-on: ubuntu-latest
    permissions:
      id-token: write
    steps:
      - uses: actions/download-artifact@${SHA.replace('f', 'd')} # v8
      - run: cdk deploy Prod/Web
`;

/** A text with parts in place of others, all of which must be there. */
export function replaced(text: string, ...parts: readonly (readonly [string | RegExp, string])[]): string {
  return parts.reduce((now, [what, by]) => {
    const next = now.replace(what, by);
    if (next === now) {
      throw new Error(`there is nothing like ${what} in the workflow`);
    }
    return next;
  }, text);
}

/** A job with all that is in it. */
export function jobPattern(id: string): RegExp {
  return new RegExp(`^  ${id}:\\n(    .*\\n)*`, 'm');
}
