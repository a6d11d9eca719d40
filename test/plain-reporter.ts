import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output with one plain line, `N passed, N failed`, that any program can read. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state]++;
      // A hook that failed takes its tests with it: they count as left out, it as failed.
      for (const suite of [module, ...module.children.allSuites()])
        if (suite.errors().length > 0) counts.failed++;
    }
    // What fails outside of a test (an unhandled rejection) failed all the same; so did a test that never ended.
    const failed = counts.failed + counts.pending + errors.length;
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    // After the other reporters have said all they have to say.
    process.on('exit', () => process.stdout.write(`\n${counts.passed} passed, ${failed} failed${skipped}\n`));
  }
}
