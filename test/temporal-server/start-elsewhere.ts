import { startEmbeddedServer, type EmbeddedServerOptions } from '../../src/temporal-server/embedded-server.js';

// A process that a test can kill. The options come as JSON, from the test.
const options = JSON.parse(process.argv[2] ?? '{}') as Omit<EmbeddedServerOptions, 'log'>;
await startEmbeddedServer({ ...options, log: () => {} });
process.send?.('started');
setInterval(() => {}, 60_000);
