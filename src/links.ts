import { createHmac, hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

/** What a link to a hire's page stands for. It names nobody: the reader is a digest. */
export interface HireLink {
  /** Id of the hire. */
  readonly hire: string;
  /** Run of the workflow: a link does not outlive it. */
  readonly run: string;
  /** Number of the problem that it answers. */
  readonly problem: number;
  /** Whom the link was mailed to, as {@link Links.readerOf} says. */
  readonly reader: string;
  /** Given to someone who has just answered: it leads on to the hire's next problem. */
  readonly follows: boolean;
}

export type ReadLink = { readonly kind: 'good' | 'expired'; readonly link: HireLink } | { readonly kind: 'bad' };

/** Signs and reads links. All processes need the same secret. */
export interface Links {
  /** @returns a token that is safe in a URL. */
  sign(link: HireLink): Promise<string>;
  read(token: string): Promise<ReadLink>;
  /** A digest that tells a mail address only to those who know it and the secret. */
  readerOf(address: string): string;
}

/** Where the pages are, and who signs the links to them. */
export interface PageLinks {
  /** Address of the web process, without a slash at its end. */
  readonly url: string;
  readonly links: Links;
}

const HOUR_MS = 3_600_000;
/** Who comes later asks for a fresh one. */
const LIFE_MS = 14 * 24 * HOUR_MS;
/** Long enough to see what became of an answer, and to give the next one. */
const LIFE_OF_FOLLOWER_MS = HOUR_MS;
const ALGORITHM = 'HS256';
/** Bounds what a token can make the server compute. */
const MAX_TOKEN_LENGTH = 1000;

/** @param now - milliseconds since the epoch. */
export function createLinks(secret: string, now: () => number = Date.now): Links {
  const keyFor = (use: string) => new Uint8Array(hkdfSync('sha256', secret, '', use, 32)); // also a short secret gives a key of full length
  const signing = keyFor('links to hires');
  const digesting = keyFor('readers of links');
  return {
    sign: ({ hire, run, problem, reader, follows }) =>
      new SignJWT({ run, problem, reader, ...(follows && { follows }) })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(hire)
        .setIssuedAt(new Date(now()))
        .setExpirationTime(new Date(now() + (follows ? LIFE_OF_FOLLOWER_MS : LIFE_MS)))
        .sign(signing),

    async read(token) {
      if (token.length > MAX_TOKEN_LENGTH) return { kind: 'bad' };
      try {
        const options = { algorithms: [ALGORITHM], requiredClaims: ['sub', 'exp'], currentDate: new Date(now()) };
        return goodOrBad('good', (await jwtVerify(token, signing, options)).payload);
      } catch (error) {
        // The signature is checked before the time: an expired link is one of ours.
        return error instanceof errors.JWTExpired ? goodOrBad('expired', error.payload) : { kind: 'bad' };
      }
    },

    readerOf: (address) => createHmac('sha256', digesting).update(address.trim().toLowerCase()).digest('base64url').slice(0, 16),
  };
}

/** Address of the page where a reader answers a problem. */
export async function answerUrl(
  { url, links }: PageLinks,
  about: Pick<HireLink, 'hire' | 'run' | 'problem'>,
  address: string,
): Promise<string> {
  const token = await links.sign({ ...about, reader: links.readerOf(address), follows: false });
  return `${url.replace(/\/$/, '')}/h/${token}`;
}

function goodOrBad(kind: 'good' | 'expired', { sub, ...claims }: { readonly [claim: string]: unknown }): ReadLink {
  const { run, problem, reader, follows = false } = claims;
  if (typeof sub !== 'string' || typeof run !== 'string' || typeof reader !== 'string') return { kind: 'bad' };
  if (typeof problem !== 'number' || typeof follows !== 'boolean') return { kind: 'bad' };
  return { kind, link: { hire: sub, run, problem, reader, follows } };
}
