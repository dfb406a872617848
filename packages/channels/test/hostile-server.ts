import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Stages of an SMTP session, named by what the client has just sent; `part` is a piece of the message without its end. */
export type Stage = 'connect' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'part' | 'end' | 'QUIT';

/** At a stage: drop the line, reset it, say nothing more, or answer this line. */
export type Trick = 'drop' | 'reset' | 'silence' | string;

export interface HostileServer {
  readonly port: number;
  /** Whole messages that came in, whatever was answered. */
  readonly messages: string[];
  close(): Promise<void>;
}

/** A mail server that behaves until a given stage and then plays its trick. */
export async function hostileServer(tricks: Partial<Record<Stage, Trick>>): Promise<HostileServer> {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    session(socket, tricks, messages);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('Expected a port');
  return {
    port: address.port,
    messages,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const USUAL: Readonly<Record<Stage, string | null>> = {
  connect: '220 ready',
  EHLO: '250 hello',
  MAIL: '250 sender',
  RCPT: '250 recipient',
  DATA: '354 go on',
  part: null,
  end: '250 taken',
  QUIT: '221 bye',
};

function session(socket: Socket, tricks: Partial<Record<Stage, Trick>>, messages: string[]): void {
  let buffer = '';
  let inMessage = false;
  let over = false;
  const reach = (stage: Stage): void => {
    const trick = tricks[stage] ?? USUAL[stage];
    if (trick === null) return;
    if (trick === 'silence') {
      over = true;
      socket.pause();
    } else if (trick === 'drop' || trick === 'reset') {
      over = true;
      if (trick === 'drop') socket.end();
      else socket.resetAndDestroy();
    } else {
      socket.write(`${trick}\r\n`);
      if (stage === 'DATA') inMessage = trick.startsWith('3');
    }
  };
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1');
    while (!over) {
      if (inMessage) {
        if (tricks.part) return reach('part');
        const end = buffer.indexOf('\r\n.\r\n');
        if (end < 0) return;
        messages.push(buffer.slice(0, end));
        buffer = buffer.slice(end + 5);
        inMessage = false;
        reach('end');
        continue;
      }
      const line = buffer.indexOf('\r\n');
      if (line < 0) return;
      const verb = buffer.slice(0, 4).toUpperCase();
      buffer = buffer.slice(line + 2);
      if (verb === 'EHLO' || verb === 'MAIL' || verb === 'RCPT' || verb === 'DATA' || verb === 'QUIT') reach(verb);
      else socket.write('502 no such verb\r\n');
    }
  });
  reach('connect');
}
