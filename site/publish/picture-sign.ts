import { type ShownStatus, STATUS, type StatusWords } from '../../checker/domain/status.ts';

/** The drawings of `MarkShape.astro`, which stand in pages: `F` filled, `L` a line, `C` cut out of what is filled. */
const SHAPES: Record<StatusWords['shape'], string> = {
  'disc-check': '<circle F cx="8" cy="8" r="7"/><path C d="m4.6 8.3 2.3 2.3 4.5-4.9"/>',
  'octagon-x':
    '<path F d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/><path C d="m5.3 5.3 5.4 5.4m0-5.4-5.4 5.4"/>',
  triangle: '<path F d="M8 1.2 15.4 14.6H.6z"/><path C d="M8 6v4m0 2v.6"/>',
  'half-disc': '<circle L cx="8" cy="8" r="6.2"/><path F d="M8 1.8a6.2 6.2 0 0 0 0 12.4z"/>',
  'hatched-square': '<path L d="M1.8 1.8h12.4v12.4H1.8zM2 7l5-5M2 12.4 12.4 2M4 14 14 4M9 14l5-5"/>',
  clock: '<circle L cx="8" cy="8" r="6.2"/><path L d="M8 4v4.3l2.8 1.7"/>',
  'dashed-ring': '<circle L cx="8" cy="8" r="6.2" stroke-dasharray="2.6 2.2"/>',
};

/** The shape of a status in its colour, 16 by 16, as SVG on a ground of the given colour. */
export function signSvg(status: ShownStatus, ground: string): string {
  const { shape, light } = STATUS[status];
  return SHAPES[shape]
    .replaceAll(' F ', ` fill="${light}" `)
    .replaceAll(' L ', ` fill="none" stroke="${light}" stroke-width="1.6" `)
    .replaceAll(' C ', ` fill="none" stroke="${ground}" stroke-width="1.9" `);
}
