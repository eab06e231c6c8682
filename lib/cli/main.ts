#!/usr/bin/env node
import { run } from './command';
import { terminal } from '../private/terminal';

// A reader such as `head` may close the pipe before all is written, and a terminal may be closed: that is no failure. A run
// that goes on listens, and ends what it has started.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') {
      throw error;
    }
    if (!process.emit('SIGPIPE', 'SIGPIPE')) {
      process.exit();
    }
  });
}

void Promise.resolve(run(process.argv.slice(2), terminal(process))).then((code) => (process.exitCode = code));
