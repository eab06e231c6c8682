// Tests that need an AWS emulator: `npm run test:emulator` fetches it, and runs them.
const base = require('../../jest.config');

module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/emulator'],
  testPathIgnorePatterns: [],
  maxWorkers: 2,
};
