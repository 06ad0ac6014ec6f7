// The graphql-ws client, which other clients subscribe with.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { headers, socketUrl } from './server.mjs';

export const socketClient = (options = {}) =>
  createClient({
    url: socketUrl,
    webSocketImpl: WebSocket,
    connectionParams: headers,
    retryAttempts: 0,
    ...options,
  });
