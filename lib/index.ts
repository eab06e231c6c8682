export * from './blueprint';
export * from './engines/codepipeline';
