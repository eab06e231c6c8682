export * from './blueprint';
export * from './engines/codepipeline';
export * from './testing';
