import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HireClient } from '../client.js';
import type { Config } from '../config/schema.js';
import { clientOf, isMain, runProcess, StartError, untilAborted } from '../process.js';
import { createWeb } from './app.js';
import type { WebhookConnection } from './webhook.js';

/** What the webhook needs of the configuration. */
export function webhookConnections({ connections }: Config): WebhookConnection[] {
  return connections.map(({ id, flatchr: { companyId, hiredColumns, webhookSecret } }) => ({
    id,
    companyId,
    hiredColumns,
    webhookSecrets: webhookSecret,
  }));
}

/** Listens on all interfaces. @returns the port. @throws {StartError} when it is taken. */
export async function listen(app: FastifyInstance, port: number): Promise<number> {
  try {
    await app.listen({ port, host: '0.0.0.0' });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new StartError(`Port ${port} is in use: stop what uses it, or choose another with PORT`) : error;
  }
  return (app.server.address() as AddressInfo).port; // a TCP server's address is no string
}

if (isMain(import.meta)) {
  await runProcess('web', async ({ config, target, logger, signal }) => {
    const client = await clientOf(target);
    const app = await createWeb({ hires: new HireClient(client), connections: webhookConnections(config), logger });
    await listen(app, config.web.port);
    await untilAborted(signal);
    await app.close(); // answers what has arrived
    await client.connection.close();
  });
}
