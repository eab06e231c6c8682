export * from './aws-credentials';
export * from './docker-credential';
export * from './environment';
export * from './expression';
export * from './github-action-role';
export * from './permissions';
export * from './runner';
