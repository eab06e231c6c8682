const path = require('path');
const { inputs } = require(path.join(process.env.STAND_INS, 'toolkit.js'));

const { 'node-version': version } = inputs({
  'node-version': undefined,
  'node-version-file': undefined,
  cache: undefined,
  'package-manager-cache': 'true',
  'check-latest': 'false',
});
console.log(`Node.js ${version}: ${process.version} it is`);
