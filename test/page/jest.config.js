// Tests that need a browser: `npm run test:page` runs them.
const base = require('../../jest.config');

module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/page'],
  testPathIgnorePatterns: [],
  maxWorkers: 1,
};
