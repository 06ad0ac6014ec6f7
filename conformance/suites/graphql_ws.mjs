// The graphql-ws client, as front-ends configure it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { within } from '../frames.mjs';
import { projectId, startJob } from '../server.mjs';
import { socketClient } from '../socket_client.mjs';

const FOLLOW = `subscription ($id: ID!, $after: String) {
  jobEvents(jobId: $id, after: $after) { __typename cursor }
}`;
const ENDS = ['JobSucceeded', 'JobFailed', 'JobCancelled'];

// Runs `body` with a client, which is disposed whatever happens.
const withClient =
  (body, options = {}) =>
  async () => {
    const client = socketClient(options);
    try {
      await body(client);
    } finally {
      await client.dispose();
    }
  };

const collect = async (events) => {
  const all = [];
  for await (const event of events) all.push(event);
  return all;
};

test(
  'a query has one result',
  withClient(async (client) => {
    const [result, ...rest] = await collect(client.iterate({ query: '{ viewer { __typename } }' }));
    assert.deepEqual(result.data, { viewer: { __typename: 'Viewer' } });
    assert.deepEqual(rest, []);
  }),
);

test(
  'a job is followed to its end, and again from any cursor',
  withClient(async (client) => {
    const id = await startJob();
    const events = (await collect(client.iterate({ query: FOLLOW, variables: { id } }))).map(
      ({ data }) => data.jobEvents,
    );
    assert.ok(ENDS.includes(events.at(-1).__typename), JSON.stringify(events));

    const { cursor } = events.findLast((event) => event.cursor && !ENDS.includes(event.__typename));
    const again = await collect(
      client.iterate({ query: FOLLOW, variables: { id, after: cursor } }),
    );

    const behind = again.map(({ data }) => data.jobEvents);
    assert.deepEqual(behind.at(-1), events.at(-1));
    assert.ok(behind.every((event) => event.cursor !== cursor));
  }),
);

test(
  'what is left early ends on the server',
  withClient(async (client) => {
    const query = 'subscription ($id: ID!) { projectEvents(projectId: $id) { __typename } }';
    for (let n = 0; n < 120; n += 1) {
      // More than may run at once: each is over when the next one comes.
      for await (const { data } of client.iterate({ query, variables: { id: projectId } })) {
        assert.equal(data.projectEvents.__typename, 'ProjectSnapshot');
        break;
      }
    }
  }),
);

test(
  'errors of a request reach the sink',
  withClient(async (client) => {
    await assert.rejects(collect(client.iterate({ query: '{ nothing }' })), (errors) => {
      assert.equal(errors[0].extensions.code, 'BAD_REQUEST');
      return true;
    });
  }),
);

test('keep-alive pings get their pongs', async () => {
  let pongs = 0;
  let enough;
  const three = new Promise((resolve) => (enough = resolve));
  const on = {
    pong: (received) => {
      if (received && (pongs += 1) === 3) enough();
    },
  };
  await withClient(() => within(15_000, three, () => `Only ${pongs} pongs came.`), {
    lazy: false,
    keepAlive: 20,
    on,
  })();
});

test('a token that does not hold is told by 4403', async () => {
  await withClient(
    async (client) => {
      await assert.rejects(collect(client.iterate({ query: '{ __typename }' })), { code: 4403 });
    },
    { connectionParams: { authorization: 'Bearer nonsense' } },
  )();
});

test('after a lost connection the client comes back by itself', async () => {
  let socket;
  let connected = 0;
  const options = {
    retryAttempts: 5,
    on: {
      connected: (it) => {
        socket = it;
        connected += 1;
      },
    },
  };
  await withClient(async (client) => {
    const query = 'subscription ($id: ID!) { projectEvents(projectId: $id) { __typename } }';
    const events = client.iterate({ query, variables: { id: projectId } });
    await events.next();
    socket.terminate();
    const { value } = await events.next();
    assert.equal(value.data.projectEvents.__typename, 'ProjectSnapshot');
    await events.return();
  }, options)();
  assert.equal(connected, 2);
});
