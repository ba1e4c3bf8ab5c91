/** What keeps a connection's gateway to Lucca open. */
export interface GatewaySteps {
  /** Serves the connection's Lucca steps, as the only process that does. */
  holdGateway(order: GatewayOrder): Promise<GatewayTurn>;
  /** Sees to it that the gateway is open. */
  wakeGateway(order: { readonly connection: string }): Promise<void>;
}

/** What the holder of a gateway hands to the next, so that both together keep Lucca's quota. Milliseconds: no two machines' clocks agree. */
export interface QuotaHandover {
  /** Since the answer of each request that still counts. */
  readonly ages: readonly number[];
  /** After a 429: for so long still nobody sends. Absent otherwise. */
  readonly pausedForMs?: number | undefined;
  /** After a 429: for so long still a part of the quota is left to others. Absent as above. */
  readonly yieldingForMs?: number | undefined;
}

export interface GatewayOrder extends Partial<QuotaHandover> {
  readonly connection: string;
}

export interface GatewayTurn extends QuotaHandover {
  /** It ended because nothing was to do. */
  readonly idle: boolean;
}

/** Task queue of a connection's Lucca steps; only the gateway's holder serves it. */
export function luccaQueue(taskQueue: string, connection: string): string {
  return `${taskQueue}/lucca/${connection}`;
}
