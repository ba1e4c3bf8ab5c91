import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below those that systems give to outgoing connections: tests beside this one open many, and would take a port that is free for a moment. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = 15_000 + Math.floor(15_000 * Math.random());
    const probe = await listenOn(port).catch(() => undefined);
    probe?.close();
    if (probe) ports.add(port);
  }
  return [...ports];
}

export async function listenOn(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
