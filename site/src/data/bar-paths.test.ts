import { describe, expect, it } from 'vitest';
import type { Status } from '../../../checker/domain/status.ts';
import { barPaths } from './bar-paths.ts';

const days = (...statuses: Status[]) => statuses.map((status) => ({ status }));

describe('barPaths', () => {
  it('is a single path for a page that was always well', () => {
    expect(barPaths(days('up', 'up', 'up'))).toEqual([{ look: 'up', d: 'M0 12h12V30h-12z' }]);
  });

  it('joins all days of a status in one path, and keeps their places', () => {
    expect(barPaths(days('unknown', 'up', 'down', 'up'))).toEqual([
      { look: 'unknown', d: 'M0 21h4V30h-4z' },
      { look: 'up', d: 'M4 12h4V30h-4zM12 12h4V30h-4z' },
      { look: 'down', d: 'M8 0h4V30h-4z' },
    ]);
  });

  it('keeps the heights where all but up share a look, and leaves out what was not checked', () => {
    expect(barPaths(days('unknown', 'up', 'down', 'degraded'), true)).toEqual([
      { look: 'up', d: 'M4 12h4V30h-4z' },
      { look: 'other', d: 'M8 0h4V30h-4zM12 5h4V30h-4z' },
    ]);
  });

  it('is nothing for a page without days', () => {
    expect(barPaths([])).toEqual([]);
  });
});
