/** What the web process saw of a request for `/livez?seen`: it tells what a proxy in front does. */
export interface Seen {
  /** `http` or `https`, as far as the proxy is believed. */
  readonly protocol: string;
  /** With its port, where it is not the usual one. */
  readonly host: string;
  /** How many proxies named themselves, or whom they speak for, in `X-Forwarded-For`; and how many of them are believed. */
  readonly proxies: number;
  readonly believed: number;
}

/** Set with that answer, as the one that signs in is. */
export const SEEN_COOKIE = 'hires-seen';
