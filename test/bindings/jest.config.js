// Tests of the packages in dist/, which `npm run test:bindings` has made; `npm test` leaves them out.
module.exports = {
  ...require('../../jest.config'),
  rootDir: '../..',
  roots: ['<rootDir>/test/bindings'],
  testPathIgnorePatterns: [],
};
