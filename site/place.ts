import { PuptimeError } from '../checker/domain/puptime-error.ts';

/** Where a built site is served. */
export interface Place {
  /** Path, with a slash at both ends. */
  base: string;
  /** Absolute address, with a slash at its end; null: not known. */
  siteUrl: string | null;
}

/**
 * Where the site is served, from what the command was told. The path of `siteUrl` is that of the site unless `base` says otherwise;
 * then the two must agree. Throws a PuptimeError when `siteUrl` is no address, or of another path than `base`.
 */
export function placeOf({
  base,
  siteUrl,
}: {
  base?: string | undefined;
  siteUrl?: string | null | undefined;
}): Place {
  if (!siteUrl) return { base: withSlashes(base ?? '/'), siteUrl: null };
  const url = URL.parse(siteUrl);
  if (!url || !/^https?:$/.test(url.protocol)) throw notAnAddress(siteUrl);
  const path = withSlashes(url.pathname);
  if (base !== undefined && withSlashes(base) !== path) {
    throw new PuptimeError(
      `${siteUrl}: the site is built for the path ${withSlashes(base)}, but this address has ${path}. Give one of the two, or make them agree.`,
      { exitCode: 2 },
    );
  }
  return { base: path, siteUrl: `${url.origin}${path}` };
}

function notAnAddress(siteUrl: string): PuptimeError {
  return new PuptimeError(
    `${JSON.stringify(siteUrl.slice(0, 200))}: expected the address of the status site, such as https://owner.github.io/name/.`,
    { exitCode: 2 },
  );
}

function withSlashes(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}
