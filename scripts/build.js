// `npm run build`: compile the library with jsii; a warning of jsii is an error.
const { build } = require('./lib');

build().then(({ ok, output }) => {
  if (output.trim()) console.error(output.trimEnd());
  process.exitCode = ok ? 0 : 1;
});
