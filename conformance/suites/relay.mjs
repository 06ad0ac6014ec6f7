// Relay: its compiler over the schema, its runtime and its hooks against the server.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, test } from 'node:test';
import { Suspense, createElement as element } from 'react';
import {
  RelayEnvironmentProvider,
  useLazyLoadQuery,
  usePaginationFragment,
  useRefetchableFragment,
} from 'react-relay';
import renderer from 'react-test-renderer';
import runtime from 'relay-runtime';
import { within } from '../frames.mjs';
import { ask, headers, newScene, out, projectId, startJob, url } from '../server.mjs';
import { socketClient } from '../socket_client.mjs';

const { Environment, Network, Observable, RecordSource, Store } = runtime;
const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const artifacts = join(out, 'relay');
// Artifacts require one another without a suffix, which only CommonJS finds.
const artifact = (name) =>
  createRequire(join(artifacts, '/'))(`./__generated__/${name}.graphql.js`);
const compile = () =>
  execFileSync(
    process.execPath,
    [here('node_modules/relay-compiler/cli.js'), 'relay.config.json'],
    {
      cwd: artifacts,
      encoding: 'utf8',
      stdio: 'pipe',
    },
  );

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

let environment;
let sceneId;
let passing = Promise.resolve(); // answers come to Relay once this is settled

function connect() {
  const fetchOperation = async ({ text: query }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    await passing;
    return response.json();
  };
  const socket = socketClient();
  const subscribe = ({ text: query, name: operationName }, variables) =>
    Observable.create((sink) => socket.subscribe({ query, operationName, variables }, sink));
  return new Environment({
    network: Network.create(fetchOperation, subscribe),
    store: new Store(new RecordSource()),
  });
}

const read = (name, variables) =>
  runtime
    .fetchQuery(environment, artifact(name), variables, { fetchPolicy: 'network-only' })
    .toPromise();

const commit = (name, variables, more = {}) =>
  new Promise((resolve, reject) => {
    runtime.commitMutation(environment, {
      mutation: artifact(name),
      variables,
      onCompleted: (data, errors) => (errors ? reject(errors) : resolve(data)),
      onError: reject,
      ...more,
    });
  });

// Renders a component below a query; gives what it returned last, once that holds.
async function render(query, variables, use) {
  let seen;
  const Child = () => {
    seen = use(useLazyLoadQuery(artifact(query), variables));
    return null;
  };
  const tree = element(
    RelayEnvironmentProvider,
    { environment },
    element(Suspense, { fallback: null }, element(Child)),
  );
  await renderer.act(async () => renderer.create(tree));
  return async (holds) => {
    const settle = async () => {
      while (!(seen && holds(seen))) {
        await renderer.act(() => new Promise((resolve) => setTimeout(resolve, 5)));
      }
      return seen;
    };
    return within(15_000, settle(), () => `Rendered last: ${JSON.stringify(seen?.data)}`);
  };
}

before(async () => {
  mkdirSync(join(artifacts, '__generated__'), { recursive: true });
  copyFileSync(here('relay/Studio.js'), join(artifacts, 'Studio.js'));
  copyFileSync(here('../schema.graphql'), join(artifacts, 'schema.graphql'));
  writeFileSync(
    join(artifacts, 'relay.config.json'),
    JSON.stringify({
      src: '.',
      schema: './schema.graphql',
      language: 'javascript',
      artifactDirectory: './__generated__',
      eagerEsModules: false,
      requireCustomScalarTypes: true,
      customScalarTypes: { DateTime: 'string' },
    }),
  );
  environment = connect();
  sceneId = await newScene();
});

test('the compiler takes the schema and the documents', () => {
  compile();
  assert.equal(artifact('StudioQuery').params.operationKind, 'query');
});

test('a query has data', async () => {
  const { project } = await read('StudioQuery', { id: projectId });
  assert.equal(project.title, 'The last ferry');
});

