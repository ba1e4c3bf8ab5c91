import { createHmac, hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';

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
  /** Given to someone who has just answered, or comes from the list: it leads on to the hire's next problem. */
  readonly follows: boolean;
  /** The session whose list it stands in: it ends with that. */
  readonly session?: string | undefined;
}

/** A link as it was signed. */
export interface SignedLink extends HireLink {
  /** When it ends, in milliseconds since the epoch. */
  readonly until: number;
}

/** Lets a reader in. */
export interface Pass {
  /** A link in a mail, the cookie that it is exchanged for, or what lets a command line decode. */
  readonly use: 'enter' | 'session' | 'codec';
  /** As {@link Links.readerOf} says. */
  readonly reader: string;
  /** Of the session, which is also that of the link which opens it, once. */
  readonly session: string;
}

export type ReadLink = { readonly kind: 'good' | 'expired'; readonly link: SignedLink } | { readonly kind: 'bad' };

/** Signs and reads links. All processes need the same secret. */
export interface Links {
  /** @returns a token that is safe in a URL. A link that leads on from an earlier one ends when that one does (`until`). */
  sign(link: HireLink | SignedLink): Promise<string>;
  read(token: string): Promise<ReadLink>;
  /** Signs what lets a reader in to the list of hires. */
  signPass(pass: Pass): Promise<string>;
  /** @returns undefined for what is no pass for that use, or none any more. */
  readPass(token: string, use: Pass['use']): Promise<Pass | undefined>;
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
/** One signs in again every day. */
export const LIFE_OF_SESSION_MS = 12 * HOUR_MS;
const LIFE_OF_PASS_MS: Record<Pass['use'], number> = { enter: HOUR_MS, session: LIFE_OF_SESSION_MS, codec: LIFE_OF_SESSION_MS };
const ALGORITHM = 'HS256';
/** Bounds what a token can make the server compute. */
const MAX_TOKEN_LENGTH = 1000;

/** @param now - milliseconds since the epoch. */
export function createLinks(secret: string, now: () => number = Date.now): Links {
  const keyFor = (use: string) => new Uint8Array(hkdfSync('sha256', secret, '', use, 32)); // also a short secret gives a key of full length
  const signing = keyFor('links to hires');
  const digesting = keyFor('readers of links');
  const signUntil = (until: number, claims: JWTPayload) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuedAt(new Date(now()))
      .setExpirationTime(new Date(until))
      .sign(signing);
  const verify = async (token: string) =>
    (await jwtVerify(token, signing, { algorithms: [ALGORITHM], requiredClaims: ['sub', 'exp'], currentDate: new Date(now()) })).payload;
  return {
    sign: ({ hire, run, problem, reader, follows, session, ...signed }) =>
      signUntil('until' in signed ? signed.until : now() + (follows ? LIFE_OF_FOLLOWER_MS : LIFE_MS), {
        sub: hire,
        run,
        problem,
        reader,
        ...(follows && { follows }),
        ...(session !== undefined && { session }),
      }),

    async read(token) {
      if (token.length > MAX_TOKEN_LENGTH) return { kind: 'bad' };
      try {
        return goodOrBad('good', await verify(token));
      } catch (error) {
        // The signature is checked before the time: an expired link is one of ours.
        return error instanceof errors.JWTExpired ? goodOrBad('expired', error.payload) : { kind: 'bad' };
      }
    },

    signPass: ({ use, reader, session }) => signUntil(now() + LIFE_OF_PASS_MS[use], { sub: reader, use, session }),

    async readPass(token, use) {
      if (token.length > MAX_TOKEN_LENGTH) return undefined;
      const { sub: reader, session, use: meant } = (await verify(token).catch(() => undefined)) ?? {};
      return meant === use && reader !== undefined && typeof session === 'string' ? { use, reader, session } : undefined;
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
  return `${rootOf(url)}/h/${token}`;
}

/** Address of the list of hires, where one signs in. */
export function listUrl({ url }: Pick<PageLinks, 'url'>): string {
  return `${rootOf(url)}/hires/`;
}

/**
 * Address of the page by which a reader enters the list of hires, once.
 *
 * @param session - id of the session that it opens.
 */
export async function entryUrl({ url, links }: PageLinks, address: string, session: string): Promise<string> {
  const token = await links.signPass({ use: 'enter', reader: links.readerOf(address), session });
  return `${listUrl({ url })}enter/${token}`;
}

function rootOf(url: string): string {
  return url.replace(/\/$/, '');
}

function goodOrBad(kind: 'good' | 'expired', { sub, ...claims }: { readonly [claim: string]: unknown }): ReadLink {
  const { run, problem, reader, follows = false, session, exp } = claims;
  if (typeof sub !== 'string' || typeof run !== 'string' || typeof reader !== 'string') return { kind: 'bad' };
  if (typeof problem !== 'number' || typeof follows !== 'boolean' || typeof exp !== 'number') return { kind: 'bad' };
  const inList = typeof session === 'string' ? { session } : undefined;
  return { kind, link: { hire: sub, run, problem, reader, follows, ...inList, until: exp * 1000 } };
}
