import type { State } from './states.ts';

/** Colours and shape of one state's pages. */
export interface Look {
  accent: string;
  onAccent: string;
  ground: string;
  panel: string;
  ink: string;
  font: string;
  /** CSS length of rounded corners. */
  radius: string;
  header: 'bar' | 'centred' | 'ribbon' | 'plain';
}

const SANS = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const SERIF = 'Georgia, "Times New Roman", "DejaVu Serif", serif';

const LOOKS: readonly Look[] = [
  look('#1d4f91', '#f4f6f9', SANS, '6px', 'bar'),
  look('#7a1f2b', '#fbf8f3', SERIF, '2px', 'centred'),
  look('#1f6b4a', '#f3f7f2', SANS, '14px', 'ribbon'),
  look('#3b3a6d', '#f6f5fa', SANS, '10px', 'plain'),
  look('#0f6674', '#f2f8f8', SERIF, '8px', 'bar'),
  look('#8a4b08', '#fdf9f1', SANS, '4px', 'centred'),
  look('#24303d', '#f5f5f4', SERIF, '0', 'ribbon'),
  look('#5c2a6b', '#faf6fb', SANS, '20px', 'plain'),
];

function look(accent: string, ground: string, font: string, radius: string, header: Look['header']): Look {
  return { accent, onAccent: '#ffffff', ground, panel: '#ffffff', ink: '#1c2127', font, radius, header };
}

/** The look of a state: always the same, and never that of its neighbour in the list. */
export function lookOf(state: State): Look {
  const chosen = LOOKS[state.number % LOOKS.length];
  if (!chosen) throw new Error('there are no looks');
  return chosen;
}

const EMBLEMS: readonly string[] = [
  '<path d="M24 8l4.2 9.7 10.5.9-8 6.9 2.4 10.3L24 30.3l-9.1 5.5 2.4-10.3-8-6.9 10.5-.9z"/>',
  '<path d="M24 7l8 12h-4l6 9h-5l7 9H26v5h-4v-5H12l7-9h-5l6-9h-4z"/>',
  '<path d="M8 36l11-18 6 9 5-7 10 16z"/><circle cx="34" cy="14" r="4"/>',
  '<circle cx="24" cy="18" r="8"/><path d="M8 30q4-4 8 0t8 0 8 0 8 0v3q-4 4-8 0t-8 0-8 0-8 0z"/>',
  '<path d="M24 40C10 34 8 18 12 9c14 0 26 8 26 22-4-6-10-10-18-13 6 6 9 13 4 22z"/>',
];

/** A small round emblem in the state's colours, as inline SVG; a decoration, hidden from assistive technology. */
export function emblemOf(state: State): string {
  const drawing = EMBLEMS[state.number % EMBLEMS.length] ?? '';
  return `<svg class="emblem" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><circle class="disc" cx="24" cy="24" r="23"/>${drawing}</svg>`;
}
