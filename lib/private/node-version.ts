import { fail } from './errors';

/** `engines` of package.json. Older ones start, and fail minutes later somewhere inside the CDK. */
const OLDEST = 20;

/** Refuse a Node.js that is too old, before anything else is loaded. */
export function checkNode(version: string = process.versions.node): void {
  if (parseInt(version, 10) < OLDEST) {
    fail({
      where: 'cdk-pipelines',
      given: `Node.js ${version}`,
      expected: `Node.js ${OLDEST} or later; 22 and 24 are supported`,
      fix: 'install a newer Node.js (https://nodejs.org), also where the pipeline synthesizes (runtime-versions in a partialBuildSpec)',
    });
  }
}
