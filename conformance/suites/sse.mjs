// Server-sent events in distinct mode, by the graphql-sse client and by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-sse';
import { within } from '../frames.mjs';
import { ask, headers, projectId, register, startJob, url } from '../server.mjs';

const FOLLOW = 'subscription ($id: ID!) { projectEvents(projectId: $id) { __typename } }';
const ENDS = ['JobSucceeded', 'JobFailed', 'JobCancelled'];
const client = createClient({ url, headers, retryAttempts: 0 });
const nobody = createClient({ url, retryAttempts: 0 });

const collect = async (events) => {
  const all = [];
  for await (const event of events) all.push(event);
  return all;
};

const post = (body, more = {}) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...headers,
      ...more,
    },
    body: JSON.stringify(body),
  });

// The events of a stream that ends, as [name, data].
const events = (text) =>
  text
    .split(/\r?\n\r?\n/)
    .map((block) => block.split(/\r?\n/).filter((line) => line && !line.startsWith(':')))
    .filter((lines) => lines.length)
    .map((lines) => {
      const part = (name) =>
        lines
          .filter((line) => line.startsWith(`${name}:`))
          .map((line) => line.slice(name.length + 1).trim())
          .join('\n');
      return [part('event'), part('data')];
    });

test('a query has one result', async () => {
  const [result, ...rest] = await collect(client.iterate({ query: '{ viewer { __typename } }' }));
  assert.deepEqual(result.data, { viewer: { __typename: 'Viewer' } });
  assert.deepEqual(rest, []);
});

test('a mutation has one result', async () => {
  const query = 'mutation ($input: LogoutInput!) { logout(input: $input) { errors { code } } }';
  const variables = { input: { refreshToken: 'nonsense' } };
  const [result] = await collect(client.iterate({ query, variables }));
  assert.deepEqual(result.data, { logout: { errors: [] } });
});

test('a job is followed to its end', async () => {
  const query = 'subscription ($id: ID!) { jobEvents(jobId: $id) { __typename } }';
  const all = await collect(client.iterate({ query, variables: { id: await startJob() } }));
  assert.equal(all[0].data.jobEvents.__typename, 'JobSnapshot');
  assert.ok(ENDS.includes(all.at(-1).data.jobEvents.__typename));
});

test('what is left early can be followed anew', async () => {
  for (let n = 0; n < 20; n += 1) {
    for await (const { data } of client.iterate({ query: FOLLOW, variables: { id: projectId } })) {
      assert.equal(data.projectEvents.__typename, 'ProjectSnapshot');
      break;
    }
  }
});

for (const [name, query, code] of [
  ['a syntax error', '{', 'BAD_REQUEST'],
  ['an unknown field', '{ nothing }', 'BAD_REQUEST'],
  ['a variable that is missing', FOLLOW, 'BAD_REQUEST'],
]) {
  test(`${name} comes as a result with errors`, async () => {
    const [result, ...rest] = await collect(client.iterate({ query }));
    assert.deepEqual([result.data ?? null, rest], [null, []]);
    assert.equal(result.errors[0].extensions.code, code);
  });
}

test('a subscription of nobody comes as a result with errors', async () => {
  const asked = nobody.iterate({ query: FOLLOW, variables: { id: projectId } });
  const [result, ...rest] = await collect(asked);
  assert.equal(result.errors[0].extensions.code, 'UNAUTHENTICATED');
  assert.deepEqual(rest, []);
});

test('the end of the session ends the stream', async () => {
  const { accessToken, refreshToken } = await register();
  const query = `mutation ($input: CreateProjectInput!) {
    createProject(input: $input) { project { id } }
  }`;
  const own = { authorization: `Bearer ${accessToken}` };
  const made = await ask(query, { input: { title: 'Short-lived' } }, own);
  const { id } = made.data.createProject.project;
  const stream = await post({ query: FOLLOW, variables: { id } }, own);

  await ask('mutation ($input: LogoutInput!) { logout(input: $input) { errors { code } } }', {
    input: { refreshToken },
  });

  const all = events(await within(15_000, stream.text(), () => 'The stream goes on.'));
  const codes = all.map(([, data]) => data && JSON.parse(data).errors?.[0].extensions.code);
  assert.ok(codes.includes('UNAUTHENTICATED'), codes.join());
});

test('the stream is made of next events and one complete', async () => {
  const response = await post({ query: '{ __typename }' });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/event-stream(;\s*charset=utf-8)?$/);
  const [next, end, ...rest] = events(await response.text());
  assert.deepEqual([next[0], JSON.parse(next[1]).data], ['next', { __typename: 'Query' }]);
  assert.deepEqual([end, rest], [['complete', ''], []]);
});

test('the stream is not kept by anyone on its way', async () => {
  const response = await post({ query: '{ __typename }' });
  await response.text();
  assert.match(response.headers.get('cache-control') ?? '', /no-store|no-cache/);
});

test('validation errors are next events of a stream that ends', async () => {
  const response = await post({ query: '{ nothing }' });
  assert.equal(response.status, 200);
  assert.deepEqual(
    events(await response.text()).map(([name]) => name),
    ['next', 'complete'],
  );
});

test('a subscription can be asked by GET', async () => {
  const asked = new URL(url);
  asked.searchParams.set(
    'query',
    'subscription ($id: ID!) { jobEvents(jobId: $id) { __typename } }',
  );
  asked.searchParams.set('variables', JSON.stringify({ id: await startJob() }));
  const response = await fetch(asked, { headers: { accept: 'text/event-stream', ...headers } });
  assert.equal(response.status, 200);
  const all = events(await response.text());
  assert.equal(all.at(-1)[0], 'complete');
  assert.ok(all.length > 1 && all.slice(0, -1).every(([name]) => name === 'next'));
});

test('a subscription by plain POST says what to do, with a status of 4xx', async () => {
  const body = { query: FOLLOW, variables: { id: projectId } };
  const response = await post(body, { accept: 'application/graphql-response+json' });
  assert.ok(response.status >= 400 && response.status < 500, `status ${response.status}`);
  const [{ message }] = (await response.json()).errors;
  assert.match(message, /text\/event-stream/);
});

test('the single connection mode is not offered', async () => {
  const response = await fetch(url, { method: 'PUT', headers });
  assert.equal(response.status, 405);
});
