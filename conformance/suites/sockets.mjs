// The graphql-transport-ws protocol, by raw frames: negotiation, messages and every close code.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Frames, onSocket } from '../frames.mjs';
import { ask, projectId, register } from '../server.mjs';

const MEBIBYTE = 1024 * 1024;
const FOLLOW = 'subscription ($id: ID!) { projectEvents(projectId: $id) { __typename cursor } }';
const following = { variables: { id: projectId } };

// The close code after one message on a new socket, acknowledged or not.
async function closeCode(sent, { isReady = true } = {}) {
  const frames = await (isReady ? Frames.ready() : Frames.open());
  frames.socket.send(
    typeof sent === 'object' && !(sent instanceof Buffer) ? JSON.stringify(sent) : sent,
  );
  const { code } = await frames.end();
  return code;
}

describe('negotiation', () => {
  test('graphql-transport-ws is spoken', async () => {
    const frames = await Frames.open();
    assert.equal(frames.socket.protocol, 'graphql-transport-ws');
    frames.close();
  });
  test('a legacy protocol offered first is passed over', async () => {
    const frames = await Frames.open(['graphql-ws', 'graphql-transport-ws']);
    assert.equal(frames.socket.protocol, 'graphql-transport-ws');
    frames.close();
  });
  for (const protocol of ['graphql-ws', 'chat', undefined]) {
    test(`${protocol ?? 'nothing'} alone is told by 4406`, async () => {
      const { code } = await (await Frames.open(protocol ?? [])).end();
      assert.equal(code, 4406);
    });
  }
  test('messages are not compressed, also when the client offers it', async () => {
    const frames = await Frames.open(undefined, { perMessageDeflate: true });
    assert.equal(frames.socket.extensions, '');
    frames.close();
  });
  test('a page of a foreign origin is refused', async () => {
    const { code } = await (await Frames.open(undefined, { origin: 'https://evil.example' })).end();
    assert.ok([403, 4403].includes(code), `closed with ${code}`);
  });
});

describe('connection_init', () => {
  for (const [name, message] of [
    ['without a payload', { type: 'connection_init' }],
    ['with a null payload', { type: 'connection_init', payload: null }],
    ['with an empty payload', { type: 'connection_init', payload: {} }],
  ]) {
    test(`${name} is acknowledged`, async () => {
      const frames = await Frames.open();
      frames.send(message);
      assert.equal((await frames.next()).type, 'connection_ack');
      frames.close();
    });
  }
  for (const payload of [[], 7, 'text']) {
    test(`with the payload ${JSON.stringify(payload)} is closed with 4400`, async () => {
      const code = await closeCode({ type: 'connection_init', payload }, { isReady: false });
      assert.equal(code, 4400);
    });
  }
  test('with a token that does not hold is closed with 4403', async () => {
    const sent = { type: 'connection_init', payload: { authorization: 'Bearer nonsense' } };
    assert.equal(await closeCode(sent, { isReady: false }), 4403);
  });
  test('that comes twice is closed with 4429', async () => {
    assert.equal(await closeCode({ type: 'connection_init' }), 4429);
  });
  test('that comes twice at once is closed with 4429', async () => {
    const frames = await Frames.open();
    frames.send({ type: 'connection_init' });
    frames.send({ type: 'connection_init' });
    assert.equal((await frames.end()).code, 4429);
  });
  test('that never comes is closed with 4408', async () => {
    const frames = await Frames.open();
    assert.equal((await frames.end(70_000)).code, 4408);
  });
});

