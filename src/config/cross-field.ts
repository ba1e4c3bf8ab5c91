import type { z } from 'zod';
import { isLoopback } from '../loopback.js';
import { accountOf, luccaHost } from './lucca-host.js';

/** What Flatchr's form takes into an address as it is. */
const WEBHOOK_SECRET = /^[A-Za-z0-9_-]{16,}$/;
/** The sandbox's own, for its stand-in of Flatchr. */
const SANDBOX_SECRET = 'sandbox';

/**
 * Rules that look at several fields at once. They read the values without trust, since they run on a file that is wrong
 * elsewhere too: all errors come at once.
 */
export function checkAcrossFields(config: unknown, context: z.RefinementCtx): void {
  const complain = (path: (string | number)[], message: string, remedy: string) =>
    context.addIssue({ code: 'custom', path, message, params: { remedy } });

  const keysOf = listIn(valueIn(config, 'encryption'), 'keys');
  if (valueIn(valueIn(config, 'temporal'), 'address') !== undefined && keysOf.length === 0)
    complain(
      ['encryption', 'keys'],
      'is missing: names would stand in clear in the Temporal cluster',
      'make a key with `openssl rand -base64 32`, give it an id, and keep a copy: without it nobody reads what was encrypted',
    );
  const keys = new Set<unknown>();
  for (const [index, key] of keysOf.entries()) {
    const id = valueIn(key, 'id');
    if (id !== undefined && keys.has(id))
      complain(['encryption', 'keys', index, 'id'], 'is the id of another key too', 'give each key an id of its own, and keep it');
    keys.add(id);
  }

  const seen = new Set<unknown>();
  const quotas = new Map<string, string>();
  for (const [index, connection] of listIn(config, 'connections').entries()) {
    const path = ['connections', index];

    const id = valueIn(connection, 'id');
    if (id !== undefined && seen.has(id))
      complain([...path, 'id'], 'is the id of another connection too', 'give each connection an id of its own');
    seen.add(id);

    const lucca = valueIn(connection, 'lucca');
    const [host, url] = [valueIn(lucca, 'host'), valueIn(lucca, 'url')];
    if (isObject(lucca) && (host === undefined) === (url === undefined)) {
      complain([...path, 'lucca'], 'needs exactly one of host and url', "write host: with the account's name; url: is for a stand-in only");
    }

    const account = accountIn(lucca);
    const quota = JSON.stringify([valueIn(valueIn(lucca, 'quota'), 'requests'), valueIn(valueIn(lucca, 'quota'), 'per')]);
    if (account !== undefined && quota !== (quotas.get(account) ?? quota))
      complain(
        [...path, 'lucca', 'quota'],
        'is not that of another connection to the same account',
        'give all connections to one Lucca account the same quota: they share it',
      );
    if (account !== undefined && !quotas.has(account)) quotas.set(account, quota);

    for (const party of ['flatchr', 'lucca']) {
      if (valueIn(valueIn(connection, party), 'url') === undefined || valueIn(config, 'allowPrivateHosts') === true) continue;
      complain([...path, party, 'url'], 'is for a stand-in only', 'remove it, or write allowPrivateHosts: true at the top of the file');
    }

    const flatchr = valueIn(connection, 'flatchr');
    for (const secret of [valueIn(flatchr, 'webhookSecret')].flat()) {
      const forStandIn = secret === SANDBOX_SECRET && valueIn(flatchr, 'url') !== undefined;
      if (typeof secret !== 'string' || WEBHOOK_SECRET.test(secret) || forStandIn) continue;
      complain(
        [...path, 'flatchr', 'webhookSecret'],
        'must be at least 16 letters, digits, hyphens and underscores, since it is a part of an address and all that protects it',
        'make one with: openssl rand -hex 24',
      );
      break;
    }

    const correction = valueIn(connection, 'correction');
    const [escalateAfter, expireAfter] = [valueIn(correction, 'escalateAfter'), valueIn(correction, 'expireAfter')];
    if (typeof escalateAfter === 'number' && typeof expireAfter === 'number' && escalateAfter >= expireAfter)
      complain(
        [...path, 'correction', 'escalateAfter'],
        'must be shorter than expireAfter',
        'nobody would be told before the hire expires: shorten it, or lengthen expireAfter',
      );

    const chatUrl = valueIn(valueIn(connection, 'chat'), 'url');
    if (typeof chatUrl === 'string' && isUnencrypted(chatUrl, valueIn(config, 'allowPrivateHosts') === true)) {
      complain(
        [...path, 'chat', 'url'],
        'must be an https address',
        'write https; http is for a stand-in on this machine with allowPrivateHosts: true',
      );
    }
  }
}

/** Names would travel in clear; only a stand-in on this machine may go without. */
function isUnencrypted(address: string, standInAllowed: boolean): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'http:' && !(standInAllowed && isLoopback(url.hostname));
}

function accountIn(lucca: unknown): string | undefined {
  const [host, url] = [valueIn(lucca, 'host'), valueIn(lucca, 'url')];
  if (typeof url === 'string' && URL.canParse(url)) return accountOf({ lucca: { url } });
  return typeof host === 'string' && luccaHost(host) !== undefined ? accountOf({ lucca: { host } }) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function valueIn(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = valueIn(value, key);
  return Array.isArray(list) ? list : [];
}
