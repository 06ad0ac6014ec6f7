// Apollo Client: queries, mutations, subscriptions, persisted queries and its normalised cache.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { within } from '../frames.mjs';
import { episodeId, headers, newId, newScene, projectId, startJob, url } from '../server.mjs';
import { socketClient } from '../socket_client.mjs';

const sceneId = await newScene();
const SCENE = gql`
  query Scene($id: ID!) {
    scene(id: $id) {
      id
      revision
      notes
      summary
    }
  }
`;
const EPISODE = gql`
  query Episode($id: ID!) {
    episode(id: $id) {
      id
      title
      scenes {
        id
        revision
        notes
      }
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
        __typename
        code
        message
        path
        ... on ConflictError {
          currentRevision
          current {
            id
          }
        }
      }
    }
  }
`;
const PAGE = gql`
  query Page($id: ID!, $first: Int!, $after: String) {
    project(id: $id) {
      id
      episodes(first: $first, after: $after) {
        edges {
          cursor
          node {
            id
            title
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`;

const make = (link = new HttpLink({ uri: url, headers })) =>
  new ApolloClient({
    link,
    cache: new InMemoryCache({
      possibleTypes: { Node: ['Project', 'Episode', 'Scene'] },
      typePolicies: { Project: { fields: { episodes: relayStylePagination() } } },
    }),
  });

const read = async (client, options) =>
  (await client.query({ fetchPolicy: 'network-only', ...options })).data;

// The results of a watched query, one after the other.
function watch(client, options) {
  const seen = [];
  let wake = () => {};
  const query = client.watchQuery(options);
  const subscription = query.subscribe((result) => {
    if (result.dataState === 'complete') seen.push(result.data);
    wake();
  });
  const until = async (holds) => {
    while (!seen.some(holds)) await new Promise((resolve) => (wake = resolve));
    return seen.find(holds);
  };
  return {
    query,
    seen,
    until: (holds) => within(15_000, until(holds), () => `Seen only ${JSON.stringify(seen)}.`),
    stop: () => subscription.unsubscribe(),
  };
}

test('a query has data', async () => {
  const data = await read(make(), { query: SCENE, variables: { id: sceneId } });
  assert.equal(data.scene.id, sceneId);
});

test('the cache holds each object once, by its id', async () => {
  const client = make();
  await read(client, { query: EPISODE, variables: { id: episodeId } });
  await read(client, { query: SCENE, variables: { id: sceneId } });

  const keys = Object.keys(client.cache.extract());

  assert.ok(keys.includes(`Episode:${episodeId}`), keys.join());
  assert.equal(keys.filter((key) => key === `Scene:${sceneId}`).length, 1);
  assert.deepEqual(
    keys.filter((key) => !/^(ROOT_QUERY|__META|[A-Z]\w+:[a-z]+_[0-9a-z]{26})$/.test(key)),
    [],
  );
});

test('an object is found by node with the fields of its type', async () => {
  const query = gql`
    query Node($id: ID!) {
      node(id: $id) {
        id
        ... on Scene {
          notes
          summary
        }
      }
    }
  `;
  const { node } = await read(make(), { query, variables: { id: sceneId } });
  assert.deepEqual([node.__typename, typeof node.notes], ['Scene', 'string']);
});

test('a mutation updates what is watched, with no query of its own', async () => {
  const client = make();
  const watched = watch(client, { query: EPISODE, variables: { id: episodeId } });
  await watched.until(() => true);
  const { scene } = await read(client, { query: SCENE, variables: { id: sceneId } });

  const input = { id: sceneId, patch: { notes: 'by Apollo' }, expectedRevision: scene.revision };
  await client.mutate({ mutation: UPDATE, variables: { input } });

  await watched.until(({ episode }) => episode.scenes.some(({ notes }) => notes === 'by Apollo'));
  watched.stop();
});

test('an optimistic update is seen before the answer and replaced by it', async () => {
  const client = make();
  const { scene } = await read(client, { query: SCENE, variables: { id: sceneId } });
  const watched = watch(client, { query: SCENE, variables: { id: sceneId } });
  const change = { id: sceneId, patch: { notes: 'optimist' }, expectedRevision: scene.revision };

  await client.mutate({
    mutation: UPDATE,
    variables: { input: change },
    optimisticResponse: {
      updateScene: {
        __typename: 'UpdateScenePayload',
        scene: { __typename: 'Scene', id: sceneId, revision: -1, notes: 'optimist' },
        errors: [],
      },
    },
  });

  await watched.until(({ scene: { revision } }) => revision > scene.revision);
  watched.stop();
  const revisions = watched.seen.map((data) => data.scene.revision);
  assert.ok(revisions.indexOf(-1) > 0 && revisions.at(-1) === scene.revision + 1, revisions.join());
});

