// urql: queries, mutations, subscriptions, its document cache and persisted operations.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, cacheExchange, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { within } from '../frames.mjs';
import { headers, newId, newScene, startJob, url } from '../server.mjs';
import { socketClient } from '../socket_client.mjs';

const sceneId = await newScene();
const SCENE = gql`
  query Scene($id: ID!) {
    scene(id: $id) {
      id
      revision
      notes
    }
  }
`;
const UPDATE = gql`
  mutation Update($input: UpdateSceneInput!) {
    updateScene(input: $input) {
      scene {
        id
        revision
        notes
      }
      errors {
        code
        message
        path
      }
    }
  }
`;

const make = (exchanges = [cacheExchange, fetchExchange], options = {}) =>
  new Client({ url, exchanges, fetchOptions: { headers }, preferGetMethod: false, ...options });

// Counts the requests by method.
function counted() {
  const methods = [];
  return {
    methods,
    fetch: (input, options) => {
      methods.push(options.method);
      return fetch(input, options);
    },
  };
}

test('a query has data', async () => {
  const { data, error } = await make().query(SCENE, { id: sceneId });
  assert.equal(error?.message, undefined);
  assert.equal(data.scene.id, sceneId);
});

test('queries can be asked by GET', async () => {
  const { methods, fetch } = counted();
  const client = make([fetchExchange], { preferGetMethod: 'force', fetch });
  const { data, error } = await client.query(SCENE, { id: sceneId });
  assert.equal(error?.message, undefined);
  assert.deepEqual([data.scene.id, methods], [sceneId, ['GET']]);
});

test('what is asked twice is answered from the cache', async () => {
  const { methods, fetch } = counted();
  const client = make(undefined, { fetch });
  await client.query(SCENE, { id: sceneId });
  await client.query(SCENE, { id: sceneId });
  assert.deepEqual(methods, ['POST']);
});

test('a mutation refreshes the queries that show its type', async () => {
  const client = make();
  const before = await client.query(SCENE, { id: sceneId });
  const seen = new Promise((resolve) => {
    client.query(SCENE, { id: sceneId }).subscribe(({ data }) => {
      if (data.scene.notes === 'by urql') resolve();
    });
  });

  const input = {
    id: sceneId,
    patch: { notes: 'by urql' },
    expectedRevision: before.data.scene.revision,
  };
  const { data } = await client.mutation(UPDATE, { input });

  assert.deepEqual(data.updateScene.errors, []);
  await within(15_000, seen, () => 'The query was not refreshed.');
});

test('an error of the request has a code', async () => {
  const { error } = await make().query(
    gql`
      {
        nothing
      }
    `,
    {},
  );
  assert.equal(error.graphQLErrors[0].extensions.code, 'BAD_REQUEST');
  assert.equal(error.networkError, undefined);
});

test('an error of a field comes beside the data', async () => {
  const query = gql`
    query Node($id: ID!) {
      node(id: $id) {
        id
      }
      viewer {
        user {
          id
        }
      }
    }
  `;
  const { data, error } = await make().query(query, { id: 'nonsense' });
  assert.equal(data.node, null);
  assert.ok(data.viewer.user.id);
  assert.deepEqual(
    [error.graphQLErrors[0].extensions.code, error.graphQLErrors[0].path],
    ['BAD_ID', ['node']],
  );
});

// The statuses of a job up to the last one, as a client sees them.
async function followed(client) {
  const query = gql`
    subscription Follow($id: ID!) {
      jobEvents(jobId: $id) {
        job {
          id
          status
        }
      }
    }
  `;
  const id = await startJob();
  const statuses = [];
  const ended = new Promise((resolve, reject) => {
    client.subscription(query, { id }).subscribe(({ data, error }) => {
      if (error) reject(error);
      else if (statuses.push(data.jobEvents.job.status) && statuses.at(-1) === 'SUCCEEDED')
        resolve();
    });
  });
  await within(30_000, ended, () => 'The job was not seen to end.');
  return statuses;
}

test('a job is followed to its end over a socket', async () => {
  const socket = socketClient();
  const forwardSubscription = (request) => ({
    subscribe: (sink) => ({ unsubscribe: socket.subscribe(request, sink) }),
  });

  const statuses = await followed(
    make([fetchExchange, subscriptionExchange({ forwardSubscription })]),
  );

  await socket.dispose();
  assert.equal(statuses.at(-1), 'SUCCEEDED');
});

test('a job is followed to its end over server-sent events', async () => {
  const { methods, fetch } = counted();
  const statuses = await followed(make([fetchExchange], { fetchSubscriptions: true, fetch }));
  assert.deepEqual([statuses.at(-1), methods], ['SUCCEEDED', ['POST']]);
});

test('a persisted query is sent whole once, then by its hash, by GET', async () => {
  const { methods, fetch } = counted();
  const query = gql(`query Persisted($id: ID!) { scene(id: $id) { id ${newId('alias')}: notes } }`);
  const exchanges = [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange];
  const persisted = () => make(exchanges, { fetch, preferGetMethod: 'force' });

  const first = await persisted().query(query, { id: sceneId });
  const again = await persisted().query(query, { id: sceneId });

  assert.equal((first.error ?? again.error)?.message, undefined);
  assert.deepEqual(again.data, first.data);
  assert.deepEqual([methods.length, methods.at(-1)], [3, 'GET']);
});
