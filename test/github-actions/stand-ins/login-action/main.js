const fs = require('fs');
const path = require('path');
const { fail, inputs } = require(path.join(process.env.STAND_INS, 'toolkit.js'));

const given = inputs({
  registry: 'docker.io',
  username: undefined,
  password: undefined,
  ecr: 'auto',
  scope: undefined,
  logout: 'true',
  'registry-auth': undefined,
});
const isEcr = given.ecr === 'true' || (given.ecr === 'auto' && /\.dkr\.ecr\./.test(given.registry));
if (!isEcr && !(given.username && given.password)) fail('Username and password required');
fs.appendFileSync(process.env.STAND_IN_LOGINS, `${given.registry} ${given.username}\n`);
