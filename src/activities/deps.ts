import { ApplicationFailure } from '@temporalio/common';
import type { LoginOfHire } from '../client/shown-logins.js';
import type { Connection } from '../config/schema.js';
import type { Claim } from '../contracts/application.js';
import type { GatewaySteps } from '../contracts/gateway.js';
import type { FlatchrClient } from '../flatchr/flatchr-client.js';
import { Failure } from '../hire/failures.js';
import type { Hire } from '../hire/order.js';
import type { PageLinks } from '../links.js';
import type { LuccaReader, LuccaUser, LuccaWriter } from '../lucca/lucca-client.js';
import type { LuccaGet } from '../lucca/http.js';
import type { Directory } from '../lucca/directory.js';
import type { ReferenceData } from '../lucca/reference-data.js';
import type { Mailer } from '../mail/mailer.js';
import type { UnlessPaused } from './attempt/unless-paused.js';
import type { Reservations } from './hire/reservations.js';

/** A connection as the steps see it that need no Lucca. */
export interface ConnectionDeps {
  readonly settings: Connection;
  /** Absent without an API key: then the unsigned webhook is all there is. */
  readonly flatchr: FlatchrClient | undefined;
}

/** A connection as the steps at its gateway see it. */
export interface LuccaDeps {
  readonly settings: Connection;
  readonly lucca: LuccaReader;
  /** What the client reads by, within the quota; for answers that are looked at as they are. */
  readonly http: LuccaGet;
  /** Absent where the connection only previews: then there is no call that writes. */
  readonly writer?: LuccaWriter | undefined;
  readonly reference: ReferenceData;
  readonly directory: Pick<Directory, 'find' | 'created' | 'mayShowWithin'>;
  readonly sight: KeySight;
}

/** What a connection's key sees, and which filters its Lucca understands. Asked of Lucca when a gateway opens. */
export interface KeySight {
  /** Undefined where the directory cannot be read. */
  people(): Promise<readonly LuccaUser[] | undefined>;
  /** Whether several values go in one request; undefined: too few employees are known to tell. */
  takesLists(filter: 'mail' | 'login'): Promise<boolean | undefined>;
}

/** What the steps at a gateway take from outside. */
export interface GatewayStepDeps {
  readonly connections: ReadonlyMap<string, LuccaDeps>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** When Lucca has cut a request off at the latest, in milliseconds after it was sent. */
  readonly luccaTimeoutMs: number;
}

/** What the search for a login takes besides. */
export interface LoginDeps extends GatewayStepDeps {
  /** Logins of the whole account that people were shown for hires. */
  readonly shownLogins: () => Promise<readonly LoginOfHire[]>;
}

/** What the creation takes besides. */
export interface CreateStepDeps extends LoginDeps {
  readonly unlessPaused: UnlessPaused;
  /** Of the whole account. */
  readonly reservations: Reservations;
  /** The connections' side in Flatchr. */
  readonly sources: ReadonlyMap<string, ConnectionDeps>;
  /** How old a reading of Flatchr may be when an employee is created, in milliseconds; an older one is read again. */
  readonly staleAfterMs: number;
}

/** Who carries which application of Flatchr's. */
export interface Applications {
  /** As `claimApplication`. */
  claim(claim: Claim): Promise<string>;
  /** Hands what a hire knows of an application to the hire that carries it. */
  handOver(hire: Hire, to: string): Promise<void>;
}

/** What all other steps take from outside. */
export interface HireStepDeps {
  readonly connections: ReadonlyMap<string, ConnectionDeps>;
  readonly mailer: Mailer;
  /** What a hire needs from Lucca comes next: its gateway opens meanwhile. */
  readonly wakeGateway: GatewaySteps['wakeGateway'];
  /** Where problems are answered; left out: mails tell the operator's commands. */
  readonly pages?: PageLinks | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly applications: Applications;
  /** How long Flatchr's search may lag behind a drag, in milliseconds. */
  readonly flatchrLagMs: number;
}

/** A connection taken out of the configuration while its hires were open comes back with the configuration: retried, not lost. */
export function connectionOf<C>(deps: { readonly connections: ReadonlyMap<string, C> }, id: string): C {
  const connection = deps.connections.get(id);
  if (connection) return connection;
  throw ApplicationFailure.create({ type: Failure.ConnectionUnknown, message: `connection ${id} is not configured on this worker` });
}
