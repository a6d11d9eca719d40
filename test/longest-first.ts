import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take half a minute and more, the longest first. On a fresh clone vitest goes by size, and one of these would be left for the end. */
const LONG = [
  'test/walk-through/walk-through.test.ts',
  'test/types.test.ts',
  'test/check.test.ts',
  'site/lists.test.ts',
  'test/setup.test.ts',
  'test/tunnel-break.test.ts',
  'test/site-remote.test.ts',
  'test/exits.test.ts',
  'test/interruption.test.ts',
];

/** Begins with what takes longest, so that no worker waits for it at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
      return at < 0 ? LONG.length : at;
    };
    return usual.toSorted((a, b) => place(a) - place(b));
  }
}
