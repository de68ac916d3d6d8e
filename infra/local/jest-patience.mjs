/** Jest reads `testTimeout` of the whole run only; each kind of test in jest.config.js has its own, in `patienceMs`. */
import { jest } from '@jest/globals';

jest.setTimeout(/** @type {{ patienceMs: number }} */ (/** @type {unknown} */ (globalThis)).patienceMs);
