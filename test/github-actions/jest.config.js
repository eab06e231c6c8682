// Tests that need tools for GitHub Actions: `npm run test:github` fetches them, and runs the tests.
const base = require('../../jest.config');

module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/github-actions'],
  testPathIgnorePatterns: [],
  maxWorkers: 2,
};
