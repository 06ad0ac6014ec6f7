// Operations over graphql-transport-ws, by raw frames: their answers, their errors and their ids.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onSocket } from '../frames.mjs';
import { ask, newScene, projectId } from '../server.mjs';

const sceneId = await newScene();
const FOLLOW = 'subscription ($id: ID!) { projectEvents(projectId: $id) { __typename cursor } }';
const RENAME = `mutation ($input: UpdateSceneInput!) {
  updateScene(input: $input) { scene { notes } errors { message } }
}`;
const following = { variables: { id: projectId } };

describe('operations', () => {
  test(
    'a query is one next and a complete',
    onSocket(async (frames) => {
      frames.subscribe('1', '{ viewer { __typename } }');
      const [next, end, ...rest] = await frames.answer('1');
      assert.deepEqual(next.payload.data, { viewer: { __typename: 'Viewer' } });
      assert.deepEqual([end, rest], [{ id: '1', type: 'complete' }, []]);
    }),
  );
  test(
    'a mutation is one next and a complete',
    onSocket(async (frames) => {
      const read = await ask('query ($id: ID!) { scene(id: $id) { revision } }', { id: sceneId });
      const { revision } = read.data.scene;
      const input = { id: sceneId, patch: { notes: 'by socket' }, expectedRevision: revision };
      frames.subscribe('1', RENAME, { variables: { input } });
      const [next, end] = await frames.answer('1');
      assert.deepEqual(next.payload.data.updateScene, {
        scene: { notes: 'by socket' },
        errors: [],
      });
      assert.equal(end.type, 'complete');
    }),
  );
  test(
    'a subscription goes on until the client completes it',
    onSocket(async (frames) => {
      frames.subscribe('1', FOLLOW, following);
      const first = await frames.next();
      assert.equal(first.payload.data.projectEvents.__typename, 'ProjectSnapshot');
      frames.send({ id: '1', type: 'complete' });
      assert.deepEqual(await frames.meanwhile(), []);
    }),
  );
  test(
    'absent and null parts of a payload are the same',
    onSocket(async (frames) => {
      const nothing = { operationName: null, variables: null, extensions: null };
      frames.subscribe('1', '{ __typename }', nothing);
      const [next] = await frames.answer('1');
      assert.equal(next.payload.data.__typename, 'Query');
    }),
  );
  test(
    'the named one of several operations is run',
    onSocket(async (frames) => {
      frames.subscribe('1', 'query A { a: __typename } query B { b: __typename }', {
        operationName: 'B',
      });
      const [next] = await frames.answer('1');
      assert.deepEqual(next.payload.data, { b: 'Query' });
    }),
  );
  test(
    'fifty at once are all answered',
    onSocket(async (frames) => {
      const ids = Array.from({ length: 50 }, (_, n) => `q${n}`);
      for (const id of ids) frames.subscribe(id, '{ viewer { user { id } } }');
      const ended = new Set();
      while (ended.size < ids.length) {
        const message = await frames.next();
        assert.notEqual(message.type, 'error');
        if (message.type === 'complete') ended.add(message.id);
      }
      assert.deepEqual([...ended].sort(), ids.sort());
    }),
  );
  test(
    'the hundred and first running one is an error, and the socket lives',
    onSocket(async (frames) => {
      for (let n = 0; n <= 100; n += 1) frames.subscribe(`s${n}`, FOLLOW, following);
      let message;
      do message = await frames.next();
      while (message.type === 'next');
      assert.equal(message.type, 'error');
      assert.ok(message.payload[0].extensions.code);
      frames.send({ id: 's0', type: 'complete' });
      frames.subscribe('again', '{ __typename }');
      const [next] = await frames.answer('again');
      assert.equal(next.payload.data.__typename, 'Query');
    }),
  );
});