test('an optimistic creation keeps its key', async () => {
  const client = make();
  const id = newId('scn');
  const mutation = gql`
    mutation Create($input: CreateSceneInput!) {
      createScene(input: $input) {
        scene {
          id
          summary
        }
        errors {
          code
          message
          path
        }
      }
    }
  `;
  const shown = { __typename: 'Scene', id, summary: 'A door opens.' };
  const { data } = await client.mutate({
    mutation,
    variables: { input: { id, episodeId, summary: 'A door opens.' } },
    optimisticResponse: {
      createScene: { __typename: 'CreateScenePayload', scene: shown, errors: [] },
    },
  });
  assert.deepEqual(data.createScene, {
    __typename: 'CreateScenePayload',
    scene: shown,
    errors: [],
  });
  const kept = Object.keys(client.cache.extract()).filter((key) => key.startsWith('Scene:'));
  assert.deepEqual(kept, [`Scene:${id}`]);
});

test('an error that people can mend is data, typed', async () => {
  const client = make();
  const id = await newScene();
  const update = async (notes) => {
    const variables = { input: { id, patch: { notes }, expectedRevision: 1 } };
    return (await client.mutate({ mutation: UPDATE, variables })).data;
  };
  assert.deepEqual((await update('first')).updateScene.errors, []);

  const data = await update('too late');

  const [error] = data.updateScene.errors;
  assert.equal(data.updateScene.scene, null);
  assert.deepEqual([error.__typename, error.code], ['ConflictError', 'CONFLICT']);
  assert.equal(error.current.id, id);
});

test('an error of the request has a code', async () => {
  await assert.rejects(
    read(make(), {
      query: gql`
        {
          nothing
        }
      `,
    }),
    (error) => {
      const codes = (error.errors ?? JSON.parse(error.bodyText).errors).map(
        (each) => each.extensions.code,
      );
      assert.deepEqual(codes, ['BAD_REQUEST']);
      return true;
    },
  );
});

test('pages are merged into one list', async () => {
  const client = make();
  const variables = { id: projectId, first: 2 };
  const watched = watch(client, { query: PAGE, variables });
  const { episodes } = (await watched.until(() => true)).project;
  assert.equal(episodes.pageInfo.hasNextPage, true);

  await watched.query.fetchMore({ variables: { after: episodes.pageInfo.endCursor } });

  const merged = await watched.until(({ project }) => !project.episodes.pageInfo.hasNextPage);
  watched.stop();
  const { edges, totalCount } = merged.project.episodes;
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, totalCount);
});

test('a job is followed to its end over a socket', async () => {
  const socket = socketClient();
  const client = make(new GraphQLWsLink(socket));
  const query = gql`
    subscription Follow($id: ID!) {
      jobEvents(jobId: $id) {
        cursor
        at
        job {
          id
          status
        }
      }
    }
  `;
  const variables = { id: await startJob() };
  const statuses = [];
  await new Promise((resolve, reject) => {
    client.subscribe({ query, variables }).subscribe({
      next: ({ data, error }) => (error ? reject(error) : statuses.push(data.jobEvents.job.status)),
      error: reject,
      complete: resolve,
    });
  });
  await socket.dispose();
  assert.equal(statuses.at(-1), 'SUCCEEDED');
});

test('a persisted query is sent whole once, then by its hash, by GET', async () => {
  const sent = [];
  const counting = (uri, options) => {
    sent.push([
      options.method,
      JSON.stringify([String(uri), options.body]).includes('query Persisted'),
    ]);
    return fetch(uri, options);
  };
  const query = gql(`query Persisted($id: ID!) { scene(id: $id) { id ${newId('alias')}: notes } }`);
  const persisted = () =>
    make(
      ApolloLink.from([
        new PersistedQueryLink({
          sha256: (text) => createHash('sha256').update(text).digest('hex'),
          useGETForHashedQueries: true,
        }),
        new HttpLink({ uri: url, headers, fetch: counting }),
      ]),
    );

  const first = await read(persisted(), { query, variables: { id: sceneId } });
  const again = await read(persisted(), { query, variables: { id: sceneId } });

  assert.deepEqual(again, first);
  assert.deepEqual(sent, [
    ['GET', false],
    ['POST', true],
    ['GET', false],
  ]);
});
