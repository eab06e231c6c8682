export * from './pipeline-plan';
