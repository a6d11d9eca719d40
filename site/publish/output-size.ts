import { PuptimeError } from '../../checker/domain/puptime-error.ts';

const MB = 1_000_000;

/** Bytes from which a build warns, and from which it fails: GitHub Pages takes 1 GB. */
const LIMITS = { warn: 500 * MB, fail: 700 * MB };

const REMEDY = 'Most of it are pictures: keep fewer (`puptime snapshots gc`), or serve them from elsewhere.';

/** A warning about the size of an output in bytes, null when it is well. Throws a PuptimeError when it is too large. */
export function sizeWarning(bytes: number): string | null {
  const size = `The status site is ${Math.round(bytes / MB)} MB large`;
  if (bytes >= LIMITS.fail) {
    throw new PuptimeError(`${size}; at most ${LIMITS.fail / MB} MB are put in place. ${REMEDY}`);
  }
  return bytes >= LIMITS.warn
    ? `${size}; from ${LIMITS.fail / MB} MB on it is not put in place. ${REMEDY}`
    : null;
}
