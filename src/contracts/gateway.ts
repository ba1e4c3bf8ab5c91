import type { Gateway } from '../hire/steps.js';

/** What keeps the gateway to a Lucca account open. */
export interface GatewaySteps {
  /** Serves the Lucca steps of all the account's connections, as the only process that does. */
  holdGateway(order: GatewayOrder): Promise<GatewayTurn>;
  /** Sees to it that the gateway of a connection's account is open. */
  wakeGateway(order: { readonly connection: string }): Promise<Gateway>;
}

/** What the holder of a gateway hands to the next, so that both together keep Lucca's quota. Milliseconds: no two machines' clocks agree. */
export interface QuotaHandover {
  /** Since the answer of each request that still counts. */
  readonly ages: readonly number[];
  /** After a 429: how long still nobody sends. Absent otherwise. */
  readonly pausedForMs?: number | undefined;
  /** After a 429: how long a part of the quota is still left to others. Absent as above. */
  readonly yieldingForMs?: number | undefined;
}

/** All that one holder hands to the next. */
export interface GatewayHandover extends QuotaHandover {
  /** How long records that it created may still not show, so that nobody else can know of them. Absent otherwise. */
  readonly settlingForMs?: number | undefined;
}

export interface GatewayOrder extends Partial<GatewayHandover> {
  /** The Lucca account; several connections may share it. */
  readonly account: string;
}

export interface GatewayTurn extends GatewayHandover {
  /** It ended because nothing was to do. */
  readonly idle: boolean;
}

/** Task queue of an account's Lucca steps; only the gateway's holder serves it. */
export function luccaQueue(taskQueue: string, account: string): string {
  return `${taskQueue}/lucca/${account}`;
}
