module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // They need the packages: `npm run test:bindings` runs them.
  testPathIgnorePatterns: ['<rootDir>/test/bindings/'],
  reporters: ['default', '<rootDir>/scripts/jest-counts.js'],
  // A compiled lib/*.js beside its source must never shadow it in a test.
  moduleFileExtensions: ['ts', 'js', 'json'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
};
