/** Tests run as native ES modules: middy 7 is ES-module only. */
export default {
  testEnvironment: 'node',
  // Only for a test that hangs: nothing here is judged by its speed.
  testTimeout: 120_000,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.local', '<rootDir>/cdk.out', '<rootDir>/dist'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
