import { foldedName, type PersonName } from '../hire/names.js';
import { foldEmail } from '../hire/same-email.js';
import type { LuccaReader, LuccaUser } from './lucca-client.js';
import { LuccaError, type LuccaErrorKind } from './errors.js';

/** What a person is recognised by. */
export interface Marks {
  readonly names: readonly PersonName[];
  readonly emails: readonly string[];
  readonly logins: readonly string[];
}

export interface DirectoryOptions {
  readonly lucca: Pick<LuccaReader, 'everybody' | 'usersBy'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a record that was created here may take to show, in milliseconds. */
  readonly settleForMs: number;
  /** Called once, when the directory cannot be read although look-ups work, and hires go on without it. */
  readonly onUnreadable: (kind: LuccaErrorKind) => void;
}

/** How old the picture may be. */
const FRESH_MS = 60_000;
/** How many attempts of hires wait for trouble to pass, before hires go on without the picture. */
const PATIENCE = 3;
/** An address that hundreds share tells nobody apart; the newest will do. */
const MAX_FOUND = 40;
/** Which day Lucca's clock shows is not documented: no two zones are further apart. */
const OVERLAP_MS = 26 * 3_600_000;

/**
 * A picture of a Lucca's directory, in memory only: everybody that the key sees, current, future and former. It finds people by their names,
 * which no filter of Lucca's takes, and by addresses and logins in spellings that a filter would not match.
 *
 * 1. It is read when it is first needed, and what has changed since when it is older than {@link FRESH_MS}: names cost no request per hire.
 * 2. It looks everybody whom it finds up by id once more: nobody who is gone is told, and nobody as they were.
 * 3. It knows at once whom this process has created, and believes it for the settling time, even while no look-up shows the record.
 * 4. Where it cannot be read, hires go on without it, and somebody is told. Trouble that passes is thrown, as by any other read, until
 *    {@link PATIENCE} attempts of hires have met it.
 * 5. Once the record of a creation of unknown outcome must show, no older picture is believed.
 */
export class Directory {
  readonly #options: DirectoryOptions;
  readonly #users = new Map<number, LuccaUser>();
  /** Ids, by each folded mark. */
  readonly #byMark = new Map<string, Set<number>>();
  /** When each of those was created here, whom Lucca has not shown since. */
  readonly #createdAt = new Map<number, number>();
  /** When the picture was begun that is held now. */
  #readAt: number | undefined;
  /** Until then the picture is not read again, even if there is none. */
  #contentUntil = -Infinity;
  /** When the last creation of unknown outcome shows, if it was carried out. */
  #showsBy = -Infinity;
  #troubles = 0;
  #told = false;
  #settlesAt = -Infinity;
  #reading: Promise<void> | undefined;

  constructor(options: DirectoryOptions) {
    this.#options = options;
  }

