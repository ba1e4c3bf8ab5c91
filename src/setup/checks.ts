import { z } from 'zod';
import { luccaHost } from '../config/lucca-host.js';
import { CONNECTION_ID } from '../config/schema.js';
import { isTimeZone } from '../config/time-zone.js';
import type { SetupTexts } from './texts/texts.js';

/** What is wrong with an answer, in the language of the person who gave it; undefined: nothing. The configuration has the last word. */
export function checksIn(texts: SetupTexts) {
  const unless = (right: (answer: string) => boolean, wrong: string) => (answer: string) => (right(answer) ? undefined : wrong);
  const isMail = (text: string) => z.email().safeParse(text).success;
  const isAddressOf = (schemes: RegExp) => (text: string) =>
    URL.canParse(text) && schemes.test(new URL(text).protocol) && new URL(text).host !== '';
  return {
    isHost: unless((host) => luccaHost(host) !== undefined, texts.badHost),
    isId: unless((id) => CONNECTION_ID.test(id), texts.badId),
    isAddress: unless(isMail, texts.badAddress),
    areAddresses: unless((list) => addressesIn(list).length > 0 && addressesIn(list).every(isMail), texts.badAddress),
    isUrl: unless(isAddressOf(/^https?:$/), texts.badUrl),
    isSmtp: unless(isAddressOf(/^smtps?:$/), texts.badSmtp),
    isZone: unless(isTimeZone, texts.badZone),
    isCountry: unless((code) => /^[A-Z]{2}$/.test(code), texts.badCountry),
    areTypes: unless((list) => typesIn(list) !== undefined, texts.badTypes),
  };
}

/** Addresses in a list as people type it. */
export function addressesIn(list: string): string[] {
  return list.split(/[\s,;]+/).filter(Boolean);
}

/** `CDI=1, CDD=2` as the configuration has it; undefined: something else. */
export function typesIn(list: string): Record<string, number> | undefined {
  const pairs = list.split(/[,;]/).map((pair) => /^\s*(.+?)\s*=\s*([1-9]\d*)\s*$/.exec(pair));
  if (!pairs.every((pair) => pair !== null)) return undefined;
  return Object.fromEntries(pairs.map(([, label = '', type]) => [label, Number(type)]));
}
