import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut: then connections are refused, as where a system is down. */
export interface Forwarder {
  readonly port: number;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** @param target port on this machine. */
export async function startForwarder(target: () => number): Promise<Forwarder> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target(), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo; // a TCP server's address is no string
  return {
    port,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    mend: () => listen(port),
  };
}
