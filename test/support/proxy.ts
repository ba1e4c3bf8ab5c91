import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import {
  createServer as createHttpServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface ProxyOptions {
  /** Port on this machine that it leads to. */
  readonly to: number;
  /** Speaks https with it; left out: http. */
  readonly certificate?: Certificate;
  /** Changes what is passed on; as it comes it is what a good proxy sends. */
  readonly passes?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
  /** Changes what comes back. */
  readonly answers?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
}

export interface Proxy {
  readonly port: number;
  close(): Promise<void>;
}

/** A reverse proxy, as good as the test lets it be. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { to, certificate, passes = (headers) => headers, answers = (headers) => headers } = options;
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const { headers, method, url: path, socket } = request;
    const forwarded = [headers['x-forwarded-for'] ?? [], socket.remoteAddress ?? ''].flat().join(', ');
    const scheme = headers['x-forwarded-proto'] ?? (certificate ? 'https' : 'http');
    const passed = passes({ ...headers, 'x-forwarded-for': forwarded, 'x-forwarded-proto': scheme });
    const onward = send({ host: '127.0.0.1', port: to, method, path, headers: passed }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answers(answer.headers));
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  };
  const server = certificate ? createHttpsServer({ ...certificate }, handle) : createHttpServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, // a TCP server's address is no string
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A certificate for a name, signed by itself. */
export function certificateFor(name: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const { status, stderr } = spawnSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', cert]);
  if (status !== 0) throw new Error(`openssl made no certificate: ${String(stderr)}`);
  const made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}