describe('what is no message is closed with 4400', () => {
  const payload = { query: '{ __typename }' };
  const cases = {
    'text that is not JSON': '{',
    'an empty text': '',
    'an array': '[]',
    'a number': '7',
    null: 'null',
    'a string': '"ping"',
    'JSON of a hundred thousand levels': '['.repeat(100_000),
    'a binary frame': Buffer.from('{"type":"ping"}'),
    'a message without a type': {},
    'a message whose type is a number': { type: 1 },
    'a message of an unknown type': { type: 'start' },
    'a message that only servers send': { type: 'next', id: '1', payload: {} },
    'a ping whose payload is a text': { type: 'ping', payload: 'text' },
    'a pong whose payload is an array': { type: 'pong', payload: [] },
    'a subscribe without an id': { type: 'subscribe', payload },
    'a subscribe whose id is empty': { type: 'subscribe', id: '', payload },
    'a subscribe whose id is a number': { type: 'subscribe', id: 1, payload },
    'a subscribe without a payload': { type: 'subscribe', id: '1' },
    'a subscribe whose payload is null': { type: 'subscribe', id: '1', payload: null },
    'a subscribe whose payload is a text': {
      type: 'subscribe',
      id: '1',
      payload: '{ __typename }',
    },
    'a subscribe whose query is a number': { type: 'subscribe', id: '1', payload: { query: 7 } },
    'a subscribe whose variables are an array': {
      type: 'subscribe',
      id: '1',
      payload: { ...payload, variables: [] },
    },
    'a subscribe whose extensions are an array': {
      type: 'subscribe',
      id: '1',
      payload: { ...payload, extensions: [] },
    },
    'a subscribe whose operationName is a number': {
      type: 'subscribe',
      id: '1',
      payload: { ...payload, operationName: 7 },
    },
    'a complete without an id': { type: 'complete' },
    'a complete whose id is a number': { type: 'complete', id: 1 },
  };
  for (const [name, sent] of Object.entries(cases)) {
    test(name, async () => assert.equal(await closeCode(sent), 4400));
  }
  test('the reason says what is wrong', async () => {
    const frames = await Frames.ready();
    frames.socket.send('{');
    assert.notEqual((await frames.end()).reason, '');
  });
});

describe('other ends', () => {
  test('an operation before the acknowledgement is closed with 4401', async () => {
    const sent = { id: '1', type: 'subscribe', payload: { query: '{ __typename }' } };
    assert.equal(await closeCode(sent, { isReady: false }), 4401);
  });
  test('the id of a running operation is closed with 4409', async () => {
    const frames = await Frames.ready();
    frames.subscribe('same', FOLLOW, following);
    frames.subscribe('same', FOLLOW, following);
    const { code, reason } = await frames.end();
    assert.equal(code, 4409);
    assert.equal(reason, 'Subscriber for same already exists');
  });
  test('the end of the session is closed with 4403', async () => {
    const { accessToken, refreshToken } = await register();
    const frames = await Frames.ready({ authorization: `Bearer ${accessToken}` });
    const logout = 'mutation ($input: LogoutInput!) { logout(input: $input) { errors { code } } }';
    await ask(logout, { input: { refreshToken } });
    assert.equal((await frames.end()).code, 4403);
  });
  test('a message above 1 MiB is closed with 1009', async () => {
    const payload = { text: 'x'.repeat(MEBIBYTE) };
    assert.equal(await closeCode({ type: 'ping', payload }), 1009);
  });
  test(
    'a message just below 1 MiB is read',
    onSocket(async (frames) => {
      frames.send({ type: 'ping', payload: { text: 'x'.repeat(MEBIBYTE - 100) } });
      assert.equal((await frames.next()).type, 'pong');
    }),
  );
});

describe('ping and pong', () => {
  test('a ping is answered before the acknowledgement', async () => {
    const frames = await Frames.open();
    frames.send({ type: 'ping' });
    assert.equal((await frames.next()).type, 'pong');
    frames.close();
  });
  test(
    'a ping is answered after it',
    onSocket(async (frames) => {
      frames.send({ type: 'ping', payload: { from: 'us' } });
      assert.equal((await frames.next()).type, 'pong');
    }),
  );
  test(
    'a ping may carry a null payload',
    onSocket(async (frames) => {
      frames.send({ type: 'ping', payload: null });
      assert.equal((await frames.next()).type, 'pong');
    }),
  );
  test(
    'a pong that nobody asked for is ignored',
    onSocket(async (frames) => {
      frames.send({ type: 'pong', payload: {} });
      assert.deepEqual(await frames.meanwhile(), []);
    }),
  );
});