test('objects are refetched by node, in any number by nodes', async () => {
  const data = await read('StudioJobsQuery', { ids: [sceneId, projectId], filter: null });
  assert.deepEqual(data.nodes, [
    { __typename: 'Scene', id: sceneId },
    { __typename: 'Project', id: projectId },
  ]);
  assert.equal(data.jobs.pageInfo.hasPreviousPage, false);
});

test('the pages of a connection are loaded to its end', async () => {
  const until = await render('StudioQuery', { id: projectId }, (data) =>
    usePaginationFragment(artifact('Studio_project'), data.project),
  );
  const { data, hasNext, loadNext } = await until(({ data }) => data);
  assert.deepEqual([data.episodes.edges.length, hasNext], [2, true]);

  await renderer.act(async () => loadNext(2));

  const all = await until(({ hasNext, isLoadingNext }) => !hasNext && !isLoadingNext);
  const ids = all.data.episodes.edges.map(({ node }) => node.id);
  assert.equal(new Set(ids).size, data.episodes.totalCount);
});

test('a fragment is refetched through its node', async () => {
  const until = await render('StudioNodeQuery', { id: sceneId }, (data) => {
    const [scene, refetch] = useRefetchableFragment(artifact('Studio_scene'), data.node.scene);
    return { data: scene, refetch };
  });
  const { data, refetch } = await until(({ data }) => data);
  await ask(
    'mutation ($input: UpdateSceneInput!) { updateScene(input: $input) { errors { code } } }',
    { input: { id: sceneId, patch: { notes: 'elsewhere' }, expectedRevision: data.revision } },
  );

  await renderer.act(async () => refetch({}, { fetchPolicy: 'network-only' }));

  await until(({ data }) => data.notes === 'elsewhere' && data.revision === 2);
});

test('an optimistic mutation is seen before the answer and replaced by it', async () => {
  const id = await newScene();
  const until = await render('StudioNodeQuery', { id }, (data) => {
    const [scene] = useRefetchableFragment(artifact('Studio_scene'), data.node.scene);
    return { data: scene };
  });
  const { data } = await until(({ data }) => data);
  const input = { id, patch: { notes: 'by Relay' }, expectedRevision: data.revision };
  const scene = { __typename: 'Scene', ...data, id, notes: 'by Relay', revision: -1 };

  let pass;
  passing = new Promise((resolve) => (pass = resolve));
  const committed = commit(
    'StudioUpdateMutation',
    { input },
    {
      optimisticResponse: { updateScene: { scene, errors: [] } },
    },
  );
  try {
    await until(({ data }) => data.revision === -1);
  } finally {
    pass();
  }
  const { updateScene } = await committed;

  assert.deepEqual(updateScene.errors, []);
  const { data: after } = await until(({ data }) => data.revision > 0);
  assert.deepEqual([after.notes, after.revision], ['by Relay', data.revision + 1]);
});

test('a deletion takes the object from the store', async () => {
  const id = await newScene();
  await read('StudioNodeQuery', { id });
  assert.ok(environment.getStore().getSource().get(id));

  await commit('StudioDeleteMutation', { input: { id } });

  assert.equal(environment.getStore().getSource().get(id), null);
});

test('a job is followed to its end', async () => {
  const variables = { id: await startJob() };
  const events = [];
  await new Promise((resolve, reject) => {
    runtime.requestSubscription(environment, {
      subscription: artifact('StudioFollowSubscription'),
      variables,
      onNext: ({ jobEvents }) => events.push(jobEvents.job.status),
      onError: reject,
      onCompleted: resolve,
    });
  });
  assert.equal(events.at(-1), 'SUCCEEDED');
});

test('what does not fit the schema is refused by the compiler', () => {
  writeFileSync(join(artifacts, 'Studio.js'), 'graphql`query StudioQuery { nothing }`');
  assert.throws(compile, /no field `nothing`|nothing/);
});
