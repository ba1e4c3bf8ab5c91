import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';

/** Where Temporal is. */
export interface TemporalTarget {
  readonly address: string;
  readonly namespace: string;
  /** A key means a hosted cluster, and that TLS. */
  readonly apiKey?: string | undefined;
  /** As `dataConverterOf` makes it. */
  readonly dataConverter: DataConverter;
}

/** For the web process and the CLI. Close its `connection` at the end. */
export async function connectClient({ address, namespace, apiKey, dataConverter }: TemporalTarget): Promise<Client> {
  return new Client({ connection: await Connection.connect({ address, ...keyOptions(apiKey) }), namespace, dataConverter });
}

/** For workers. */
export async function connectWorker({ address, apiKey }: Pick<TemporalTarget, 'address' | 'apiKey'>): Promise<NativeConnection> {
  return await NativeConnection.connect({ address, ...keyOptions(apiKey) });
}

function keyOptions(apiKey: string | undefined) {
  return apiKey === undefined ? {} : { apiKey, tls: true };
}
