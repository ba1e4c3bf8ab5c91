import type { Client } from '@temporalio/client';
import { HireClient } from '../src/client.js';
import type { Hire } from '../src/hire/order.js';
import type { Taken } from '../src/client/drags.js';
import { learnHire } from './learn-hire.js';
import type { Sandbox } from './sandbox.js';

/** A hire posted by hand to the sandbox's webhook must be known to the sandbox's Flatchr, since the connector reads it again there. */
export class TeachingHireClient extends HireClient {
  readonly #sandbox: Sandbox;

  constructor(client: Client, sandbox: Sandbox) {
    super(client);
    this.#sandbox = sandbox;
  }

  override async start(order: Hire): Promise<Taken> {
    learnHire(this.#sandbox, order);
    return await super.start(order);
  }
}
