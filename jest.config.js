import { readFileSync } from 'node:fs';
const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
swc.jsc.rewriteRelativeImportExtensions = false; // jest resolves ./x.ts as it stands

const everyKind = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@zeren/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.zeren/'],
};
const patience = (patienceMs) => ({ globals: { patienceMs }, setupFilesAfterEnv: ['<rootDir>/infra/local/jest-patience.mjs'] });
const medium = '\\.medium\\.spec\\.ts$';

/** The sizes of STYLE.md: pure and fast; one real server; all of them; all of them and a browser; and this machine's own start and stop. */
export default {
  projects: [
    { ...everyKind, displayName: 'small', testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'], testPathIgnorePatterns: ['/node_modules/', medium] },
    { ...everyKind, displayName: 'medium', testMatch: ['<rootDir>/{apps,workflows,activities,libs,tests}/**/*.medium.spec.ts'], ...patience(60_000) },
    { ...everyKind, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.spec.ts'], testPathIgnorePatterns: ['/node_modules/', medium], ...patience(300_000) },
    { ...everyKind, displayName: 'browser', testMatch: ['<rootDir>/tests/browser/**/*.browser.spec.ts'], ...patience(120_000) },
    { ...everyKind, displayName: 'local', testMatch: ['<rootDir>/tests/local/**/*.spec.ts'], testPathIgnorePatterns: ['/node_modules/', medium], ...patience(180_000) },
  ],
};
