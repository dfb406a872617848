import { once } from 'node:events';
import { createServer } from 'node:http';

/** A web server that gives each request the same answer, or cuts the line once it has read it. */
export async function answeringServer(
  answer: { readonly status: number; readonly body: string } | 'cut',
): Promise<{ readonly port: number; readonly requests: string[]; close(): Promise<void> }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push(body);
      if (answer === 'cut') request.socket.destroy();
      else response.writeHead(answer.status).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('Expected a port');
  return {
    port: address.port,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