describe('errors end their operation, not the socket', () => {
  const broken = {
    'a syntax error': ['{'],
    'an empty document': [''],
    'an unknown field': ['{ nothing }'],
    'a variable of the wrong type': [
      'query ($id: ID!) { node(id: $id) { id } }',
      { variables: { id: {} } },
    ],
    'a variable that is missing': ['query ($id: ID!) { node(id: $id) { id } }'],
    'an unknown operationName': ['query A { __typename }', { operationName: 'B' }],
    'several operations and no name': ['query A { __typename } query B { __typename }'],
    'a subscription with two root fields': [
      `subscription ($id: ID!) {
        a: projectEvents(projectId: $id) { at }
        b: projectEvents(projectId: $id) { at }
      }`,
      following,
    ],
    'a subscription to what is not there': [
      FOLLOW,
      { variables: { id: 'prj_01jd0000000000000000000000' } },
    ],
    'a subscription with a malformed id': [FOLLOW, { variables: { id: 'nonsense' } }],
    'a document nested a thousand levels deep': [`${'{a'.repeat(1000)}${'}'.repeat(1000)}`],
  };
  for (const [name, [query, more]] of Object.entries(broken)) {
    test(
      name,
      onSocket(async (frames) => {
        frames.subscribe('1', query, more);
        const [error, ...rest] = await frames.answer('1');
        assert.deepEqual([error.type, rest], ['error', []]);
        assert.ok(Array.isArray(error.payload) && error.payload.length > 0);
        for (const each of error.payload) {
          assert.equal(typeof each.message, 'string');
          assert.equal(typeof each.extensions.code, 'string');
        }
        assert.deepEqual(await frames.meanwhile(), []);
      }),
    );
  }
  test(
    'a subscription of nobody',
    onSocket(async (frames) => {
      frames.subscribe('1', FOLLOW, following);
      const [error] = await frames.answer('1');
      assert.equal(error.type, 'error');
      assert.equal(error.payload[0].extensions.code, 'UNAUTHENTICATED');
    }, {}),
  );
  test(
    'an error of a field comes beside its data',
    onSocket(async (frames) => {
      frames.subscribe('1', 'query ($id: ID!) { node(id: $id) { id } __typename }', {
        variables: { id: 'nonsense' },
      });
      const [next, end] = await frames.answer('1');
      assert.deepEqual(next.payload.data, { node: null, __typename: 'Query' });
      assert.equal(next.payload.errors[0].extensions.code, 'BAD_ID');
      assert.equal(end.type, 'complete');
    }),
  );
});

describe('ids', () => {
  test(
    'are free again after complete',
    onSocket(async (frames) => {
      for (let n = 0; n < 3; n += 1) {
        frames.subscribe('1', '{ __typename }');
        assert.equal((await frames.answer('1')).length, 2);
      }
    }),
  );
  test(
    'are free again after an error',
    onSocket(async (frames) => {
      frames.subscribe('1', '{');
      assert.equal((await frames.answer('1'))[0].type, 'error');
      frames.subscribe('1', '{ __typename }');
      assert.equal((await frames.answer('1'))[0].type, 'next');
    }),
  );
  test(
    'are free again once the client has completed a subscription',
    onSocket(async (frames) => {
      for (let n = 0; n < 3; n += 1) {
        frames.subscribe('1', FOLLOW, following);
        assert.equal((await frames.next()).type, 'next');
        frames.send({ id: '1', type: 'complete' });
      }
      frames.subscribe('1', '{ __typename }');
      const messages = await frames.answer('1');
      assert.equal(messages.at(-2).payload.data.__typename, 'Query');
    }),
  );
  test(
    'that nobody knows may be completed',
    onSocket(async (frames) => {
      frames.send({ id: 'unknown', type: 'complete' });
      assert.deepEqual(await frames.meanwhile(), []);
    }),
  );
  test(
    'may be any text',
    onSocket(async (frames) => {
      const id = `场景 "${'x'.repeat(1000)}"`;
      frames.subscribe(id, '{ __typename }');
      assert.equal((await frames.answer(id)).length, 2);
    }),
  );
});
