// For imports with ?raw and ?url.
/// <reference types="vite/client" />

import { createHash } from 'node:crypto';
import filterText from './filter.js?raw';
import filterUrl from './filter.js?url&no-inline';
import timesText from './times.js?raw';
import timesUrl from './times.js?url&no-inline';

/** A script of this site: a file of its own, and the hash by which alone a page lets it run. */
export interface PageScript {
  src: string;
  integrity: string;
}

/** Turns times to local ones, and tells the age of the data. */
export const TIMES: PageScript = { src: timesUrl, integrity: integrityOf(timesText) };
/** Filters the list of all pages in place. */
export const FILTER: PageScript = { src: filterUrl, integrity: integrityOf(filterText) };

function integrityOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
