import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['{checker,site,test}/**/*.test.ts'],
    reporters: ['default', './test/plain-reporter.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Two cores carry two files that drive browsers.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
