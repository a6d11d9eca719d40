import { type ShownStatus, STATUS } from '../../checker/domain/status.ts';
import { WORDS } from '../src/words.ts';
import { escapeMarkup, lineText } from './markup.ts';
import { signSvg } from './picture-sign.ts';
import { wrappedLines } from './wrapped-lines.ts';

/** What a picture beside a link says. */
export interface Picture {
  /** Sign and colour at the top; null: none. */
  status: ShownStatus | null;
  eyebrow: string;
  title: string;
  notes: string[];
  /** Since such a picture is kept by others for long, the time it speaks of. */
  foot: string;
}

export const PICTURE_SIZE = { width: 1_200, height: 630 } as const;

const PAPER = '#fbfaf7';
const INK = '#1b1f24';
const QUIET = '#565d66';
const LEFT = 80;
const WIDTH = PICTURE_SIZE.width - 2 * LEFT;

/** A picture as SVG. All text in it is escaped and fits. */
export function pictureSvg({ status, eyebrow, title, notes, foot }: Picture): string {
  const colour = status ? STATUS[status].light : STATUS.up.light;
  const size = title.length > 60 ? 54 : 68;
  const titleLines = wrappedLines(lineText(title), { width: WIDTH, size, most: 3 });
  let y = 232;
  const heading = titleLines.map((line) => {
    y += size * 1.12;
    return text(line, { y: y - size * 0.4, size, fill: INK, serif: true });
  });
  y += 8;
  const below = notes
    .flatMap((note) => wrappedLines(lineText(note), { width: WIDTH, size: 30, most: 3 }))
    .filter((_, index) => y + (index + 1) * 42 < 540)
    .map((line, index) => text(line, { y: y + (index + 1) * 42, size: 30, fill: QUIET }));
  const { width, height } = PICTURE_SIZE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    `<rect width="${width}" height="14" fill="${colour}"/>`,
    text(WORDS.title, { y: 100, size: 40, fill: INK, serif: true }),
    text(WORDS.independent, { y: 100, size: 26, fill: QUIET, x: LEFT + 210 }),
    status ? `<g transform="translate(${LEFT} 158) scale(2.5)">${signSvg(status, PAPER)}</g>` : '',
    text(wrappedLines(lineText(eyebrow), { width: WIDTH - 60, size: 32, most: 1 })[0] ?? '', {
      ...{ y: 190, size: 32, fill: INK, x: status ? LEFT + 56 : LEFT },
    }),
    ...heading,
    ...below,
    text(lineText(foot), { y: 586, size: 26, fill: QUIET }),
    '</svg>',
  ].join('');
}

interface TextStyle {
  x?: number;
  y: number;
  size: number;
  fill: string;
  serif?: boolean;
}

function text(line: string, { x = LEFT, y, size, fill, serif = false }: TextStyle): string {
  const font = serif
    ? 'font-family="Charter, Georgia, DejaVu Serif, serif" font-weight="600"'
    : 'font-family="DejaVu Sans, Arial, sans-serif"';
  return `<text x="${x}" y="${Math.round(y)}" font-size="${size}" fill="${fill}" ${font}>${escapeMarkup(line)}</text>`;
}
