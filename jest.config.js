const os = require('os');

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // Real commands take as long as a busy machine lets them.
  testTimeout: 120_000,
  // All cores work: tests are most of what this machine does.
  maxWorkers: Math.max(os.availableParallelism() - 1, 2),
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/scripts/jest-tmp.js',
  // They need the packages, a browser, an AWS emulator, or tools for GitHub Actions: `npm run test:bindings`, `test:page`, `test:emulator`
  // and `test:github` run them.
  testPathIgnorePatterns: ['bindings', 'page', 'emulator', 'github-actions'].map((name) => `<rootDir>/test/${name}/`),
  reporters: ['default', '<rootDir>/scripts/jest-counts.js'],
  // A compiled lib/*.js beside its source must never shadow it in a test.
  moduleFileExtensions: ['ts', 'js', 'json'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
};
