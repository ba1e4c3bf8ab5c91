import { luccaBaseUrl } from '../../config/lucca-host.js';
import type { Connection } from '../../config/schema.js';
import { createLuccaReader, createLuccaWriter, type LuccaUser, type LuccaWriter } from '../../lucca/lucca-client.js';
import { Directory, type Marks } from '../../lucca/directory.js';
import type { LuccaHttp } from '../../lucca/http.js';
import { FreeLogins } from '../../lucca/pace/free-logins.js';
import { ListFilters } from '../../lucca/pace/list-filters.js';
import { sharing, takingLogins } from '../../lucca/pace/sharing.js';
import { inTurn } from '../../lucca/pace/turns.js';
import { createReferenceData } from '../../lucca/reference-data.js';
import type { CreateStepDeps, KeySight, LuccaDeps } from '../deps.js';
import { Reservations } from '../hire/reservations.js';
import { askWhatTheKeySees, type Tell } from './opening-questions.js';

export interface OpeningDeps {
  /** Those of one account. */
  readonly connections: readonly Connection[];
  /** Speaks to Lucca with the connection's key, within the account's quota. */
  readonly http: (settings: Connection) => LuccaHttp;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly tell: Tell;
  /** How long records that the last holder created may still not show, in milliseconds. */
  readonly settlingForMs: number;
}

export interface OpenGateway extends Pick<CreateStepDeps, 'connections' | 'reservations'> {
  /** How long what was created here may still not show, in milliseconds. */
  settlingForMs(): number;
  /** Ends what waits: another process speaks to Lucca from now on. */
  close(): void;
}

/**
 * What lives while a gateway is open: made when it opens, gone with it. Connections with the same key share their look-ups; those of the
 * whole account share what is reserved and what is known of people and of free logins.
 */
export function openGateway(deps: OpeningDeps): OpenGateway {
  const free = new FreeLogins(() => performance.now());
  const reservations = new Reservations(deps.settlingForMs);
  const keys = byKey(deps.connections).map((members) => ({ members, ...openWithKey(members, deps, free) }));
  const find = async (marks: Marks, shown: readonly LuccaUser[]) =>
    (await Promise.all(keys.map(({ directory }) => directory.find(marks, shown)))).flat();
  const mayShowWithin = (ms: number) => keys.forEach(({ directory }) => directory.mayShowWithin(ms));
  const connections = keys.flatMap(({ members, lucca, http, writer, reference, directory, sight }) =>
    members.map((settings): [string, LuccaDeps] => [
      settings.id,
      {
        settings,
        lucca,
        http,
        writer: writerFor(settings, writer),
        reference,
        sight,
        directory: { find, mayShowWithin, created: (user) => directory.created(user) },
      },
    ]),
  );
  return {
    connections: new Map(connections),
    reservations,
    settlingForMs: () => Math.max(...keys.map(({ directory }) => directory.settlingForMs)),
    close: () => reservations.close(),
  };
}

/** A connection that only previews has no call that writes, whatever others may do with the same key. */
function writerFor({ mode }: Connection, writer: LuccaWriter): LuccaWriter | undefined {
  return mode === 'preview' ? undefined : writer;
}

type Members = readonly [Connection, ...Connection[]];

function byKey(connections: readonly Connection[]): Members[] {
  const keys = new Map<string, Members>();
  for (const settings of connections) {
    const { apiKey } = settings.lucca;
    const [first, ...others] = keys.get(apiKey) ?? [settings];
    keys.set(apiKey, first === settings ? [first] : [first, ...others, settings]);
  }
  return [...keys.values()];
}

function openWithKey(members: Members, deps: OpeningDeps, free: FreeLogins) {
  const { requests, filters, ...side } = openLucca(members, deps, free);
  void askWhatTheKeySees({ members, directory: side.directory, filters, requests, now: deps.now, tell: deps.tell });
  return side;
}

/** Lucca as one key shows it. */
export function openLucca(
  members: Members,
  { http, now, tell }: Pick<OpeningDeps, 'http' | 'now' | 'tell'>,
  free: FreeLogins = new FreeLogins(() => performance.now()),
) {
  const [settings] = members;
  const send = http(settings);
  /** What is kept for all must not wait with a hire that goes behind, whichever asks first. */
  const atOnce: LuccaHttp = (call) => inTurn('front', () => send(call));
  let requests = 0;
  /** For what the gateway asks for itself: counted apart from what hires need. */
  const own = createLuccaReader((call) => (requests++, atOnce(call)), luccaBaseUrl(settings));
  const filters = new ListFilters(own, () => directory.seen());
  const lucca = sharing(createLuccaReader(send, luccaBaseUrl(settings)), free, filters);
  const writer = takingLogins(createLuccaWriter(send), free);
  const directory = new Directory({
    lucca: { everybody: (since) => own.everybody(since), usersBy: (property, ids) => lucca.usersBy(property, ids) },
    now,
    settleForMs: Math.max(...members.map(({ lucca: { settleFor } }) => settleFor)),
    onUnreadable: () => tell(members, 'no-directory'),
  });
  const sight: KeySight = {
    async people() {
      const seen = await directory.seen();
      return directory.readable ? seen : undefined;
    },
    takesLists: (filter) => filters.answer(filter),
  };
  const reference = createReferenceData(createLuccaReader(atOnce, luccaBaseUrl(settings)), now);
  return { lucca, http: send, writer, directory, sight, reference, filters, requests: () => requests };
}
