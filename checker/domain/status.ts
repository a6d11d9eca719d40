import { z } from 'zod';

/** What one visit, or one run after confirmation, says of a site. */
export const Outcome = z.enum(['up', 'degraded', 'down', 'blocked', 'unknown']);
export type Outcome = z.infer<typeof Outcome>;

/** What a stretch of time is counted as. */
export const Status = z.enum(['up', 'degraded', 'down', 'blocked', 'closed', 'unknown']);
export type Status = z.infer<typeof Status>;

/** A status, or a bad visit that nothing has confirmed yet. */
export const ShownStatus = z.enum([...Status.options, 'suspect']);
export type ShownStatus = z.infer<typeof ShownStatus>;

export interface StatusWords {
  /** Word for the public, as a label. */
  word: string;
  /** After a number: "2 pages are …". */
  predicate: string;
  /** One character for terminals and plain text. */
  glyph: string;
  /** Shape drawn on pages, so that colour is never the only sign. */
  shape: 'disc-check' | 'triangle' | 'octagon-x' | 'hatched-square' | 'clock' | 'dashed-ring' | 'half-disc';
  /** What needs attention most comes first. */
  order: number;
  /** Fill on a light and on a dark ground. */
  light: string;
  dark: string;
  /** Style of the terminal, as `util.styleText` names it. */
  terminal: 'green' | 'yellow' | 'red' | 'magenta' | 'cyan' | 'gray';
}

/** Every word, shape and colour of a status, in one place. */
export const STATUS: Record<ShownStatus, StatusWords> = {
  down: {
    word: 'Down',
    predicate: 'down',
    glyph: '✗',
    shape: 'octagon-x',
    order: 0,
    light: '#8a1409',
    dark: '#ff6b57',
    terminal: 'red',
  },
  suspect: {
    word: 'Unconfirmed',
    predicate: 'being confirmed',
    glyph: '?',
    shape: 'half-disc',
    order: 1,
    light: '#a86a00',
    dark: '#ffd166',
    terminal: 'yellow',
  },
  degraded: {
    word: 'Impaired',
    predicate: 'impaired',
    glyph: '▲',
    shape: 'triangle',
    order: 2,
    light: '#a86a00',
    dark: '#ffd166',
    terminal: 'yellow',
  },
  blocked: {
    word: 'Blocked to our monitor',
    predicate: 'blocked to our monitor',
    glyph: '▨',
    shape: 'hatched-square',
    order: 3,
    light: '#5b4b9a',
    dark: '#b9a9ff',
    terminal: 'magenta',
  },
  unknown: {
    word: 'Not checked',
    predicate: 'not checked',
    glyph: '○',
    shape: 'dashed-ring',
    order: 4,
    light: '#8b929b',
    dark: '#7d8794',
    terminal: 'gray',
  },
  closed: {
    word: 'Closed as announced',
    predicate: 'closed as announced',
    glyph: '◷',
    shape: 'clock',
    order: 5,
    light: '#8b929b',
    dark: '#7d8794',
    terminal: 'cyan',
  },
  up: {
    word: 'Reachable',
    predicate: 'reachable',
    glyph: '✓',
    shape: 'disc-check',
    order: 6,
    light: '#2b7f88',
    dark: '#3fa7ad',
    terminal: 'green',
  },
};
