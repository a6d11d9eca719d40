/**
 * `owner/name` of an address by which git knows a repository on a host (`github.com`): https, ssh, or `git@host:owner/name.git`; null
 * when it is on another host, or no such address.
 */
export function repositoryAt(address: string, host: string): string | null {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(address);
  const url = URL.canParse(address) && address.includes('://') ? new URL(address) : null;
  const [there, path] = url ? [url.host, url.pathname] : [short?.[1] ?? '', short?.[2] ?? ''];
  const [, owner, name] = /^\/?([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(path) ?? [];
  if (owner === undefined || name === undefined) return null;
  return there.toLowerCase() === host.toLowerCase() ? `${owner}/${name}` : null;
}
