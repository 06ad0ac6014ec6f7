// A socket by its frames: what is sent is sent as it is, what comes is kept in order.
import WebSocket from 'ws';
import { headers, origin, socketUrl } from './server.mjs';

const PROTOCOL = 'graphql-transport-ws';
const LIMIT_MS = 15_000; // for an answer; a missing one is a failure

export class Frames {
  static async open(protocols = PROTOCOL, options = {}) {
    const frames = new Frames(new WebSocket(socketUrl, protocols, { origin, ...options }));
    await Promise.race([frames.#opened, frames.closed]);
    return frames;
  }

  // A connection that has been acknowledged, the user's unless another payload is given.
  static async ready(payload = headers) {
    const frames = await Frames.open();
    frames.send({ type: 'connection_init', payload });
    const answer = await frames.next();
    if (answer.type !== 'connection_ack')
      throw new Error(`Not acknowledged: ${JSON.stringify(answer)}`);
    return frames;
  }

  #messages = [];
  #wake = () => {};
  #opened;

  constructor(socket) {
    this.socket = socket;
    this.#opened = new Promise((resolve) => socket.once('open', resolve));
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
      socket.once('unexpected-response', (_, response) => {
        resolve({ code: response.statusCode, reason: 'refused' });
        socket.terminate();
      });
    });
    socket.on('error', () => {}); // told by `closed`
    socket.on('message', (data) => {
      this.#messages.push(JSON.parse(data));
      this.#wake();
    });
    this.closed.then(() => this.#wake());
  }

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id, query, more = {}) {
    this.send({ id, type: 'subscribe', payload: { query, ...more } });
  }

  // The next message; pings of the server are answered on the way.
  async next() {
    for (;;) {
      const message = await this.#take();
      if (message.type !== 'ping') return message;
      this.send({ type: 'pong' });
    }
  }

  // The messages of one operation up to the one that ends it.
  async answer(id) {
    const messages = [];
    for (;;) {
      const message = await this.next();
      if (message.id !== id) continue;
      messages.push(message);
      if (message.type !== 'next') return messages;
    }
  }

  // What comes before the answer to an operation that is asked now: nothing, when all is quiet.
  async meanwhile() {
    const id = `meanwhile-${Math.random()}`;
    this.subscribe(id, '{ __typename }');
    const before = [];
    for (;;) {
      const message = await this.next();
      if (message.id !== id) before.push(message);
      else if (message.type === 'complete') return before;
    }
  }

  // The code and the reason of the end of the socket.
  async end(limit_ms = LIMIT_MS) {
    return within(limit_ms, this.closed, () => 'The socket stays open.');
  }

  close() {
    this.socket.terminate();
  }

  async #take() {
    const come = async () => {
      while (!this.#messages.length) {
        if (this.socket.readyState >= WebSocket.CLOSING) {
          const { code, reason } = await this.closed;
          throw new Error(`The socket was closed: ${code} ${reason}`);
        }
        await new Promise((resolve) => (this.#wake = resolve));
      }
      return this.#messages.shift();
    };
    return within(LIMIT_MS, come(), () => 'No message comes.');
  }
}

// What a promise gives in time; else an error that says what `complaint` finds then.
export async function within(limit_ms, promise, complaint) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint())), limit_ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Runs `body` with an acknowledged socket, which is closed whatever happens.
export const onSocket = (body, payload) => async () => {
  const frames = await Frames.ready(payload);
  try {
    await body(frames);
  } finally {
    frames.close();
  }
};
