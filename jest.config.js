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
  // They need the packages, a browser, or an AWS emulator: `npm run test:bindings`, `test:page` and `test:emulator` run them.
  testPathIgnorePatterns: ['<rootDir>/test/bindings/', '<rootDir>/test/page/', '<rootDir>/test/emulator/'],
  reporters: ['default', '<rootDir>/scripts/jest-counts.js'],
  // A compiled lib/*.js beside its source must never shadow it in a test.
  moduleFileExtensions: ['ts', 'js', 'json'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
};
