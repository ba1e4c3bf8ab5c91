const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ACCOUNT = new RegExp(`^${LABEL}$`);

/** Lucca's documented domains (docs/systems/lucca.md#hosts): production, test, demo and the paid sandboxes. */
const DOCUMENTED_HOSTS = [
  new RegExp(`^${LABEL}\\.(?:ilucca|ilucca-test|ilucca-demo)\\.(?:net|ch)$`),
  // {account}-{sandbox}: at least one hyphen inside the label
  /^(?=.{3,63}\.sandbox\.)[a-z0-9]+(?:-+[a-z0-9]+)+\.sandbox\.(?:eu1|eu2|ch1)\.luccasoftware\.com$/,
];

/** As much of a connection as tells where its Lucca is. */
interface LuccaAddress {
  readonly lucca: { readonly host?: string | undefined; readonly url?: string | undefined };
}

/** The full host for `lucca.host`: an account's name, or a host of Lucca's documented domains; undefined for all else. */
export function luccaHost(text: string): string | undefined {
  if (ACCOUNT.test(text)) return `${text}.ilucca.net`;
  return DOCUMENTED_HOSTS.some((host) => host.test(text)) ? text : undefined;
}

/**
 * Names a connection's Lucca account in ids of Temporal: host and path of its address, `acme.ilucca.net`. Connections that share it share
 * its quota, and everything that must not happen twice there.
 */
export function accountOf(connection: LuccaAddress): string {
  const { host, pathname } = new URL(luccaBaseUrl(connection)); // the host in lower case
  return encodeURIComponent(`${host}${pathname.replace(/\/+$/, '')}`);
}

/** The connections of each account, by {@link accountOf}. */
export function byAccount<C extends LuccaAddress>(connections: readonly C[]): ReadonlyMap<string, readonly C[]> {
  const accounts = new Map<string, C[]>();
  for (const connection of connections) {
    const account = accountOf(connection);
    accounts.set(account, [...(accounts.get(account) ?? []), connection]);
  }
  return accounts;
}

/** Whatever is written there counts; tests, demonstrations and sandboxes have other hosts (docs/systems/lucca.md#hosts). */
export function isProduction(connection: LuccaAddress): boolean {
  return /\.ilucca\.(?:net|ch)$/.test(new URL(luccaBaseUrl(connection)).hostname);
}

/** Root of a connection's Lucca account, without a slash at its end: `https://acme.ilucca.net`. */
export function luccaBaseUrl({ lucca }: LuccaAddress): string {
  if (lucca.url !== undefined) return lucca.url.replace(/\/+$/, '');
  return `https://${luccaHost(lucca.host ?? '')}`; // the schema lets neither a wrong host through nor both missing
}
