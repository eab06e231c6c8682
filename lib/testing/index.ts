export * from './pipeline-plan';
export * from './rehearsal';
