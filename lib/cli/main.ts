#!/usr/bin/env node
import { run } from './command';
import { terminal } from '../private/terminal';

// A reader such as `head` may close the pipe before all is written: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') {
    process.exit();
  }
  throw error;
});

void Promise.resolve(run(process.argv.slice(2), terminal(process))).then((code) => (process.exitCode = code));
