import { checkNode } from './private/node-version';

// Before all that an old Node.js may fail on.
checkNode();

export * from './blueprint';
export * from './engines/codepipeline';
export * as github from './engines/github';
export * from './testing';
