/** A small SMTP server (RFC 5321): takes mail, keeps it, and can be told to refuse it for the time being. */
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export class SmtpServer {
  readonly received: { readonly recipient: string; readonly message: string }[] = [];
  refusing = false;
  readonly #server: Server = createServer((socket) => this.#serve(socket));
  readonly #sockets = new Set<Socket>();

  /** Returns its address, smtp://… */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the SMTP server has no port');
    return `smtp://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    let recipient = '';
    let message: string[] | null = null;
    say('220 test');
    createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => {
      if (message !== null) {
        if (line !== '.') {
          message.push(line);
          return;
        }
        this.received.push({ recipient, message: message.join('\n') });
        message = null;
        say('250 taken');
        return;
      }
      switch (line.slice(0, 4).toUpperCase().trim()) {
        case 'RCPT':
          recipient = /<(.*)>/.exec(line)?.[1] ?? '';
          say(this.refusing ? '451 try again later' : '250 fine');
          return;
        case 'DATA':
          message = [];
          say('354 go on');
          return;
        case 'QUIT':
          say('221 bye');
          socket.end();
          return;
        default:
          say('250 fine');
      }
    });
  }
}
