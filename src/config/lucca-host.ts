import type { Connection } from './schema.js';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const ACCOUNT = new RegExp(`^${LABEL}$`);

/** Lucca's documented domains (facts/lucca.md, 1.1): production, test, demo and the paid sandboxes. */
const DOCUMENTED_HOSTS = [
  new RegExp(`^${LABEL}\\.(?:ilucca|ilucca-test|ilucca-demo)\\.(?:net|ch)$`),
  // {account}-{sandbox}: at least one hyphen inside the label
  /^(?=.{3,63}\.sandbox\.)[a-z0-9]+(?:-+[a-z0-9]+)+\.sandbox\.(?:eu1|eu2|ch1)\.luccasoftware\.com$/,
];

/** The full host for `lucca.host`: an account's name, or a host of Lucca's documented domains; undefined for all else. */
export function luccaHost(text: string): string | undefined {
  if (ACCOUNT.test(text)) return `${text}.ilucca.net`;
  return DOCUMENTED_HOSTS.some((host) => host.test(text)) ? text : undefined;
}

/** Root of a connection's Lucca account, without a slash at its end: `https://acme.ilucca.net`. */
export function luccaBaseUrl({ lucca }: Pick<Connection, 'lucca'>): string {
  if (lucca.url !== undefined) return lucca.url.replace(/\/+$/, '');
  return `https://${luccaHost(lucca.host ?? '')}`; // the schema lets neither a wrong host through nor both missing
}
