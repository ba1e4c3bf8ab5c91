import type { AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import {
  createFlatchrSides,
  createReconciliations,
  createRefusedBodies,
  createSessions,
  HireClient,
  isReconciled,
  lastFindings,
  pauses,
  type Findings,
} from '../client.js';
import { openAudit } from '../audit/open.js';
import type { Environment } from '../config/env.js';
import type { Config } from '../config/schema.js';
import { webSecret } from '../config/web-secret.js';
import { createEncryptionCodec } from '../encryption/codec.js';
import { createLinks } from '../links.js';
import { auditOutlets, clientOf, isMain, runProcess, StartError, untilAborted } from '../process.js';
import { createWeb, type WebConnection } from './app.js';

/** What the web process needs of the configuration: no key of Lucca's or Flatchr's. */
export function webConnections({ connections }: Config): WebConnection[] {
  return connections.map(
    ({
      id,
      flatchr: { companyId, hiredColumns, webhookSecret, apiKey },
      reconcile,
      language,
      timeZone,
      admins,
      correction,
      contractTypes,
    }) => ({
      id,
      companyId,
      hiredColumns,
      webhookSecrets: webhookSecret,
      language,
      timeZone,
      admins,
      correction,
      contractTypes,
      compared: isReconciled({ flatchr: { apiKey }, reconcile }),
    }),
  );
}

/** What the doctor found last about each connection. */
export function findingsOf(client: Client, { connections }: Config): () => Promise<Findings[]> {
  return async () => (await Promise.all(connections.map(({ id }) => lastFindings(client, id)))).filter((found) => found !== undefined);
}

/** Address of the Temporal UI, as far as it is known. The embedded server has its own on this machine. */
export function uiUrlOf({ temporal }: Config, { temporalUiPort }: Environment): string | undefined {
  return temporal.uiUrl ?? (temporal.address === undefined ? `http://localhost:${temporalUiPort}` : undefined);
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
  await runProcess('web', async ({ config, environment, target, logger, signal }) => {
    const client = await clientOf(target);
    const links = createLinks(webSecret({ configured: config.web.secret, dataDir: environment.dataDir }));
    const app = await createWeb({
      hires: new HireClient(client),
      sessions: createSessions(client),
      reconciliations: createReconciliations(client),
      pauses: async () => await pauses(client),
      flatchr: createFlatchrSides(client),
      refused: createRefusedBodies(client),
      connections: webConnections(config),
      operators: config.operators,
      codec: { codec: createEncryptionCodec(config.encryption.keys), uiUrl: uiUrlOf(config, environment) },
      links,
      audit: openAudit({ settings: config.audit, environment, links, role: 'web', ...auditOutlets(logger) }),
      logger,
      trustProxy: config.web.trustProxy,
      findings: findingsOf(client, config),
    });
    await listen(app, config.web.port);
    await untilAborted(signal);
    await app.close(); // answers what has arrived
    await client.connection.close();
  });
}
