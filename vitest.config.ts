import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['{checker,site,test}/**/*.test.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // On two cores: while one file waits for a clock, two others are at work.
    maxWorkers: 3,
    // Commands that tests start by the hundred load what the first of them has compiled.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') },
    sequence: { sequencer: LongestFirst },
  },
});