  /** Everybody whom Lucca has shown, in no order; nobody where it cannot be read. @throws {LuccaError} trouble that passes. */
  async seen(): Promise<LuccaUser[]> {
    await this.refresh();
    return [...this.#users.values()].filter(({ id }) => !this.#createdAt.has(id));
  }

  /** Whether the directory could be read. */
  get readable(): boolean {
    return this.#readAt !== undefined;
  }

  /** How long records that were, or may have been, created here may still not show, in milliseconds. */
  get settlingForMs(): number {
    return Math.max(0, this.#settlesAt - this.#options.now());
  }

  /**
   * Who has one of the marks, as Lucca has them now. Asked after look-ups that worked.
   * @param shown who was found by a look-up a moment ago: they are learned, and not looked up again.
   * @throws {LuccaError} trouble that passes.
   */
  async find(marks: Marks, shown: readonly LuccaUser[]): Promise<LuccaUser[]> {
    await this.#refreshOrGoWithout();
    const wanted = new Set(marksOf(marks));
    const ids = new Set([...wanted].flatMap((mark) => [...(this.#byMark.get(mark) ?? [])]));
    for (const user of shown) {
      this.#learn(user);
      ids.delete(user.id);
    }
    const asked = [...ids].slice(-MAX_FOUND);
    const now = asked.length === 0 ? [] : await this.#options.lucca.usersBy('id', asked);
    return asked.flatMap((id) => this.#settled(id, now)).filter((user) => marksOf(marksOfUser(user)).some((mark) => wanted.has(mark)));
  }

  /** Someone was created a moment ago: look-ups may not show them yet. */
  created(user: LuccaUser): void {
    this.#learn(user);
    const { now, settleForMs } = this.#options;
    this.#createdAt.set(user.id, now());
    this.#settlesAt = Math.max(this.#settlesAt, now() + settleForMs);
  }

  /** Someone may have been created. It shows within this time, and a picture that is older does not know of it. */
  mayShowWithin(ms: number): void {
    this.#showsBy = Math.max(this.#showsBy, this.#options.now() + ms);
    this.#settlesAt = Math.max(this.#settlesAt, this.#showsBy);
  }

  /** Reads the directory, or what has changed in it, unless that was done a moment ago. @throws {LuccaError} */
  async refresh(): Promise<void> {
    if (this.#options.now() < this.#contentUntil && !this.#lacks()) return;
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined)); // hires that ask together share it
    await this.#reading;
  }

  async #read(): Promise<void> {
    const { lucca, now } = this.#options;
    const begun = now();
    const since = this.#readAt === undefined ? undefined : dayOf(this.#readAt - OVERLAP_MS);
    for (const user of await lucca.everybody(since)) {
      this.#learn(user);
      this.#createdAt.delete(user.id);
    }
    this.#readAt = begun;
    this.#contentUntil = begun + FRESH_MS;
    this.#troubles = 0;
  }

  async #refreshOrGoWithout(): Promise<void> {
    const { now, onUnreadable } = this.#options;
    try {
      await this.refresh();
    } catch (error) {
      if (!(error instanceof LuccaError)) throw error;
      const passes = error.kind === 'unavailable' || error.kind === 'rate-limited';
      // An old picture is better than none: what it lacks is looked for again in a minute.
      if (passes && (!this.readable || this.#lacks()) && ++this.#troubles < PATIENCE) throw error;
      this.#contentUntil = now() + FRESH_MS;
      if (this.readable || this.#told) return;
      this.#told = true;
      onUnreadable(error.kind);
    }
  }

  /** A creation of unknown outcome would show by now; when the picture was taken it might not have shown yet. */
  #lacks(): boolean {
    return this.#showsBy <= this.#options.now() && (this.#readAt ?? Infinity) < this.#showsBy;
  }

  /** As Lucca shows the person now; not at all when they are gone. */
  #settled(id: number, shown: readonly LuccaUser[]): LuccaUser[] {
    const user = shown.find((one) => one.id === id);
    const createdAt = this.#createdAt.get(id);
    if (user) {
      this.#createdAt.delete(id);
      this.#learn(user);
      return [user];
    }
    const known = this.#users.get(id);
    if (known && createdAt !== undefined && this.#options.now() - createdAt < this.#options.settleForMs) return [known];
    this.#forget(id);
    return [];
  }

  #learn(user: LuccaUser): void {
    this.#forget(user.id);
    this.#users.set(user.id, user);
    for (const mark of marksOf(marksOfUser(user))) this.#byMark.set(mark, (this.#byMark.get(mark) ?? new Set()).add(user.id));
  }

  #forget(id: number): void {
    const user = this.#users.get(id);
    if (!user) return;
    for (const mark of marksOf(marksOfUser(user))) this.#byMark.get(mark)?.delete(id);
    this.#users.delete(id);
  }
}

/** The marks in a form in which two spellings of one are equal. */
export function marksOf({ names, emails, logins }: Marks): string[] {
  return [
    ...names.flatMap((name) => foldedName(name) ?? []).map((name) => `name ${name}`),
    ...emails.map(foldEmail).flatMap((email) => (email === '' ? [] : `email ${email}`)),
    ...logins.map(foldEmail).flatMap((login) => (login === '' ? [] : `login ${login}`)),
  ];
}

function marksOfUser(user: LuccaUser): Marks {
  return { names: [user], emails: [user.mail], logins: [user.login] };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
